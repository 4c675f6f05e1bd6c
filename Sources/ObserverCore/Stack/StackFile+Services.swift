import Shared
import Yams

/// The section `services` of a stack file, and what its services may not do to each other.
extension StackFile {
    func readServices(_ node: Node, defaults: UnitSpec) -> [UnitSpec] {
        let pairs = reader.pairs(node, LocalizedText(de: "services", en: "services"))
        guard pairs.count <= Self.serviceLimit else {
            reader.report(node, de: "Mehr als 1000 Dienste.", en: "More than 1,000 services.")
            return []
        }
        var units: [PlacedUnit] = []
        var names: Set<String> = []
        for (key, value) in pairs {
            let name = reader.name(of: key)
            checkName(name, key)
            if !names.insert(name).inserted { reader.reportTwice(name, key) }
            units.append(UnitReader(file: self).unit(name, value, key: key, defaults: defaults))
        }
        checkPorts(units)
        checkServiceNames(units, names)
        for unit in units { checkNeeds(of: unit, names) }
        checkCircles(units)
        return units.map(\.spec)
    }

    private func checkName(_ name: String, _ key: Node) {
        let isFine =
            (1...63).contains(name.count)
            && name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
        guard !isFine else { return }
        let shown = StackFileReader.shown(name)
        reader.report(
            key, de: "„\(shown)“: Namen bestehen aus 1 bis 63 Kleinbuchstaben, Ziffern und Strichen.",
            en: "\"\(shown)\": names are 1 to 63 lowercase letters, digits and dashes.")
    }

    /// Two services on one address; one that listens everywhere takes the port from all.
    private func checkPorts(_ units: [PlacedUnit]) {
        var holders: [Int: [(name: String, host: String)]] = [:]
        for unit in units {
            guard let port = unit.spec.port else { continue }
            let host = Self.address(unit.spec.host)
            let known = holders[port, default: []]
            if let holder = known.first(where: { $0.host == host || $0.host == "*" || host == "*" }) {
                reader.report(
                    unit.port ?? unit.key, de: "\(unit.spec.name) und \(holder.name) wollen beide Port \(port).",
                    en: "\(unit.spec.name) and \(holder.name) both want port \(port).")
            }
            holders[port, default: []].append((unit.spec.name, host))
        }
    }

    /// Whoever orders by a service's name must not reach another service that bears it as its own.
    private func checkServiceNames(_ units: [PlacedUnit], _ names: Set<String>) {
        for unit in units where unit.spec.serviceName != unit.spec.name && names.contains(unit.spec.serviceName) {
            let shown = StackFileReader.shown(unit.spec.serviceName)
            reader.report(
                unit.serviceName ?? unit.key,
                de: "\(unit.spec.name) meldet sich als „\(shown)“ an, und so heißt ein anderer Dienst dieser Datei.",
                en: "\(unit.spec.name) registers as \"\(shown)\", which is the name of another service of this file.")
        }
    }

    private static func address(_ host: String) -> String {
        switch host.lowercased() {
        case "0.0.0.0", "::", "[::]": "*"
        case "localhost": "127.0.0.1"
        default: host.lowercased()
        }
    }

    // MARK: Dependencies

    private func checkNeeds(of unit: PlacedUnit, _ names: Set<String>) {
        var seen: Set<String> = []
        for need in unit.needs {
            let shown = StackFileReader.shown(need.name)
            if !seen.insert(need.name).inserted {
                reader.report(
                    need.node, de: "depends_on nennt „\(shown)“ doppelt.", en: "depends_on names \"\(shown)\" twice.")
            } else if need.name == unit.spec.name {
                reader.report(need.node, de: "\(shown) braucht sich selbst.", en: "\(shown) needs itself.")
            } else if need.isExternal, names.contains(need.name) {
                reader.report(
                    need.node, de: "„\(shown)“ ist ein Dienst dieser Datei: ohne external schreiben.",
                    en: "\"\(shown)\" is a service of this file: write it without external.")
            } else if !need.isExternal, !names.contains(need.name) {
                reportMissing(need, names)
            }
        }
    }

    private func reportMissing(_ need: PlacedUnit.Need, _ names: Set<String>) {
        let shown = StackFileReader.shown(need.name)
        let near = SimilarWord.nearest(to: need.name, in: names.sorted())
        reader.report(
            need.node,
            de: "Den Dienst „\(shown)“ gibt es in dieser Datei nicht"
                + (near.map { "; gemeint ist wohl „\($0)“." } ?? ".")
                + " Für einen, der sich selbst anmeldet: {external: \(shown)}.",
            en: "There is no service \"\(shown)\" in this file" + (near.map { "; did you mean \"\($0)\"?" } ?? ".")
                + " For one that registers on its own: {external: \(shown)}.")
    }

    private func checkCircles(_ units: [PlacedUnit]) {
        let places = Dictionary(units.map { ($0.spec.name, $0) }) { first, _ in first }
        // One that needs itself is told of already.
        for circle in StackOrder.circles(units.map(\.spec)) where circle.count > 1 {
            let last = circle.last.flatMap { places[$0] }
            let way = (circle + circle.prefix(1)).joined(separator: " → ")
            reader.report(
                last?.needs.first { $0.name == circle.first }?.node, de: "Kreis in depends_on: \(way).",
                en: "A circle in depends_on: \(way).")
        }
    }
}

/// A service with the places of what others may object to.
struct PlacedUnit {
    struct Need {
        let name: String
        let node: Node
        /// Whether it is said to register on its own.
        let isExternal: Bool
    }

    var spec: UnitSpec
    let key: Node
    var port: Node?
    var serviceName: Node?
    var needs: [Need] = []
}
