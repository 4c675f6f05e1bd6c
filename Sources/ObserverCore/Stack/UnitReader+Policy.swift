import Foundation
import Shared
import Yams

/// What may also stand in `defaults`.
extension UnitReader {
    func readPolicy(_ members: [String: Node], _ spec: inout UnitSpec) {
        spec.host = host(members["host"]) ?? spec.host
        spec.workingDirectory = folder(members["working_directory"]) ?? spec.workingDirectory
        if let node = members["environment"] { readEnvironment(node, &spec) }
        if let node = members["health"] {
            let health = reader.members(node, "health", known: ["ready", "live"])
            spec.readyPath = path(health["ready"], "ready") ?? spec.readyPath
            spec.livePath = path(health["live"], "live") ?? spec.livePath
        }
        spec.startMilliseconds =
            reader.span(members["start_timeout"], "start_timeout", in: .wait) ?? spec.startMilliseconds
        spec.stopMilliseconds = reader.span(members["stop_timeout"], "stop_timeout", in: .any) ?? spec.stopMilliseconds
        spec.hangStopMilliseconds =
            reader.span(members["hang_stop_timeout"], "hang_stop_timeout", in: .any) ?? spec.hangStopMilliseconds
        if let node = members["restart"] { readRestart(node, &spec.restart) }
        if let node = members["log"] {
            let log = reader.members(node, "log", known: ["size", "files"])
            spec.logLimitBytes = reader.size(log["size"], "size") ?? spec.logLimitBytes
            spec.logFiles = reader.number(log["files"], "files", in: 0...100) ?? spec.logFiles
        }
    }

    // MARK: Places

    private func host(_ node: Node?) -> String? {
        guard let node, let text = reader.word(node, "host") else { return nil }
        if text.utf8.count <= 253,
            text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".:-_[]".contains($0)) })
        {
            return text
        }
        let shown = StackFileReader.shown(text)
        reader.report(
            node, de: "host: „\(shown)“ ist weder Adresse noch Rechnername.",
            en: "host: \"\(shown)\" is neither an address nor a host name.")
        return nil
    }

    private func path(_ node: Node?, _ what: String) -> String? {
        guard let node, let text = reader.word(node, what) else { return nil }
        if text.hasPrefix("/"), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return text }
        let shown = StackFileReader.shown(text)
        reader.report(
            node, de: "\(what): „\(shown)“ ist kein Pfad, der mit / beginnt.",
            en: "\(what): \"\(shown)\" is no path that begins with /.")
        return nil
    }

    private func folder(_ node: Node?) -> String? {
        guard let node, let text = reader.word(node, "working_directory") else { return nil }
        let path = file.absolute(text)
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue { return path }
        let shown = StackFileReader.shown(path)
        reader.report(node, de: "Den Ordner \(shown) gibt es nicht.", en: "There is no folder \(shown).")
        return nil
    }

    // MARK: Environment

    private func readEnvironment(_ node: Node, _ spec: inout UnitSpec) {
        var names: Set<String> = []
        for (key, value) in reader.pairs(node, LocalizedText(de: "environment", en: "environment")) {
            let name = reader.name(of: key)
            if !names.insert(name).inserted { reader.reportTwice(name, key) }
            guard checkVariable(name, key), let text = reader.text(value, "environment \(name)") else { continue }
            spec.environment[name] = text
        }
    }

    private func checkVariable(_ name: String, _ key: Node) -> Bool {
        let shown = StackFileReader.shown(name)
        guard !name.isEmpty, name.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "=") }) else {
            reader.report(
                key, de: "„\(shown)“ kann keine Umgebungsvariable sein.",
                en: "\"\(shown)\" cannot be an environment variable.")
            return false
        }
        guard LaunchEnvironment.isReserved(name) else { return true }
        reader.report(
            key, de: "\(shown) setzt der Observer selbst: Daran erkennt er seine Dienste.",
            en: "\(shown) is set by the Observer itself, which knows its services by it.")
        return false
    }

    // MARK: Restart

    private func readRestart(_ node: Node, _ policy: inout RestartPolicy) {
        let members = reader.members(
            node, "restart", known: ["mode", "delays", "budgets", "stable_after", "quarantine_retry", "on_hang"])
        policy.mode = reader.choice(members["mode"], "mode") ?? policy.mode
        if let node = members["delays"] { policy.delaysMilliseconds = delays(node) ?? policy.delaysMilliseconds }
        if let node = members["budgets"] { policy.budgets = reader.elements(node, "budgets").compactMap(budget) }
        policy.stableMilliseconds =
            reader.span(members["stable_after"], "stable_after", in: .wait) ?? policy.stableMilliseconds
        policy.quarantineMilliseconds =
            reader.span(members["quarantine_retry"], "quarantine_retry", in: .period) ?? policy.quarantineMilliseconds
        policy.restartsOnHang = reader.flag(members["on_hang"], "on_hang") ?? policy.restartsOnHang
    }

    private func delays(_ node: Node) -> [Int]? {
        let elements = reader.elements(node, "delays")
        if case .sequence = node, elements.isEmpty {
            reader.report(
                node, de: "delays ist leer; [0s] startet immer sofort.", en: "delays is empty; [0s] starts at once.")
        }
        return elements.isEmpty ? nil : elements.compactMap { reader.span($0, "delays", in: .any) }
    }

    private func budget(_ entry: Node) -> RestartPolicy.Budget? {
        let members = reader.members(entry, "budgets", known: ["ends", "within"])
        guard let ends = members["ends"], let within = members["within"] else {
            reader.report(entry, de: "Ein Budget braucht ends und within.", en: "A budget needs ends and within.")
            return nil
        }
        let count = reader.number(ends, "ends", in: 1...1_000_000)
        guard let span = reader.span(within, "within", in: .wait), let count else { return nil }
        return .init(count: count, milliseconds: span)
    }
}
