import Foundation
import Glibc
import Shared
import TestSupport
import Testing

/// Webhooks of the real process, which is killed while it delivers.
@Suite(.serialized)
struct WebhookSerialTests {
    @Test func `kill -9 while delivering loses no event and keeps their order`() async throws {
        let peer = try await HTTPPeer.start { _ in .json(200, .null) }
        try await withTemporaryFolder { folder in
            let secret = folder.appendingPathComponent("secret").path
            try Data("a secret of more than 24 bytes".utf8).write(to: URL(fileURLWithPath: secret))
            chmod(secret, 0o600)
            let file = folder.appendingPathComponent("webhooks.json")
            let url = peer.url("/hook")
            try Data(
                #"{"webhooks":[{"name":"crm","url":"\#(url)","secret_file":"\#(secret)","from":"beginning"}]}"#.utf8
            ).write(to: file)
            let process = ServiceProcess(
                "Finance", arguments: ["--webhooks", file.path],
                environment: ["PORT": "0", "DATA_DIR": folder.path, "OBSERVER_SERVICE_URL": "none"], folder: folder)
            try await process.start()
            let finance = HTTPCaller(try await process.waitUntilReady())
            var acknowledged = 0
            for _ in 0..<4 {
                acknowledged += try await postUntilKilled(finance, process)
                try await process.restart()
            }
            let stored = try await finance.get(FinanceRoute.transactions + "?limit=1").headers["ledger-seq"]
            let last = try #require(stored.flatMap { Int($0) })
            #expect(last >= acknowledged)
            try await eventually(within: 20, "transaction \(last) is delivered") {
                transactions(peer).last == last
            }
            // At least once, and never one before those in front of it.
            var next = 1
            for sequence in transactions(peer) {
                #expect(sequence <= next, "\(sequence) came before \(next)")
                next = max(next, sequence + 1)
            }
            #expect(next == last + 1)
            let list = try await finance.get(FinanceRoute.prefix + "/webhooks").json["webhooks"].elements
            #expect(list.first?["failures"] == 0 && list.first?["origin"] == .string("http://127.0.0.1:\(peer.port)"))
            #expect(try await finance.get("/metrics").text.contains("finance_webhook_messages_total"))
            #expect(await process.end(with: SIGTERM) == .exited(0))
        }
        try await peer.stop()
    }

    /// Sequences of the transactions that the peer was told of, in order of arrival.
    private func transactions(_ peer: HTTPPeer) -> [Int] {
        peer.calls.flatMap { call in
            call.json["events"].elements.compactMap { $0["transaction"]["sequence"].intValue }
        }
    }

    /// Posts for a moment, then the process dies; how many were acknowledged.
    private func postUntilKilled(_ finance: HTTPCaller, _ process: ServiceProcess) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var count = 0
                    while true {
                        let answer = try? await finance.post(
                            FinanceRoute.transactions,
                            json: .object([
                                "date": "2026-01-15", "description": "x", "amount": "1.00", "debit_account": "1400",
                                "credit_account": "8400",
                            ]))
                        guard answer?.status == 201 else { return count }
                        count += 1
                    }
                }
            }
            group.addTask {
                try await Task.sleep(for: .milliseconds(250))
                await process.end(with: SIGKILL)
                return 0
            }
            return try await group.reduce(0, +)
        }
    }
}
