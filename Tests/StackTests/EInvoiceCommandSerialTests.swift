import Foundation
import TestSupport
import Testing

/// `Beleg check` and `Beleg convert` as scripts meet them: by their exit codes.
@Suite(.serialized)
struct EInvoiceCommandSerialTests {
    private static let samples = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appending(path: "../../../shared/data/einvoice").standardized
    private static let arePresent = FileManager.default.fileExists(atPath: samples.path)

    private func run(_ arguments: [String], in folder: URL) async throws -> (ServiceProcess.Ending, String) {
        let process = ServiceProcess("Beleg", arguments: arguments, environment: ["LANG": "C.UTF-8"], folder: folder)
        try await process.start()
        let ending = await process.waitForEnd()
        return (ending, process.output)
    }

    @Test func `a file that is no invoice is rejected with 1, a missing one ends with 66`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("a.xml")
            try Data("<a/>".utf8).write(to: file)
            let (rejected, text) = try await run(["check", file.path], in: folder)
            #expect(rejected == .exited(1) && text.contains("a.xml: rejected"))
            let (missing, message) = try await run(["check", file.path, folder.path + "/none.pdf"], in: folder)
            #expect(missing == .exited(66) && message.contains("none.pdf: ") && message.contains("a.xml: rejected"))
            let (_, german) = try await run(
                ["check", folder.path, folder.path + "/none.pdf", "--language", "de"], in: folder)
            #expect(german.contains("Das ist ein Ordner, keine Datei."), "\(german)")
            #expect(german.contains("none.pdf: Die Datei gibt es nicht."), "\(german)")
            #expect(try await run(["check"], in: folder).0 == .exited(64))
        }
    }

    @Test(arguments: [("de", "Fehler"), ("en", "Error")])
    func `how much a finding weighs is said in words, and in JSON by its code`(
        language: String, word: String
    ) async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("a.xml")
            try Data("<a/>".utf8).write(to: file)
            let (_, text) = try await run(["check", "--language", language, file.path], in: folder)
            #expect(text.contains("\n  \(word) BELEG-") && !text.contains("fatal"), "\(text)")
            let (_, json) = try await run(["check", "--json", "--language", language, file.path], in: folder)
            #expect(json.contains(#""schwere":"fatal""#), "\(json)")
        }
    }

    @Test func `an archive stands for the files in it, and an empty one for nothing`() async throws {
        try await withTemporaryFolder { folder in
            // A stored file a.xml with the content <a/>, and an archive without files.
            let archive = [
                "UEsDBBQAAAAAAAAAIVrUHNEBBAAAAAQAAAAFAAAAYS54bWw8YS8+UEsBAhQDFAAAAAAAAAAhWtQc0QEEAAAABAAAAA",
                "UAAAAAAAAAAAAAAIABAAAAAGEueG1sUEsFBgAAAAABAAEAMwAAACcAAAAAAA==",
            ].joined()
            let full = folder.appendingPathComponent("full.zip")
            try #require(Data(base64Encoded: archive)).write(to: full)
            let (rejected, text) = try await run(["check", full.path], in: folder)
            #expect(rejected == .exited(1) && text.contains("full.zip: a.xml: rejected"), "\(text)")
            let empty = folder.appendingPathComponent("empty.zip")
            try (Data([0x50, 0x4B, 5, 6]) + Data(count: 18)).write(to: empty)
            #expect(try await run(["check", empty.path], in: folder).0 == .exited(66))
        }
    }

    @Test(.enabled(if: arePresent, "the samples in ../shared/data/einvoice are absent"))
    func `valid invoices end with 0, as XML and inside of a PDF`() async throws {
        try await withTemporaryFolder { folder in
            let files = ["xrechnung/01.01a-INVOICE_ubl.xml", "xrechnung/01.01a-INVOICE_uncefact.xml"]
            let paths = files.map { Self.samples.appending(path: $0).path }
            let (ending, text) = try await run(["check", "--json"] + paths, in: folder)
            #expect(ending == .exited(0), "\(text)")
            let lines = text.split(separator: "\n")
            #expect(lines.count == 2 && lines.allSatisfy { $0.contains(#""angenommen":true"#) })
        }
    }

    @Test(.enabled(if: arePresent, "the samples in ../shared/data/einvoice are absent"))
    func `an invoice is converted to the other syntax, never over a file that exists`() async throws {
        try await withTemporaryFolder { folder in
            let source = Self.samples.appending(path: "xrechnung/01.01a-INVOICE_ubl.xml").path
            let target = folder.appendingPathComponent("cii.xml")
            let arguments = ["convert", "--to", "cii", "--output", target.path, source]
            #expect(try await run(arguments, in: folder).0 == .exited(0))
            let written = try String(contentsOf: target, encoding: .utf8)
            #expect(written.contains("rsm:CrossIndustryInvoice"))
            #expect(try await run(["check", target.path], in: folder).0 == .exited(0))
            #expect(try await run(arguments, in: folder).0 == .exited(73))
            #expect(try await run(["convert", "--to", "html", "/dev/null"], in: folder).0 == .exited(66))
        }
    }
}
