import Crypto
import FinanceCore
import Foundation
import Shared
import Synchronization
import TestSupport
import Testing

@Suite("Anchors") struct AnchorTests {
    /// A clock that the test sets.
    private final class Clock: Sendable {
        private let moment: Mutex<Timestamp>

        init(_ moment: Timestamp) { self.moment = Mutex(moment) }

        func move(days: Int64, hours: Int64 = 0) {
            moment.withLock {
                $0 = Timestamp(
                    millisecondsSince1970: $0.millisecondsSince1970 + days * 86_400_000 + hours * 3_600_000)
            }
        }

        var now: Timestamp { moment.withLock { $0 } }
    }

    private static func ledger(_ clock: Clock, _ key: AnchorKey) async throws -> LedgerFixture {
        var options = LedgerFixture.options
        options.anchorKey = key
        options.now = { clock.now }
        return try await LedgerFixture(options: options)
    }

    @Test("One anchor a day and one for each lock; the signature holds for the documented message")
    func daily() async throws {
        let (clock, key) = (Clock(LedgerFixture.clock), AnchorKey())
        let ledger = try await Self.ledger(clock, key)
        let store = ledger.store
        #expect(try await store.anchorDay()?.sequence == 0)
        #expect(try await store.anchorDay() == nil)
        _ = try await store.post(try LedgerFixture.draft("1200", "8400", 5))
        let lock = try await store.lock(
            try PeriodLockDraft(kind: .vat, through: try LedgerFixture.day("2025-12-31")))
        clock.move(days: 1)
        #expect(try await store.anchorDay()?.sequence == 1)
        let anchors = try store.anchors()
        #expect(anchors.map(\.reason) == [.day, .lock, .day] && anchors.map(\.id) == [1, 2, 3])
        #expect(anchors[1].head == lock.head && anchors[1].record == 10)
        let publicKey = try Curve25519.Signing.PublicKey(rawRepresentation: key.publicKey.bytes)
        var previous = [UInt8](repeating: 0, count: 32)
        for anchor in anchors {
            let message = Self.message(anchor, previous)
            #expect(publicKey.isValidSignature(anchor.signature, for: message))
            previous = Array(SHA256.hash(data: message + anchor.signature))
        }
        #expect(try await store.verifyRecords().isEmpty)
        await store.close()
    }

    /// The signed message, written anew from its description.
    private static func message(_ anchor: Anchor, _ previous: [UInt8]) -> [UInt8] {
        func number(_ value: Int64, _ width: Int) -> [UInt8] {
            (0..<width).reversed().map { UInt8(truncatingIfNeeded: value >> Int64(8 * $0)) }
        }
        let reason = Array(anchor.reason.rawValue.utf8)
        var bytes = Array("erp-ledger-anchor-1".utf8) + [0] + number(anchor.id, 8)
        bytes += number(Int64(reason.count), 4) + reason + number(Int64(anchor.day.number), 4)
        bytes += number(anchor.recordedAt.millisecondsSince1970, 8)
        bytes += number(anchor.sequence, 8) + anchor.head.bytes + number(anchor.record, 8) + anchor.recordHead.bytes
        return bytes + previous + anchor.publicKey.bytes
    }

    @Test("A clock that jumps makes no anchor twice and none that goes back", arguments: [1, 2, 3] as [UInt64])
    func jumps(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let clock = Clock(LedgerFixture.clock)
        let ledger = try await Self.ledger(clock, AnchorKey())
        var days: Set<BookingDate> = []
        for step in 0..<60 {
            clock.move(
                days: Int64.random(in: -4...4, using: &random), hours: Int64.random(in: -30...30, using: &random))
            if Bool.random(using: &random) {
                _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 5))
            }
            if step % 20 == 19 {
                let through = try LedgerFixture.day("2025-0\(step / 20 + 1)-15")
                _ = try await ledger.store.lock(try PeriodLockDraft(kind: .hard, through: through))
            }
            let isNew = days.insert(clock.now.day).inserted
            let anchor = try await ledger.store.anchorDay()
            #expect((anchor != nil) == isNew)
        }
        let anchors = try ledger.store.anchors()
        #expect(anchors.count == days.count + 3)
        for (earlier, later) in zip(anchors, anchors.dropFirst()) {
            #expect(earlier.recordedAt <= later.recordedAt && earlier.sequence <= later.sequence)
        }
        #expect(try await ledger.store.verifyRecords().isEmpty)
        await ledger.store.close()
    }

    @Test("An opened ledger goes on where its anchors ended, also with a new key")
    func reopened() async throws {
        let clock = Clock(LedgerFixture.clock)
        let first = AnchorKey()
        let ledger = try await Self.ledger(clock, first)
        _ = try await ledger.store.anchorDay()
        await ledger.store.close()
        var options = LedgerFixture.options
        options.anchorKey = AnchorKey()
        options.now = { clock.now }
        clock.move(days: 1)
        let again = try await LedgerStore.open(directory: ledger.directory.path, options: options)
        #expect(try await again.anchorDay()?.id == 2)
        await again.close()
        let verifier = LedgerVerifier(path: ledger.directory.file("ledger.sqlite"))
        #expect(try verifier.verifyRecords().isEmpty)
        let faults = try verifier.verifyRecords(publicKey: first.publicKey)
        #expect(faults.map(\.code) == ["anchor-foreign-key"] && faults[0].detail.en.hasPrefix("Anchor 2 "))
    }

    @Test(
        "An anchor that does not fit is named",
        arguments: [
            ("UPDATE anchor SET head = zeroblob(32) WHERE id = 1", "anchor-signature", 1),
            ("UPDATE anchor SET recorded_at = recorded_at - 1 WHERE id = 2", "anchor-signature", 2),
            ("UPDATE anchor SET signature = zeroblob(64) WHERE id = 2", "anchor-signature", 2),
            ("UPDATE anchor SET public_key = zeroblob(32) WHERE id = 1", "anchor-signature", 1),
            ("DELETE FROM anchor WHERE id = 1", "anchor-order", 2),
            ("UPDATE record SET head = zeroblob(32) WHERE id = 13", "anchor-over-other-chain", 1),
            ("UPDATE \"transaction\" SET head = zeroblob(32)", "anchor-over-other-chain", 1),
        ])
    func intrusion(_ sql: String, _ code: String, _ id: Int) async throws {
        let directory = try await RecordTests.filled(anchorKey: AnchorKey())
        let mark = sql.contains("\"transaction\"") ? "PRAGMA ignore_check_constraints = ON;" : ""
        try await RecordTests.intrude(directory, mark + sql)
        let faults = try LedgerVerifier(path: directory.file("ledger.sqlite")).verifyRecords()
            .filter { $0.code.hasPrefix("anchor") }
        #expect(faults.first?.code == code && faults.first?.detail.en.hasPrefix("Anchor \(id) ") == true, "\(faults)")
    }

    @Test("The key file is made once, for its owner alone, and refused when others can read it")
    func keyFile() throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("anchor.key")
        let key = try AnchorKey(path: path)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
        #expect(try AnchorKey(path: path).publicKey == key.publicKey)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(throws: AnchorKey.Fault.accessibleToOthers(path)) { try AnchorKey(path: path) }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try Data("AAAA".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(throws: AnchorKey.Fault.malformed(path)) { try AnchorKey(path: path) }
        #expect(throws: AnchorKey.Fault.self) { try AnchorKey(path: folder.file("no/such/folder")) }
    }
}
