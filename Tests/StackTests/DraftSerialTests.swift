import Foundation
import Glibc
import Shared
import TestSupport
import Testing

/// Drafts and batches of a real process that dies while they are posted.
@Suite(.serialized)
struct DraftSerialTests {
    /// What the dying process has answered.
    private struct Answered: Sendable {
        /// Drafts that were kept, and those of them that were posted.
        var drafts: Set<String> = []
        var posted: Set<String> = []
        /// Drafts by the batch that they are in, and batches that were posted.
        var batches: [String: Set<String>] = [:]
        var postedBatches: Set<String> = []

        static func merge(_ all: inout Answered, _ one: Answered) {
            all.drafts.formUnion(one.drafts)
            all.posted.formUnion(one.posted)
            all.batches.merge(one.batches) { $0.union($1) }
            all.postedBatches.formUnion(one.postedBatches)
        }
    }

    private static let batchSize = 5

    @Test func `kill -9 leaves each draft a draft or booked once, and each batch whole`() async throws {
        try await withTemporaryFolder { folder in
            let environment = ["PORT": "0", "DATA_DIR": folder.path, "OBSERVER_SERVICE_URL": "none"]
            let process = ServiceProcess("Finance", environment: environment, folder: folder)
            try await process.start()
            var answered = Answered()
            for round in 1...3 {
                let finance = HTTPCaller(try await process.waitUntilReady())
                Answered.merge(&answered, try await postUntilKilled(finance, process, beyond: round * 60))
                try await process.restart()
                try await check(answered, HTTPCaller(try await process.waitUntilReady()))
            }
            #expect(!answered.posted.isEmpty && !answered.batches.isEmpty)
            try await finish(answered, HTTPCaller(try await process.waitUntilReady()))
            #expect(await process.end(with: SIGTERM) == .exited(0))
            let verify = ServiceProcess(
                "Finance", arguments: ["verify", folder.path + "/finance/ledger.sqlite"], environment: [:],
                folder: folder)
            try await verify.start()
            #expect(await verify.waitForEnd() == .exited(0), "\(verify.output)")
        }
    }

    /// Each draft is one or is booked; a batch has all of its drafts or has booked them all.
    private func check(_ answered: Answered, _ finance: HTTPCaller) async throws {
        let booked = try await transactions(finance)
        #expect(Set(booked).count == booked.count, "a booking is there twice")
        for id in answered.drafts {
            let isDraft = try await finance.get(FinanceRoute.prefix + "/drafts/\(id)").status == 200
            #expect(isDraft != booked.contains(id), "\(id): draft \(isDraft)")
        }
        #expect(answered.posted.isSubset(of: booked))
        for (batch, drafts) in answered.batches {
            let state = try await finance.get(FinanceRoute.prefix + "/batches/\(batch)").json["state"].stringValue
            #expect(drafts.isSubset(of: booked) == (state == "posted"), "\(batch) is \(state ?? "gone")")
            #expect(state == "posted" || drafts.isDisjoint(with: booked))
            #expect(state == "posted" || !answered.postedBatches.contains(batch))
        }
    }

    /// Posting everything again books what is left, and nothing twice.
    private func finish(_ answered: Answered, _ finance: HTTPCaller) async throws {
        let single = answered.drafts.subtracting(answered.batches.values.flatMap(\.self))
        for id in single { #expect(try await post(finance, "/drafts/\(id)/post") < 300) }
        for id in answered.batches.keys { #expect(try await post(finance, "/batches/\(id)/post") < 300) }
        let booked = try await transactions(finance)
        #expect(answered.drafts.isSubset(of: booked) && Set(booked).count == booked.count)
        #expect(
            try await finance.get(FinanceRoute.accounts + "/1400").json["balance"].stringValue == "\(booked.count).00")
    }

    private func postUntilKilled(
        _ finance: HTTPCaller, _ process: ServiceProcess, beyond count: Int
    ) async throws -> Answered {
        try await withThrowingTaskGroup(of: Answered.self) { group in
            for _ in 1...6 { group.addTask { await postDrafts(finance) } }
            for _ in 1...3 { group.addTask { await postBatches(finance) } }
            group.addTask {
                try await eventually("some bookings") {
                    // The process lives until it is killed below.
                    try await finance.get(FinanceRoute.transactions + "?limit=1000").json["count"].intValue ?? 0 > count
                }
                await process.end(with: SIGKILL)
                return Answered()
            }
            return try await group.reduce(into: Answered(), Answered.merge)
        }
    }

    /// Makes drafts and posts them until there is no answer any more.
    private func postDrafts(_ finance: HTTPCaller) async -> Answered {
        var answered = Answered()
        for _ in 1...5_000 {
            // No answer means "not acknowledged": the process dies while requests are open.
            guard let id = try? await draft(finance, "") else { break }
            answered.drafts.insert(id)
            guard let status = try? await post(finance, "/drafts/\(id)/post"), status == 201 else { break }
            answered.posted.insert(id)
        }
        return answered
    }

    private func postBatches(_ finance: HTTPCaller) async -> Answered {
        var answered = Answered()
        while true {
            guard
                let made = try? await finance.post(
                    FinanceRoute.prefix + "/batches", json: .object(["description": "Stapel"])),
                made.status == 201, let batch = made.json["id"].stringValue
            else { return answered }
            var drafts: Set<String> = []
            for _ in 1...Self.batchSize {
                guard let id = try? await draft(finance, "?batch=\(batch)") else { return answered }
                answered.drafts.insert(id)
                drafts.insert(id)
                answered.batches[batch] = drafts
            }
            guard let status = try? await post(finance, "/batches/\(batch)/post"), status == 200 else {
                return answered
            }
            answered.postedBatches.insert(batch)
        }
    }

    private func draft(_ finance: HTTPCaller, _ query: String) async throws -> String? {
        let answer = try await finance.post(
            FinanceRoute.prefix + "/drafts" + query,
            json: .object([
                "date": "2026-01-15", "description": "Entwurf", "amount": "1.00", "debit_account": "1400",
                "credit_account": "8400",
            ]))
        return answer.status == 201 ? answer.json["id"].stringValue : nil
    }

    private func post(_ finance: HTTPCaller, _ path: String) async throws -> Int {
        try await finance.call("POST", FinanceRoute.prefix + path, headers: [:], body: Data()).status
    }

    private func transactions(_ finance: HTTPCaller) async throws -> [String] {
        var all: [String] = []
        var cursor: String?
        repeat {
            let suffix = cursor.map { "&cursor=\($0)" } ?? ""
            let page = try await finance.get(FinanceRoute.transactions + "?limit=1000\(suffix)").json
            all += page["transactions"].elements.compactMap { $0["id"].stringValue }
            cursor = page["next_cursor"].stringValue
        } while cursor != nil
        return all
    }
}
