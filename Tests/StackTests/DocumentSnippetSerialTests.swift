import Foundation
import Glibc
import TestSupport
import Testing

/// The examples of `docs/frontend.md`, run as they stand against a real ledger.
@Suite(.serialized)
struct DocumentSnippetSerialTests {
    struct Snippet: Sendable {
        let heading: String
        let code: String
        let output: String
    }

    static let node = ["/usr/bin/node", "/usr/local/bin/node"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    private static let document = BuiltProducts.packageRoot.appendingPathComponent("docs/frontend.md")
    private static let placeholder = "http://127.0.0.1:8007"

    @Test func `every example is followed by what it prints`() throws {
        let text = try String(contentsOf: Self.document, encoding: .utf8)
        let snippets = Self.snippets(in: text)
        #expect(snippets.count >= 9)
        #expect(snippets.count == text.components(separatedBy: "\n```js\n").count - 1)
        #expect(snippets.allSatisfy { !$0.output.isEmpty })
    }

    @Test(.enabled(if: node != nil, "Node is not installed on this machine"), .timeLimit(.minutes(1)))
    func `the examples print what the document says`() async throws {
        let snippets = Self.snippets(in: try String(contentsOf: Self.document, encoding: .utf8))
        try await withTemporaryFolder { folder in
            let finance = ServiceProcess(
                "Finance", environment: ["PORT": "0", "DATA_DIR": folder.path, "OBSERVER_SERVICE_URL": "none"],
                folder: folder)
            try await finance.start()
            let url = try await finance.waitUntilReady()
            for (index, snippet) in snippets.enumerated() {
                let file = folder.appendingPathComponent("\(index).mjs")
                let code = snippet.code.replacingOccurrences(of: Self.placeholder, with: url)
                try Data(code.utf8).write(to: file)
                let printed = try Self.run(file)
                #expect(printed == snippet.output, "\(snippet.heading)")
            }
            await finance.end(with: SIGTERM)
        }
    }

    /// Pairs of a `js` block and the `text` block after it, each under its heading.
    private static func snippets(in text: String) -> [Snippet] {
        text.components(separatedBy: "\n## ").flatMap { section in
            section.components(separatedBy: "\n```js\n").dropFirst().compactMap { part -> Snippet? in
                let blocks = part.components(separatedBy: "\n```\n```text\n")
                guard blocks.count == 2, let end = blocks[1].range(of: "\n```") else { return nil }
                return Snippet(
                    heading: String(section.prefix { $0 != "\n" }), code: blocks[0],
                    output: String(blocks[1][..<end.lowerBound]))
            }
        }
    }

    /// What a script prints, with its complaints after it.
    private static func run(_ script: URL) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: node ?? "/usr/bin/node")
        process.arguments = [script.path]
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}
