import Foundation
import Glibc
import Shared
import TestSupport
import Testing

/// Backup of a service at work, and its restore by the command.
@Suite(.serialized)
struct RestoreSerialTests {
    private func environment(_ folder: URL) -> [String: String] {
        ["PORT": "0", "DATA_DIR": folder.path, "OBSERVER_SERVICE_URL": "none"]
    }

    private func start(_ folder: URL) async throws -> (ServiceProcess, HTTPCaller) {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let process = ServiceProcess("Finance", environment: environment(folder), folder: folder)
        try await process.start()
        return (process, HTTPCaller(try await process.waitUntilReady()))
    }

    private func command(_ arguments: [String], _ folder: URL) async throws -> (ServiceProcess.Ending, String) {
        let process = ServiceProcess("Finance", arguments: arguments, environment: [:], folder: folder)
        try await process.start()
        return (await process.waitForEnd(), process.output)
    }

    @Test func `a backup made under load comes back with every balance as it was`() async throws {
        try await withTemporaryFolder { folder in
            let (process, finance) = try await start(folder.appendingPathComponent("old"))
            let posting = Task { await post(finance) }
            let document = try await finance.call(
                "POST", FinanceRoute.documents + "?filename=a.pdf&type=x&date=2026-01-01",
                headers: ["Content-Type": "application/pdf"], body: Data("Beleg".utf8))
            #expect(document.status == 201)
            try await eventually("some postings") {
                try await finance.get(FinanceRoute.transactions + "?limit=1000").json["count"].intValue ?? 0 > 100
            }
            let backup = try await finance.call("POST", FinanceRoute.prefix + "/backup", body: nil)
            #expect(backup.status == 201, "\(backup.text)")
            posting.cancel()
            let posted = await posting.value
            let sequence = try #require(backup.json["sequence"].intValue)
            #expect(posted > 0)
            let path = FinanceRoute.reports + "/trial-balance?known_at=\(sequence)"
            let expected = try await finance.get(path).json["rows"]
            await process.end(with: SIGTERM)

            let source = try #require(backup.json["path"].stringValue.map { URL(fileURLWithPath: $0) })
                .deletingLastPathComponent().path
            let target = folder.appendingPathComponent("new")
            let restore = ["restore", source, "--to", target.path]
            let (ending, output) = try await command(restore, folder)
            #expect(ending == .exited(0), "\(output)")
            let (again, restored) = try await start(target)
            let balances = try await restored.get(FinanceRoute.reports + "/trial-balance").json["rows"]
            #expect(balances == expected && !balances.elements.isEmpty)
            let content = document.json["content"].stringValue ?? ""
            #expect(try await restored.get(content).text == "Beleg")
            let health = try await restored.get("/health")
            #expect(health.status == 200)
            #expect(try await restored.get(FinanceRoute.prefix + "/integrity").text.contains("\"ok\":true"))
            #expect(await again.end(with: SIGTERM) == .exited(0))

            #expect(try await command(restore, folder).0 == .exited(73))
            // A folder cannot be made below a file.
            let below = target.appendingPathComponent("finance/ledger.sqlite").path
            #expect(try await command(["restore", source, "--to", below], folder).0 == .exited(73))
            let (verified, words) = try await command(["verify", target.path + "/finance/ledger.sqlite"], folder)
            #expect(verified == .exited(0), "\(words)")
            try await refuseDamaged(source, folder)
        }
    }

    private func refuseDamaged(_ source: String, _ folder: URL) async throws {
        let file = URL(fileURLWithPath: source + "/ledger.sqlite")
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: file)
        let target = folder.appendingPathComponent("third")
        let (ending, output) = try await command(["restore", source, "--to", target.path], folder)
        #expect(ending == .exited(1) && output.contains("nothing was restored"), "\(output)")
        #expect(!FileManager.default.fileExists(atPath: target.path))
        try FileManager.default.removeItem(at: file)
        #expect(try await command(["restore", source, "--to", target.path], folder).0 == .exited(66))
        // It is there, and cannot be read: that is as good as none.
        try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
        let (unreadable, words) = try await command(["restore", source, "--to", target.path], folder)
        #expect(unreadable == .exited(66) && words.contains("nothing was restored"), "\(words)")
    }

    /// Posts until it is cancelled; how many were acknowledged.
    private func post(_ finance: HTTPCaller) async -> Int {
        await withTaskGroup(of: Int.self) { group in
            for worker in 1...8 {
                group.addTask {
                    var count = 0
                    while !Task.isCancelled {
                        let answer = try? await finance.post(
                            FinanceRoute.transactions,
                            json: .object([
                                "date": "2026-01-15", "description": "under load", "amount": .string("\(worker).00"),
                                "debit_account": "1400", "credit_account": "8400",
                            ]))
                        if answer?.status == 201 { count += 1 }
                    }
                    return count
                }
            }
            return await group.reduce(0, +)
        }
    }
}
