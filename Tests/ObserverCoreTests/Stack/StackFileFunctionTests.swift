import ObserverCore
import Shared
import Testing

/// The section `functions` of a stack file.
struct StackFileFunctionTests {
    private func read(_ functions: String) throws -> [BusinessFunction]? {
        try StackFile.read(
            text: "version: 1\n\(functions)\n", fileName: "stack.yaml", folder: "/tmp"
        ).functions
    }

    @Test func `a function has one name for both languages, or one for each`() throws {
        let functions = try read(
            """
            functions:
              - {name: {de: Buchen, en: Posting}, services: [finance-service]}
              - {name: Shop, services: [shop, "mail"]}
              - {name: {de: Nur deutsch}, services: [x]}
            """)
        #expect(
            functions == [
                BusinessFunction(name: LocalizedText(de: "Buchen", en: "Posting"), services: ["finance-service"]),
                BusinessFunction(name: LocalizedText(de: "Shop", en: "Shop"), services: ["shop", "mail"]),
                BusinessFunction(name: LocalizedText(de: "Nur deutsch", en: "Nur deutsch"), services: ["x"]),
            ])
    }

    @Test func `without the section the product's own functions hold, with an empty one none`() throws {
        #expect(try read("") == nil)
        #expect(try read("functions: []") == [])
        #expect(try read("functions:") == [])
    }

    @Test(arguments: [
        ("functions: 5", "must be a list"), ("functions: [{services: [a]}]", "\"name\" is missing"),
        ("functions: [{name: a}]", "needs at least one service"),
        ("functions: [{name: a, services: []}]", "needs at least one service"),
        ("functions: [{name: a, services: [{b: c}]}]", "must be text"),
        ("functions: [{name: {}, services: [a]}]", "name is empty"),
        ("functions: [{name: {fr: a}, services: [a]}]", "\"fr\" is unknown"),
        ("functions: [{name: a, service: [a]}]", "Did you mean \"services\"?"),
        ("functions: [{name: \(String(repeating: "x", count: 61)), services: [a]}]", "at most 60"),
        ("functions: [\(String(repeating: "{name: a, services: [a]},", count: 25))]", "at most 24"),
    ])
    func `faults are told with their place`(text: String, sentence: String) throws {
        let faults = #expect(throws: StackFileFaults.self) { try read(text) }
        #expect(faults?.lines().contains { $0.contains(sentence) } == true, "\(faults?.lines() ?? [])")
    }
}
