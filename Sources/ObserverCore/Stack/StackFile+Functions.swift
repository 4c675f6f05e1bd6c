import Shared
import Yams

/// The section `functions` of a stack file: what people do with the services.
extension StackFile {
    /// More functions than this answer no question at a glance.
    private static let functionLimit = 24
    private static let longestName = 60

    func readFunctions(_ node: Node) -> [BusinessFunction] {
        let nodes = reader.isNothing(node) ? [] : reader.elements(node, "functions")
        guard nodes.count <= Self.functionLimit else {
            reader.report(
                node, de: "functions: höchstens \(Self.functionLimit) Aufgaben.",
                en: "functions: at most \(Self.functionLimit).")
            return []
        }
        return nodes.compactMap(readFunction)
    }

    private func readFunction(_ node: Node) -> BusinessFunction? {
        let members = reader.members(node, "functions", known: ["name", "services"])
        guard let nameNode = members["name"] else {
            reader.report(node, de: "Es fehlt „name“.", en: "\"name\" is missing.")
            return nil
        }
        let services = reader.elements(members["services"], "services").compactMap { reader.word($0, "services") }
        // Who they are is not checked: services that register on their own are known only later.
        if services.isEmpty, members["services"]?.sequence?.isEmpty ?? true {
            reader.report(
                members["services"] ?? node, de: "Eine Aufgabe braucht mindestens einen Dienst in services.",
                en: "A function needs at least one service in services.")
        }
        return readName(nameNode).map { BusinessFunction(name: $0, services: services) }
    }

    /// One text for both languages, or one for each.
    private func readName(_ node: Node) -> LocalizedText? {
        guard case .mapping = node else { return word(node).map { LocalizedText(de: $0, en: $0) } }
        let members = reader.members(node, "name", known: Language.allCases.map(\.rawValue))
        guard let german = members["de"] ?? members["en"], let english = members["en"] ?? members["de"] else {
            reader.report(node, de: "name ist leer.", en: "name is empty.")
            return nil
        }
        guard let german = word(german), let english = word(english) else { return nil }
        return LocalizedText(de: german, en: english)
    }

    private func word(_ node: Node) -> String? {
        guard let text = reader.word(node, "name") else { return nil }
        if text.count <= Self.longestName { return text }
        reader.report(
            node, de: "name: höchstens \(Self.longestName) Zeichen.", en: "name: at most \(Self.longestName) letters.")
        return nil
    }
}
