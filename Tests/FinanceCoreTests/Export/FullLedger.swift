import FinanceCore
import TestSupport
import Testing

/// A ledger that has some of everything, each in several forms, and comes out the same for the same seed.
enum FullLedger {
    static let key = AnchorKey()

    private static let texts = [
        "Büro", "\"Zitat\" \\ Pfad", "Zeile 1\nZeile 2\t\u{1}", "", "€ 🧾 漢字", "'; DROP TABLE", "e\u{301}", " leer ",
    ]

    /// - Parameters:
    ///   - seed: of the amounts, accounts and texts.
    ///   - transactions: about how many.
    static func make(seed: UInt64, transactions: Int) async throws -> LedgerFixture {
        var options = LedgerFixture.options
        options.anchorKey = key
        let ledger = try await LedgerFixture(options: options)
        let store = ledger.store
        var random = SeededGenerator(seed: seed)
        _ = try await store.anchorDay()
        for part in 0..<5 {
            try await postBatch(store, count: max(1, transactions / 5 - 4), year: part < 2 ? 2024 : 2026, &random)
            try await postSingles(store, part, &random)
            try await addRecords(store, part, &random)
        }
        try await addDrafts(store)
        return ledger
    }

    private static func postBatch(
        _ store: LedgerStore, count: Int, year: Int, _ random: inout SeededGenerator
    ) async throws {
        var drafts: [TransactionDraft] = []
        for _ in 0..<count { drafts.append(try draft(year: year, &random)) }
        _ = try await store.post(batch: drafts, idempotencyKey: "batch-\(random.next())")
    }

    private static func draft(year: Int, _ random: inout SeededGenerator) throws -> TransactionDraft {
        let codes = ["EUR", "EUR", "EUR", "JPY", "KWD"]
        let currency = try #require(Currency(code: codes.randomElement(using: &random) ?? "EUR"))
        let numbers = LedgerFixture.numbers.shuffled(using: &random)
        let count = Int.random(in: 1...3, using: &random)
        var lines: [LineDraft] = []
        var sum: Int64 = 0
        for index in 0..<count {
            let minor = Int64.random(in: 1...1_000_000, using: &random)
            sum += minor
            lines.append(try line(numbers[index], .debit, Amount(minor: minor, currency: currency), &random))
        }
        lines.append(try line(numbers[count], .credit, Amount(minor: sum, currency: currency), &random))
        let day = try LedgerFixture.day("\(year)-0\(Int.random(in: 1...9, using: &random))-1\(random.next() % 10)")
        return try TransactionDraft(
            date: day, documentDate: random.next() % 2 == 0 ? day.previous : nil,
            serviceDate: random.next() % 3 == 0 ? day.next : nil,
            documentNumber: random.next() % 2 == 0 ? "RE-\(random.next() % 100)" : nil,
            text: texts.randomElement(using: &random) ?? "", lines: lines,
            actor: random.next() % 4 == 0 ? "Prüferin" : nil)
    }

    private static func line(
        _ account: String, _ side: Side, _ amount: Amount, _ random: inout SeededGenerator
    ) throws -> LineDraft {
        LineDraft(
            account: try LedgerFixture.number(account), side: side, amount: amount,
            taxKey: random.next() % 3 == 0 ? "9" : nil, text: random.next() % 4 == 0 ? texts[1] : nil,
            costCentre1: random.next() % 5 == 0 ? "K1" : nil, costCentre2: random.next() % 7 == 0 ? "K2" : nil)
    }

    private static func postSingles(_ store: LedgerStore, _ part: Int, _ random: inout SeededGenerator) async throws {
        let year = part < 2 ? 2024 : 2026
        for general in [false, true] {
            let draft = try draft(year: year, &random)
            let original = try await store.post(draft, idempotencyKey: "key-\(part)-\(general)").transaction
            _ = try await store.reverse(
                original.id, ReversalRequest(isGeneralReversal: general, actor: general ? "A" : nil))
        }
    }

    private static func addRecords(_ store: LedgerStore, _ part: Int, _ random: inout SeededGenerator) async throws {
        let last = try #require(try await store.transactions(after: store.sequence - 2, limit: 2).last)
        for links in [[], [last.id]] {
            let document = try DocumentDraft(
                type: "rechnung", date: .first, text: texts[part], filename: "a\(part).pdf",
                mediaType: "application/pdf",
                transactions: links)
            _ = try await store.addDocument(document, bytes: [UInt8(part), UInt8(links.count)])
        }
        _ = try await store.updateAccount(
            try LedgerFixture.number("1000"),
            AccountChange(nameDE: "Kasse \(part)", taxKey: "9", validFrom: .first, isNeverNegative: false))
        if part == 1 {
            _ = try await store.lock(
                try PeriodLockDraft(
                    kind: .year, through: try LedgerFixture.day("2024-12-31"), reason: texts[2], actor: "Prüferin"))
        }
        if part == 3 {
            _ = try await store.createAccount(try LedgerFixture.account("70000", "Kunde", .asset))
        }
    }

    private static func addDrafts(_ store: LedgerStore) async throws {
        let batch = try await store.createBatch(try BookingBatchDraft(text: "Stapel"), idempotencyKey: "b").batch
        _ = try await store.createDraft(PlainDraft.body("1200", "8400", 7), batch: batch.id)
        _ = try await store.postBatch(batch.id, reading: PlainDraft.reading)
        let open = try await store.createBatch(try BookingBatchDraft(text: "Offen")).batch
        _ = try await store.createDraft(PlainDraft.body("1200", "8400", 8), batch: open.id)
        _ = try await store.createDraft(PlainDraft.body("1200", "8400", 9), idempotencyKey: "d")
    }
}
