import FinanceCore
import Foundation
import TestSupport
import Testing

/// The export against its own verifier, and the verifier against every kind of damage.
@Suite("Export of the journal") struct JournalExportTests {
    static func export(_ store: LedgerStore) throws -> [UInt8] {
        let export = try store.journalExport(ledger: "/api/v1/finanzen")
        var bytes: [UInt8] = []
        while let chunk = try export.nextChunk() { bytes += chunk }
        return bytes
    }

    private static func report(_ bytes: [UInt8], key: ChainHash? = nil) -> JournalExportVerifier.Report {
        var verifier = JournalExportVerifier(publicKey: key)
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for line in lines.dropLast() { verifier.add(Array(line)) }
        verifier.finish(rest: lines.last?.count ?? 0)
        return verifier.report
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func bytes(_ lines: [String]) -> [UInt8] { Array(lines.map { $0 + "\n" }.joined().utf8) }

    @Test("A ledger of several thousand transactions with everything in it is exported whole, and verifies")
    func whole() async throws {
        let ledger = try await FullLedger.make(seed: 1, transactions: 3_000)
        let bytes = try Self.export(ledger.store)
        let report = Self.report(bytes, key: FullLedger.key.publicKey)
        #expect(report.fault == nil)
        #expect(report.transactions == ledger.store.sequence && report.transactions > 2_500)
        let counts = try LedgerVerifier(path: ledger.directory.file("ledger.sqlite"), isLive: true).counts()
        #expect(report.records == counts.records && report.anchors == counts.anchors)
        #expect(report.anchors == 2)
        let chain = try await ledger.store.verifyChain(from: 1, through: ledger.store.sequence)
        #expect(report.head == chain.head)
        // Each line is JSON that any program reads.
        for line in Self.lines(bytes) { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
        let file = ledger.directory.file("journal.ndjson")
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        let read = try JournalExportFile(path: file).verify(documents: ledger.directory.file("documents"))
        #expect(read.fault == nil && read.transactions == report.transactions)
        #expect(Self.report(bytes, key: AnchorKey().publicKey).fault?.code == "anchor-foreign-key")
        await ledger.store.close()
    }

    @Test("An empty ledger has an export as well")
    func empty() async throws {
        let ledger = try await LedgerFixture()
        let report = Self.report(try Self.export(ledger.store))
        #expect(report.fault == nil && report.transactions == 0 && report.records == 9)
        await ledger.store.close()
    }

    @Test("What is booked while an export is read is not in it, and does no harm")
    func booking() async throws {
        let ledger = try await FullLedger.make(seed: 2, transactions: 1_000)
        let sequence = ledger.store.sequence
        let export = try ledger.store.journalExport(ledger: "x")
        var bytes: [UInt8] = []
        while let chunk = try export.nextChunk() {
            bytes += chunk
            _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 1))
        }
        #expect(Self.report(bytes).fault == nil && Self.report(bytes).transactions == sequence)
        await ledger.store.close()
    }

    @Test("A byte changed anywhere is found in its line", arguments: [1, 2, 3] as [UInt64])
    func changedByte(_ seed: UInt64) async throws {
        let ledger = try await FullLedger.make(seed: seed, transactions: 60)
        let original = try Self.export(ledger.store)
        await ledger.store.close()
        let count = Self.lines(original).count
        var random = SeededGenerator(seed: seed)
        for round in 0..<100 {
            // The first and the last line are short, and special: they are met more often than they would be.
            let place =
                switch round % 10 {
                case 0: Int.random(in: 0..<200, using: &random)
                case 1: original.count - 1 - Int.random(in: 0..<400, using: &random)
                default: Int.random(in: 0..<original.count, using: &random)
                }
            var changed = original
            changed[place] ^= UInt8.random(in: 1...255, using: &random)
            let line = original[..<place].count { $0 == UInt8(ascii: "\n") } + 1
            let report = Self.report(changed)
            #expect(report.fault != nil, "\(place)")
            // A changed line feed is missing behind the last line only.
            #expect(report.lines == line || line == count, "\(place): \(report.lines), not \(line)")
        }
    }

    @Test("A digit changed in a transaction names its sequence", arguments: [4, 5] as [UInt64])
    func changedDigit(_ seed: UInt64) async throws {
        let ledger = try await FullLedger.make(seed: seed, transactions: 60)
        let original = Self.lines(try Self.export(ledger.store))
        await ledger.store.close()
        var random = SeededGenerator(seed: seed)
        var sequence: Int64 = 0
        for (index, line) in original.enumerated() where line.hasPrefix(#"{"type":"transaction""#) {
            sequence += 1
            let digits = line.indices.filter { line[$0].isASCII && line[$0].isNumber }
            let place = try #require(digits.randomElement(using: &random))
            var (changed, text) = (original, line)
            let digit = try #require(line[place].wholeNumberValue)
            text.replaceSubrange(place...place, with: String((digit + 1) % 10))
            changed[index] = text
            #expect(Self.report(Self.bytes(changed)).fault?.sequence == sequence, "\(text)")
        }
    }

    @Test("Whatever is cut off, left out, doubled or put elsewhere is found")
    func lines() async throws {
        let ledger = try await FullLedger.make(seed: 6, transactions: 40)
        let bytes = try Self.export(ledger.store)
        let original = Self.lines(bytes)
        await ledger.store.close()
        for count in 0..<original.count {
            #expect(Self.report(Self.bytes(Array(original[..<count]))).fault?.code == "export-truncated")
        }
        var random = SeededGenerator(seed: 6)
        for _ in 0..<100 {
            let count = Int.random(in: 0..<bytes.count, using: &random)
            #expect(Self.report(Array(bytes[..<count])).fault != nil)
        }
        for index in original.indices {
            var shorter = original
            shorter.remove(at: index)
            #expect(Self.report(Self.bytes(shorter)).fault != nil, "\(original[index])")
            var longer = original
            longer.insert(original[index], at: index)
            #expect(Self.report(Self.bytes(longer)).fault != nil, "\(original[index])")
            if index > 0 {
                var swapped = original
                swapped.swapAt(index - 1, index)
                #expect(Self.report(Self.bytes(swapped)).fault != nil, "\(original[index])")
            }
        }
    }

    @Test("Line endings and blanks of other programs are no part of an export, and change nothing unnoticed")
    func otherForms() async throws {
        let ledger = try await FullLedger.make(seed: 7, transactions: 20)
        let original = Self.lines(try Self.export(ledger.store))
        await ledger.store.close()
        let carriage = Self.report(Array(original.map { $0 + "\r\n" }.joined().utf8))
        #expect(carriage.fault?.code == "line-malformed" && carriage.lines == 1)
        let blanks = Self.report(Self.bytes(original.map { $0.replacing("\":", with: "\": ") }))
        #expect(blanks.fault?.code == "line-malformed" && blanks.lines == 1)
    }
}
