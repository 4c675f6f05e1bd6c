import Foundation
import Yams

/// Reads one service of a stack file.
struct UnitReader {
    private static let policyKeys = [
        "start_timeout", "stop_timeout", "hang_stop_timeout", "restart", "log", "health", "host", "environment",
        "working_directory",
    ]
    private static let unitKeys =
        policyKeys + ["service_name", "command", "arguments", "port", "depends_on", "start"]

    let file: StackFile
    private var reader: StackFileReader { file.reader }

    init(file: StackFile) {
        self.file = file
    }

    /// What holds for every service that does not say otherwise.
    func defaults(_ node: Node) -> UnitSpec {
        let members = reader.members(node, "defaults", known: Self.policyKeys)
        var spec = UnitSpec(name: "", executable: "", workingDirectory: file.folder)
        readPolicy(members, &spec)
        return spec
    }

    func unit(_ name: String, _ node: Node, key: Node, defaults: UnitSpec) -> UnitSpec {
        var spec = defaults
        spec.name = name
        if spec.workingDirectory.isEmpty || spec.workingDirectory == "/" { spec.workingDirectory = file.folder }
        let members = reader.members(node, "service \(name)", known: Self.unitKeys)
        readPolicy(members, &spec)
        spec.serviceName = reader.text(members["service_name"], "service_name") ?? name
        spec.port = reader.number(members["port"], "port", in: 1...65_535)
        spec.dependsOn = dependencies(members["depends_on"], of: name)
        if let start: StartMode = reader.choice(members["start"], "start") {
            spec.startsWithStack = start == .withStack
        }
        readCommand(members["command"], key, &spec)
        spec.arguments += reader.elements(members["arguments"], "arguments").compactMap { reader.text($0, "arguments") }
        return spec
    }

    private enum StartMode: String, CaseIterable {
        case withStack = "with-stack"
        case byOperator = "by-operator"
    }

    // MARK: Command

    private func readCommand(_ node: Node?, _ key: Node, _ spec: inout UnitSpec) {
        guard let node else {
            return reader.report(
                key, de: "\(spec.name): Es fehlt „command“.", en: "\(spec.name): \"command\" is missing.")
        }
        let words: [String]
        if case .sequence(let list) = node {
            words = list.compactMap { reader.text($0, "command") }
        } else {
            words = reader.text(node, "command").map(Self.words) ?? []
        }
        guard let program = words.first, !program.isEmpty else {
            return reader.report(node, de: "command ist leer.", en: "command is empty.")
        }
        spec.arguments = Array(words.dropFirst())
        guard let path = find(program) else {
            return reader.report(
                node, de: "Das Programm „\(program)“ gibt es nicht, oder es ist nicht ausführbar.",
                en: "There is no program \"\(program)\", or it cannot be executed.")
        }
        spec.executable = path
    }

    /// Splits a line at blanks; quotes keep blanks together, and nothing else has a meaning.
    static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for letter in line {
            if letter == quote {
                quote = nil
            } else if quote == nil, letter == "\"" || letter == "'" {
                quote = letter
                word = word ?? ""
            } else if quote == nil, letter.isWhitespace {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(letter)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }

    /// The absolute path of a program: a path, or a bare name beside our own program or on `PATH`.
    private func find(_ program: String) -> String? {
        let candidates: [String]
        if program.contains("/") {
            candidates = [absolute(program)]
        } else {
            let path = reader.variables["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
            candidates = ([file.programs].compactMap { $0 } + path.split(separator: ":").map(String.init)).map {
                "\($0)/\(program)"
            }
        }
        return candidates.first { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
                && FileManager.default.isExecutableFile(atPath: path)
        }
    }

    private func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : URL(fileURLWithPath: "\(file.folder)/\(path)").standardizedFileURL.path
    }

    // MARK: Dependencies

    /// Names of services of this file, or `{external: name}` for one that registers on its own.
    private func dependencies(_ node: Node?, of name: String) -> [String] {
        reader.elements(node, "depends_on").compactMap { entry in
            if case .mapping = entry {
                return reader.text(
                    reader.members(entry, "depends_on", known: ["external"])["external"], "external")
            }
            let needed = reader.text(entry, "depends_on")
            if needed == name {
                reader.report(entry, de: "\(name) braucht sich selbst.", en: "\(name) needs itself.")
            }
            if let needed { file.expectService(needed, entry) }
            return needed
        }
    }

    // MARK: Policy

    private func readPolicy(_ members: [String: Node], _ spec: inout UnitSpec) {
        if let host = reader.text(members["host"], "host") { spec.host = host }
        if let node = members["working_directory"], let text = reader.text(node, "working_directory") {
            spec.workingDirectory = folder(text, node)
        }
        if let node = members["environment"] {
            for (name, value) in reader.members(node, "environment", known: nil) {
                if let text = reader.text(value, "environment \(name)") { spec.environment[name] = text }
            }
        }
        if let node = members["health"] {
            let health = reader.members(node, "health", known: ["ready", "live"])
            spec.readyPath = path(health["ready"], "ready") ?? spec.readyPath
            spec.livePath = path(health["live"], "live") ?? spec.livePath
        }
        spec.startMilliseconds = reader.span(members["start_timeout"], "start_timeout") ?? spec.startMilliseconds
        spec.stopMilliseconds = reader.span(members["stop_timeout"], "stop_timeout") ?? spec.stopMilliseconds
        spec.hangStopMilliseconds =
            reader.span(members["hang_stop_timeout"], "hang_stop_timeout") ?? spec.hangStopMilliseconds
        if let node = members["restart"] { readRestart(node, &spec.restart) }
        if let node = members["log"] {
            let log = reader.members(node, "log", known: ["size", "files"])
            spec.logLimitBytes = reader.size(log["size"], "size") ?? spec.logLimitBytes
            spec.logFiles = reader.number(log["files"], "files", in: 0...100) ?? spec.logFiles
        }
    }

    private func path(_ node: Node?, _ what: String) -> String? {
        guard let text = reader.text(node, what) else { return nil }
        guard text.hasPrefix("/"), text.allSatisfy({ $0.isASCII && !$0.isWhitespace }) else {
            reader.report(
                node, de: "\(what): „\(text)“ ist kein Pfad, der mit / beginnt.",
                en: "\(what): \"\(text)\" is no path that begins with /.")
            return nil
        }
        return text
    }

    private func folder(_ text: String, _ node: Node) -> String {
        var isFolder: ObjCBool = false
        let path = absolute(text)
        if !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || !isFolder.boolValue {
            reader.report(node, de: "Den Ordner \(path) gibt es nicht.", en: "There is no folder \(path).")
        }
        return path
    }

    private func readRestart(_ node: Node, _ policy: inout RestartPolicy) {
        let members = reader.members(
            node, "restart", known: ["mode", "delays", "budgets", "stable_after", "quarantine_retry", "on_hang"])
        policy.mode = reader.choice(members["mode"], "mode") ?? policy.mode
        if let node = members["delays"] {
            policy.delaysMilliseconds = reader.elements(node, "delays").compactMap { reader.span($0, "delays") }
        }
        if let node = members["budgets"] {
            policy.budgets = reader.elements(node, "budgets").compactMap { entry in
                let budget = reader.members(entry, "budgets", known: ["ends", "within"])
                guard let count = reader.number(budget["ends"], "ends", in: 1...1_000_000),
                    let span = reader.span(budget["within"], "within")
                else {
                    reader.report(
                        entry, de: "Ein Budget braucht ends und within.", en: "A budget needs ends and within.")
                    return nil
                }
                return .init(count: count, milliseconds: span)
            }
        }
        policy.stableMilliseconds = reader.span(members["stable_after"], "stable_after") ?? policy.stableMilliseconds
        policy.quarantineMilliseconds =
            reader.span(members["quarantine_retry"], "quarantine_retry") ?? policy.quarantineMilliseconds
        policy.restartsOnHang = reader.flag(members["on_hang"], "on_hang") ?? policy.restartsOnHang
    }
}
