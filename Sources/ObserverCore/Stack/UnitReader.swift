import Foundation
import Shared
import Yams

/// Reads one service of a stack file, or the defaults of all.
struct UnitReader {
    static let policyKeys = [
        "start_timeout", "stop_timeout", "hang_stop_timeout", "restart", "log", "health", "host", "environment",
        "working_directory",
    ]
    private static let unitKeys =
        policyKeys + ["service_name", "command", "arguments", "port", "depends_on", "start"]

    let file: StackFile
    var reader: StackFileReader { file.reader }

    init(file: StackFile) {
        self.file = file
    }

    /// What holds for every service that does not say otherwise.
    func defaults(_ node: Node?) -> UnitSpec {
        var spec = UnitSpec(name: "", executable: "", workingDirectory: file.folder)
        guard let node else { return spec }
        readPolicy(reader.members(node, "defaults", known: Self.policyKeys), &spec)
        return spec
    }

    func unit(_ name: String, _ node: Node, key: Node, defaults: UnitSpec) -> PlacedUnit {
        let shown = StackFileReader.shown(name)
        let what = LocalizedText(de: "Dienst \(shown)", en: "service \(shown)")
        let members = reader.members(node, what, known: Self.unitKeys)
        var unit = PlacedUnit(spec: defaults, key: key, port: members["port"])
        unit.spec.name = name
        readPolicy(members, &unit.spec)
        unit.serviceName = members["service_name"]
        unit.spec.serviceName = serviceName(members["service_name"]) ?? name
        unit.spec.port = reader.number(members["port"], "port", in: 1...65_535)
        unit.needs = reader.elements(members["depends_on"], "depends_on").compactMap(need)
        unit.spec.dependsOn = unit.needs.map(\.name)
        if let start: StartMode = reader.choice(members["start"], "start") {
            unit.spec.startsWithStack = start == .withStack
        }
        readCommand(members, shown, &unit)
        return unit
    }

    private func readCommand(_ members: [String: Node], _ shown: String, _ unit: inout PlacedUnit) {
        if let command = members["command"] {
            CommandReader(file: file).read(command, &unit.spec)
        } else {
            reader.report(unit.key, de: "\(shown): Es fehlt „command“.", en: "\(shown): \"command\" is missing.")
        }
        let more = reader.elements(members["arguments"], "arguments")
        unit.spec.arguments += more.compactMap { reader.text($0, "arguments") }
    }

    private enum StartMode: String, CaseIterable {
        case withStack = "with-stack"
        case byOperator = "by-operator"
    }

    /// Names of services of this file, or `{external: name}` for one that registers on its own.
    private func need(_ entry: Node) -> PlacedUnit.Need? {
        guard case .mapping = entry else {
            return reader.word(entry, "depends_on").map { .init(name: $0, node: entry, isExternal: false) }
        }
        let members = reader.members(entry, "depends_on", known: ["external"])
        guard let node = members["external"] else {
            reader.report(entry, de: "depends_on: Es fehlt „external“.", en: "depends_on: \"external\" is missing.")
            return nil
        }
        return serviceName(node).map { .init(name: $0, node: entry, isExternal: true) }
    }

    private func serviceName(_ node: Node?) -> String? {
        guard let node, let text = reader.word(node, "service_name") else { return nil }
        if text.utf8.count <= 200, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return text }
        reader.report(
            node, de: "Ein Dienst meldet sich mit höchstens 200 druckbaren ASCII-Zeichen ohne Leerzeichen an.",
            en: "A service registers with at most 200 printable ASCII characters without blanks.")
        return nil
    }
}
