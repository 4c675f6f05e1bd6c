import FinanceCore
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import TestSupport
import Testing

/// Every write is tried before it is done: the try must leave each byte of the ledger as it was, and say what is done then.
@Suite("Dry runs of everything") struct DryRunPropertyTests {
    @Test(
        "A dry run writes nothing and answers what the write answers after it", .timeLimit(.minutes(5)),
        arguments: [11, 12, 13] as [UInt64])
    func property(_ seed: UInt64) async throws {
        try await FinanceFixture.run { api in
            var writes = RandomWrites(seed: seed)
            var (refused, done) = (0, 0)
            for step in 1...150 {
                let write = try await writes.next(api)
                let before = try LedgerBytes(of: api.ledger)
                let tried = try await api.call(write, isDryRun: true)
                let after = try LedgerBytes(of: api.ledger)
                #expect(before == after, "seed \(seed), step \(step): \(write)")
                let real = try await api.call(write, isDryRun: false)
                try Self.compare(tried, real, "seed \(seed), step \(step): \(write)\n\(tried.text)\n\(real.text)")
                if real.status.kind == .successful { done += 1 } else { refused += 1 }
                await writes.learn(from: real, of: write)
            }
            // A run in which nothing happens, or nothing is refused, would prove little.
            #expect(done > 40 && refused > 15, "\(done) done, \(refused) refused")
        }
    }

    private static func compare(_ tried: TestResponse, _ real: TestResponse, _ what: String) throws {
        guard real.status.kind == .successful else {
            #expect(tried.status == real.status, "\(what)")
            let problems = (try tried.problem, try real.problem)
            #expect(problems.0.code == problems.1.code && problems.0.faults == problems.1.faults, "\(what)")
            return
        }
        #expect(tried.status == .ok, "\(what)")
        // What was posted before is no try: it is answered as it is.
        if real.headers[.idempotencyReplayed] != nil {
            #expect(tried.headers[.idempotencyReplayed] == "true", "\(what)")
            return
        }
        #expect(tried.headers[.location] == nil, "\(what)")
        let lines = (try lines(tried), try lines(real))
        #expect(lines.0.count == lines.1.count, "\(what)")
        for (tried, real) in zip(lines.0, lines.1) { try compare(tried, real, what) }
    }

    /// Members that are only there when something is written, or that change with it.
    private static let given: Set<String> = [
        "id", "sequence", "journal_number", "recorded_at", "version", "ledger_seq", "head", "transactions", "content",
        "first_sequence", "last_sequence", "posted_at", "changed_at",
    ]

    private static func compare(_ tried: JSONValue, _ real: JSONValue, _ what: String) throws {
        var tried = try #require(tried.objectValue)
        let real = try #require(real.objectValue)
        for kind in ["done", "progress"] where real[kind] != nil {
            return try compare(tried[kind] ?? .null, real[kind] ?? .null, what)
        }
        let isTried = tried.removeValue(forKey: "dry_run") == true
        #expect(isTried || real["status"] == "refused", "\(what)")
        for (name, value) in real where !given.contains(name) { #expect(tried[name] == value, "\(name): \(what)") }
        for name in tried.keys { #expect(real[name] != nil, "\(name): \(what)") }
        // The number of an account and the id of a batch are the caller's; no other id is given by a try.
        if real["balance"] == nil, real["control_total"] == nil { #expect(tried["id"] == nil, "\(what)") }
    }

    private static func lines(_ answer: TestResponse) throws -> [JSONValue] {
        guard answer.headers[.contentType]?.contains("ndjson") == true else { return [try answer.json] }
        return try answer.text.split(separator: "\n").map {
            try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8))
        }
    }
}

extension FinanceFixture {
    fileprivate func call(_ write: RandomWrites.Write, isDryRun: Bool) async throws -> TestResponse {
        let mark = write.path.contains("?") ? "&" : "?"
        return try await call(
            write.method, write.path + mark + (isDryRun ? "dry_run=true" : "dry_run=false"), body: write.body,
            headers: write.headers)
    }
}

/// Every byte of a ledger's folder, but the index of the log, which reading changes.
private struct LedgerBytes: Equatable {
    private var files: [String: Data] = [:]
    private let sequence: Int64
    private let revision: Int64

    init(of ledger: LedgerStore) throws {
        (sequence, revision) = (ledger.sequence, ledger.revision)
        let manager = FileManager.default
        for path in try manager.subpathsOfDirectory(atPath: ledger.directory) where !path.hasSuffix("-shm") {
            files[path] = manager.contents(atPath: ledger.directory + "/" + path) ?? Data()
        }
    }
}
