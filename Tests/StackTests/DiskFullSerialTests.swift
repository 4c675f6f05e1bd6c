import Foundation
import Glibc
import Shared
import TestSupport
import Testing

@Suite(.serialized)
struct DiskFullSerialTests {
    @Test(.enabled(if: SmallDisk.isAvailable, "only root can mount a small file system"))
    func `a full disk costs no acknowledged booking, is told in health, and is over by itself`() async throws {
        let disk = try SmallDisk()
        try await withTemporaryFolder { folder in
            let environment = ["PORT": "0", "DATA_DIR": disk.path, "OBSERVER_SERVICE_URL": "none"]
            let process = ServiceProcess("Finance", environment: environment, folder: folder)
            try await process.start()
            let finance = HTTPCaller(try await process.waitUntilReady())
            var acknowledged: Set<String> = []
            for round in 1...3 {
                try disk.fill(leaving: 1_500_000)
                let before = acknowledged.count
                acknowledged.formUnion(try await postUntilRefused(finance, "round \(round)"))
                #expect(acknowledged.count > before)
                let ill = try await finance.get("/health")
                #expect(ill.status == 503)
                #expect(ill.json["checks"]["disk:writes"].elements.first?["status"] == "fail")
                #expect(try await finance.get("/health/live").status == 200)
                // What is booked can be read all the time.
                #expect(try await finance.get(FinanceRoute.accounts + "/1400").status == 200)
                try disk.clear()
                try await eventually("the service is well again by itself") {
                    try await finance.get("/health").status == 200
                }
            }
            let answer = try await post(finance, "after")
            #expect(answer.status == 201)
            acknowledged.insert(answer.json["id"].stringValue ?? "")
            try await check(acknowledged, finance)
            await process.end(with: SIGKILL)
            try await process.restart()
            try await check(acknowledged, finance)
            #expect(await process.end(with: SIGTERM) == .exited(0))
            let verify = ServiceProcess(
                "Finance", arguments: ["verify", disk.path + "/finance/ledger.sqlite"], environment: [:], folder: folder
            )
            try await verify.start()
            #expect(await verify.waitForEnd() == .exited(0), "\(verify.output)")
        }
        withExtendedLifetime(disk) {}
    }

    @Test(.enabled(if: SmallDisk.isAvailable, "only root can mount a small file system"))
    func `a backup that finds no room for its folder may be asked for again`() async throws {
        let disk = try SmallDisk(files: 200)
        try await withTemporaryFolder { folder in
            let environment = ["PORT": "0", "DATA_DIR": disk.path, "OBSERVER_SERVICE_URL": "none"]
            let process = ServiceProcess("Finance", environment: environment, folder: folder)
            try await process.start()
            let finance = HTTPCaller(try await process.waitUntilReady())
            #expect(try await post(finance, "first").status == 201)
            try disk.fillWithFiles()
            let backup = try await finance.call("POST", FinanceRoute.prefix + "/backup", body: nil)
            #expect(backup.status == 503 && backup.json["code"] == "storage", "\(backup.text)")
            #expect(await process.end(with: SIGTERM) == .exited(0))
        }
        withExtendedLifetime(disk) {}
    }

    /// Exactly what was acknowledged is there: what was refused was not booked.
    private func check(_ acknowledged: Set<String>, _ finance: HTTPCaller) async throws {
        var found: Set<String> = []
        var cursor: String?
        repeat {
            let suffix = cursor.map { "&cursor=\($0)" } ?? ""
            let page = try await finance.get(FinanceRoute.transactions + "?limit=1000\(suffix)").json
            found.formUnion(page["transactions"].elements.compactMap { $0["id"].stringValue })
            cursor = page["next_cursor"].stringValue
        } while cursor != nil
        #expect(found == acknowledged, "\(found.count) are there, \(acknowledged.count) were acknowledged")
        let balance = try await finance.get(FinanceRoute.accounts + "/1400").json["balance"].stringValue
        #expect(balance == "\(acknowledged.count).00")
    }

    /// Posts from many tasks until all are refused; the ids that were acknowledged.
    private func postUntilRefused(_ finance: HTTPCaller, _ text: String) async throws -> Set<String> {
        try await withThrowingTaskGroup(of: Set<String>.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var acknowledged: Set<String> = []
                    var refusals = 0
                    while refusals < 5 {
                        let answer = try await post(finance, text)
                        if answer.status == 201 {
                            acknowledged.insert(answer.json["id"].stringValue ?? "")
                        } else {
                            // It may pass, so the client may try again; why it is so is for the log.
                            #expect(answer.status == 503 && answer.json["code"] == "storage", "\(answer.text)")
                            #expect(answer.headers["retry-after"] != nil)
                            #expect(!answer.text.contains("SQLite"))
                            refusals += 1
                        }
                    }
                    return acknowledged
                }
            }
            return try await group.reduce(into: []) { $0.formUnion($1) }
        }
    }

    private func post(_ finance: HTTPCaller, _ text: String) async throws -> HTTPCaller.Answer {
        try await finance.post(
            FinanceRoute.transactions,
            json: .object([
                "date": "2026-01-15", "description": .string(text + String(repeating: " x", count: 400)),
                "amount": "1.00", "debit_account": "1400", "credit_account": "8400",
            ]))
    }
}
