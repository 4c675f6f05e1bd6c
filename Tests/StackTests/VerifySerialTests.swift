import Foundation
import Glibc
import Shared
import TestSupport
import Testing

/// `Finance verify` on what auditors are handed: a ledger file, a backup and an export, sound and damaged.
@Suite(.serialized)
struct VerifySerialTests {
    /// What a service has left behind.
    private struct Papers {
        let ledger: URL
        let backup: URL
        let export: URL
    }

    private static func papers(_ folder: URL) async throws -> Papers {
        let process = ServiceProcess(
            "Finance", environment: ["PORT": "0", "DATA_DIR": folder.path, "OBSERVER_SERVICE_URL": "none"],
            folder: folder)
        try await process.start()
        let finance = HTTPCaller(try await process.waitUntilReady())
        let items = (1...300).map { index in
            #"{"date":"2026-01-15","description":"Büro Nr. \#(index).","amount":"1.00","#
                + #""debit_account":"1400","credit_account":"8400"}"#
        }
        let posted = try await finance.call(
            "POST", FinanceRoute.transactions + "/batch", headers: ["Content-Type": "application/json"],
            body: Data("[\(items.joined(separator: ","))]".utf8))
        #expect(posted.status == 201)
        let document = try await finance.call(
            "POST", FinanceRoute.documents + "?filename=a.pdf&type=x&date=2026-01-01",
            headers: ["Content-Type": "application/pdf"], body: Data("Beleg".utf8))
        #expect(document.status == 201)
        let export = try await finance.get(FinanceRoute.prefix + "/export/journal")
        let file = folder.appendingPathComponent("journal.ndjson")
        try export.body.write(to: file)
        let backup = try await finance.call("POST", FinanceRoute.prefix + "/backup", body: nil)
        await process.end(with: SIGTERM)
        return Papers(
            ledger: folder.appendingPathComponent("finance/ledger.sqlite"),
            backup: URL(fileURLWithPath: try #require(backup.json["path"].stringValue)), export: file)
    }

    private static func verify(_ file: URL, _ folder: URL) async throws -> (ServiceProcess.Ending, String) {
        let process = ServiceProcess("Finance", arguments: ["verify", file.path], environment: [:], folder: folder)
        try await process.start()
        return (await process.waitForEnd(), process.output)
    }

    /// Changes a byte of a copy and verifies it.
    private static func damage(
        _ file: URL, _ folder: URL, _ change: (inout Data) throws -> Void
    ) async throws -> String {
        let copy = folder.appendingPathComponent("copy-\(UUID().uuidString)")
        var bytes = try Data(contentsOf: file)
        try change(&bytes)
        try bytes.write(to: copy)
        let (ending, output) = try await verify(copy, folder)
        #expect(ending == .exited(1), "\(output)")
        #expect(!output.contains("no fault found"))
        return output
    }

    private static func place(_ text: String, in bytes: Data) throws -> Data.Index {
        try #require(bytes.range(of: Data(text.utf8))?.lowerBound)
    }

    @Test func `sound files have no fault, and damaged ones are told where`() async throws {
        try await withTemporaryFolder { folder in
            let papers = try await Self.papers(folder)
            for file in [papers.ledger, papers.backup, papers.export] {
                let (ending, output) = try await Self.verify(file, folder)
                #expect(ending == .exited(0) && output.contains("no fault found"), "\(output)")
            }
            let text = try await Self.damage(papers.ledger, folder) { bytes in
                bytes[try Self.place("Büro Nr. 170.", in: bytes)] ^= 1
            }
            #expect(text.contains("Transaction 170:"), "\(text)")
            let header = try await Self.damage(papers.ledger, folder) { $0[3] ^= 1 }
            #expect(header.contains("page 1"), "\(header)")
            let trigger = try await Self.damage(papers.ledger, folder) { bytes in
                bytes[try Self.place("reversal: rows are never changed", in: bytes)] ^= 1
            }
            #expect(trigger.contains("trigger reversal_no_update"), "\(trigger)")
            let index = try await Self.damage(papers.ledger, folder) { bytes in
                let pages = stride(from: 4_096, to: bytes.count, by: 4_096)
                // 10 is the kind of a page of an index.
                let page = try #require(pages.first { bytes[$0] == 10 && bytes[$0 + 4] > 0 })
                bytes[page] = 13
            }
            #expect(index.contains("page"), "\(index)")
            let cut = try await Self.damage(papers.ledger, folder) { $0 = $0.prefix($0.count / 4_096 / 2 * 4_096) }
            #expect(cut.contains("The file cannot be read"), "\(cut)")
        }
    }

    @Test func `a damaged export is told where`() async throws {
        try await withTemporaryFolder { folder in
            let papers = try await Self.papers(folder)
            let text = try await Self.damage(papers.export, folder) { bytes in
                bytes[try Self.place("Büro Nr. 170.", in: bytes)] ^= 1
            }
            #expect(text.contains("Transaction 170:") && text.contains("  line "), "\(text)")
            let first = try await Self.damage(papers.export, folder) { $0[0] ^= 1 }
            #expect(first.contains("line 1 of the export"), "\(first)")
            let cut = try await Self.damage(papers.export, folder) { $0 = $0.prefix($0.count / 2) }
            #expect(cut.contains("without its last line"), "\(cut)")
            let process = ServiceProcess(
                "Finance", arguments: ["verify", papers.export.path, "--head", String(repeating: "0", count: 64)],
                environment: [:], folder: folder)
            try await process.start()
            #expect(await process.waitForEnd() == .exited(1))
            #expect(process.output.contains("The chain's head is"), "\(process.output)")
        }
    }
}
