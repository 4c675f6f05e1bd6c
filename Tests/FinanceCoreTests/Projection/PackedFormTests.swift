import TestSupport
import Testing

@testable import FinanceCore

/// What the journal and the projection pack into bytes comes back the same, and foreign bytes are refused.
@Suite("Packed forms") struct PackedFormTests {
    private static let currencies = ["EUR", "JPY", "KWD", "USD"].compactMap { Currency(code: $0) }

    private static func text(_ random: inout SeededGenerator) -> String? {
        [nil, "", "x", "Büromaterial", String(repeating: "ä", count: 300)].randomElement(using: &random) ?? nil
    }

    private static func minor(_ random: inout SeededGenerator) -> Int64 {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: [Int64.max, .min, 1, -1, 127, 128].randomElement(using: &random) ?? 1
        case 1: Int64.random(in: .min ... .max, using: &random) | 1
        default: Int64.random(in: 1...1_000_000, using: &random)
        }
    }

    private static func lines(_ random: inout SeededGenerator) throws -> (lines: [LineDraft], accounts: [Int]) {
        let count = Int.random(in: 2...40, using: &random)
        let accounts = (0..<count).map { _ in Int.random(in: 1...Int(Int32.max), using: &random) }
        let lines = try accounts.map { account in
            LineDraft(
                account: try LedgerFixture.number(String(account % 1_000_000_000)),
                side: Bool.random(using: &random) ? .debit : .credit,
                amount: Amount(minor: minor(&random), currency: try #require(currencies.randomElement(using: &random))),
                taxKey: text(&random), text: text(&random), costCentre1: text(&random), costCentre2: text(&random))
        }
        return (lines, accounts)
    }

    @Test("Lines of a transaction come back the same", arguments: 1...4 as ClosedRange<UInt64>)
    func packedLines(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var form = ByteForm()
        for _ in 0..<300 {
            let (lines, accounts) = try Self.lines(&random)
            PackedLines.write(lines, accounts: accounts, to: &form)
            let read = try #require(PackedLines.read(form.bytes))
            #expect(read.map(\.account) == accounts)
            #expect(zip(read, lines).allSatisfy { $0.draft($1.account) == $1 })
        }
    }

    @Test("Packed lines that were damaged are refused or other lines, never a crash", arguments: [5, 6] as [UInt64])
    func damagedLines(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var form = ByteForm()
        for _ in 0..<300 {
            let (lines, accounts) = try Self.lines(&random)
            PackedLines.write(lines, accounts: accounts, to: &form)
            var bytes = form.bytes
            let original = PackedLines.read(bytes)
            bytes[Int.random(in: bytes.indices, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            #expect(PackedLines.read(bytes) != original)
            #expect(PackedLines.read(Array(form.bytes.dropLast())) == nil)
            #expect(PackedLines.read(form.bytes + [0]) == nil)
        }
    }

    @Test("Blocks of entries come back the same", arguments: [7, 8, 9] as [UInt64])
    func blocks(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var form = ByteForm()
        for _ in 0..<200 {
            let entries = try (0..<Int.random(in: 1...LineBlock.capacity, using: &random)).map { _ in
                LineEntry(
                    sequence: Int64.random(in: 1...1_000_000_000, using: &random), minor: Self.minor(&random),
                    date: try #require(
                        BookingDate(
                            year: Int.random(in: 1900...9999, using: &random),
                            month: Int.random(in: 1...12, using: &random), day: 28)),
                    account: 77, currency: try #require(Self.currencies.randomElement(using: &random)),
                    line: UInt16.random(in: 0..<1_000, using: &random),
                    side: Bool.random(using: &random) ? .debit : .credit)
            }.sorted { $0.key < $1.key }
            LineBlock.write(entries[...], to: &form)
            let read = form.bytes.withUnsafeBytes { LineBlock.read($0, account: 77) }
            #expect(read == entries)
            var bytes = form.bytes
            bytes[Int.random(in: bytes.indices, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            _ = bytes.withUnsafeBytes { LineBlock.read($0, account: 77) }
        }
    }

    @Test("The days of a month come back the same, in order, however they were added", arguments: [1, 2] as [UInt64])
    func monthDays(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var form = ByteForm()
        for _ in 0..<100 {
            var days = MonthDays()
            var sums: [Int: (debit: Int64, credit: Int64)] = [:]
            for _ in 0..<40 {
                let day = Int.random(in: 1...31, using: &random)
                let (debit, credit) = (Int64.random(in: -99...9_999, using: &random), Int64(day))
                days.add(day: day, debit: debit, credit: credit)
                sums[day, default: (0, 0)].debit += debit
                sums[day, default: (0, 0)].credit += credit
            }
            days.write(to: &form)
            #expect(form.bytes.withUnsafeBytes { MonthDays($0) } == days)
            for day in 1...31 {
                let own = sums.filter { $0.key <= day }
                #expect(days.total(through: day)?.debit == (own.isEmpty ? nil : own.values.reduce(0) { $0 + $1.debit }))
            }
        }
    }

    @Test("Account numbers sort and read as their texts do", arguments: [3] as [UInt64])
    func accountNumbers(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let texts = (0..<500).map { _ in
            String(
                (0..<Int.random(in: 1...9, using: &random)).map { _ in "0123456789".randomElement(using: &random) ?? "0"
                })
        }
        let numbers = try texts.map { try LedgerFixture.number($0) }
        #expect(numbers.map(\.description) == texts)
        #expect(numbers.sorted().map(\.description) == texts.sorted())
        #expect(Set(numbers).count == Set(texts).count)
    }
}
