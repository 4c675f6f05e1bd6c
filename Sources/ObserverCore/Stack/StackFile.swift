import Foundation
import Shared
import Yams

/// Reads stack files: which services there are, how they are started, and who is told when they fail.
package struct StackFile {
    /// Largest file that is read, in bytes.
    static let sizeLimit = 1 << 20
    /// Most services of one file.
    static let serviceLimit = 1_000

    let reader: StackFileReader
    /// Folder of the file: relative paths begin here.
    let folder: String
    /// Folder in which bare names of programs are looked for first.
    let programs: String?

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - programs: Folder in which bare names of programs are looked for before `PATH`.
    ///   - variables: Environment for `${NAME}`.
    /// - Throws: ``StackFileFaults`` naming every fault with its place.
    package static func load(
        path: String, programs: String?, variables: [String: String]
    ) throws(StackFileFaults) -> StackSpec {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw StackFileFaults(
                fileName: path,
                faults: [
                    StackFileFault(
                        line: 1, column: 1,
                        text: LocalizedText(de: "Die Datei ist nicht lesbar.", en: "The file cannot be read."))
                ])
        }
        return try read(
            text: String(decoding: data, as: UTF8.self), fileName: path,
            folder: url.deletingLastPathComponent().path, programs: programs, variables: variables)
    }

    /// Reads the text of a file.
    ///
    /// - Throws: ``StackFileFaults`` naming every fault with its place.
    package static func read(
        text: String, fileName: String, folder: String, programs: String? = nil, variables: [String: String] = [:]
    ) throws(StackFileFaults) -> StackSpec {
        let file = StackFile(reader: StackFileReader(variables: variables), folder: folder, programs: programs)
        let stack = file.stack(text)
        guard file.reader.faults.isEmpty else {
            let sorted = file.reader.faults.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
            throw StackFileFaults(fileName: fileName, faults: sorted)
        }
        return stack
    }

    private func stack(_ text: String) -> StackSpec {
        guard text.utf8.count <= Self.sizeLimit else {
            reader.report(nil, de: "Die Datei ist größer als 1 MiB.", en: "The file is larger than 1 MiB.")
            return StackSpec()
        }
        guard let root = compose(text) else { return StackSpec() }
        let members = reader.members(
            root, "the stack file", known: ["version", "limits", "alerts", "defaults", "services"])
        if reader.number(members["version"], "version", in: 1...1) == nil, members["version"] == nil {
            reader.report(root, de: "Es fehlt „version: 1“.", en: "\"version: 1\" is missing.")
        }
        var stack = StackSpec()
        if let limits = members["limits"] { readLimits(limits, &stack) }
        if let alerts = members["alerts"] { stack.alerts = readAlerts(alerts) }
        let defaults =
            members["defaults"].map { UnitReader(file: self).defaults($0) } ?? UnitSpec(name: "", executable: "")
        if let services = members["services"] { stack.units = readServices(services, defaults: defaults) }
        return stack
    }

    private func compose(_ text: String) -> Node? {
        do {
            if let node = try Yams.compose(yaml: text) { return node }
            reader.report(nil, de: "Die Datei ist leer.", en: "The file is empty.")
        } catch {
            report(syntax: error)
        }
        return nil
    }

    private func report(syntax error: any Error) {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            reader.report(at: mark, de: "Kein gültiges YAML: \(problem).", en: "Not valid YAML: \(problem).")
        case YamlError.duplicatedKeysInMapping(let keys, let context):
            let names = keys.joined(separator: ", ")
            reader.report(
                at: context.mark, de: "Doppelt in einer Zuordnung: \(names).", en: "Twice in one mapping: \(names).")
        default:
            reader.report(nil, de: "Kein gültiges YAML: \(error).", en: "Not valid YAML: \(error).")
        }
    }

    private func readLimits(_ node: Node, _ stack: inout StackSpec) {
        let members = reader.members(node, "limits", known: ["starts_at_once", "restarts_per_minute"])
        stack.startsAtOnce = reader.number(members["starts_at_once"], "starts_at_once", in: 1...1_000) ?? 3
        stack.restartsPerMinute =
            reader.number(members["restarts_per_minute"], "restarts_per_minute", in: 1...100_000) ?? 10
    }

    // MARK: Services

    private func readServices(_ node: Node, defaults: UnitSpec) -> [UnitSpec] {
        if case .scalar(let scalar) = node, scalar.string.isEmpty || scalar.string == "~" { return [] }
        guard case .mapping(let mapping) = node else {
            reader.report(node, de: "services muss eine Zuordnung sein.", en: "services must be a mapping.")
            return []
        }
        guard mapping.count <= Self.serviceLimit else {
            reader.report(node, de: "Mehr als 1000 Dienste.", en: "More than 1,000 services.")
            return []
        }
        var units: [UnitSpec] = []
        var places: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            checkName(name, key)
            if places[name] != nil {
                reader.report(key, de: "Der Dienst \(name) steht doppelt.", en: "The service \(name) is there twice.")
            }
            places[name] = key
            units.append(UnitReader(file: self).unit(name, value, key: key, defaults: defaults))
        }
        for (name, node) in reader.expected where places[name] == nil {
            reader.report(
                node,
                de: "Den Dienst „\(name)“ gibt es in dieser Datei nicht; "
                    + "für einen, der sich selbst anmeldet: {external: \(name)}.",
                en: "There is no service \"\(name)\" in this file; "
                    + "for one that registers on its own: {external: \(name)}."
            )
        }
        checkPorts(units, places)
        checkDependencies(units, places)
        return units
    }

    /// Remembers a name that must turn out to be a service of this file.
    func expectService(_ name: String, _ node: Node) {
        reader.expected.append((name, node))
    }

    private func checkName(_ name: String, _ key: Node) {
        let isFine =
            (1...63).contains(name.count)
            && name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
        guard !isFine else { return }
        reader.report(
            key, de: "„\(name)“: Namen bestehen aus 1 bis 63 Kleinbuchstaben, Ziffern und Strichen.",
            en: "\"\(name)\": names are 1 to 63 lowercase letters, digits and dashes.")
    }

    private func checkPorts(_ units: [UnitSpec], _ places: [String: Node]) {
        var holders: [String: String] = [:]
        for unit in units {
            guard let port = unit.port else { continue }
            let address = "\(unit.host):\(port)"
            if let holder = holders[address] {
                reader.report(
                    places[unit.name], de: "\(unit.name) und \(holder) wollen beide \(address).",
                    en: "\(unit.name) and \(holder) both want \(address).")
            }
            holders[address] = unit.name
        }
    }

    private func checkDependencies(_ units: [UnitSpec], _ places: [String: Node]) {
        let needs = Dictionary(units.map { ($0.name, $0.dependsOn) }) { first, _ in first }
        var reported: Set<String> = []
        for unit in units where !reported.contains(unit.name) {
            guard let cycle = cycle(from: unit.name, needs) else { continue }
            reported.formUnion(cycle)
            let path = (cycle + [cycle[0]]).joined(separator: " → ")
            reader.report(
                places[unit.name], de: "Kreis in depends_on: \(path).", en: "A circle in depends_on: \(path).")
        }
    }

    /// The names along a way from a service back to itself.
    private func cycle(from start: String, _ needs: [String: [String]]) -> [String]? {
        var ways = [[start]]
        var seen: Set<String> = []
        while let way = ways.popLast() {
            for next in way.last.flatMap({ needs[$0] }) ?? [] {
                if next == start { return way }
                if needs[next] != nil, seen.insert(next).inserted { ways.append(way + [next]) }
            }
        }
        return nil
    }
}
