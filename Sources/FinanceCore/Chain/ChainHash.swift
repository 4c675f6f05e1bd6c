import Crypto

/// A SHA-256 value of the chain, as four words: comparing and copying cost no memory.
package struct ChainHash: Hashable, Sendable, CustomStringConvertible {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// What the first transaction is chained to.
    package static let origin = ChainHash(words: (0, 0, 0, 0))

    private init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

    /// The hash of 32 bytes, nil for any other number of them.
    package init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 32 else { return nil }
        words = bytes.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self)
    }

    package init?(_ bytes: [UInt8]) {
        guard let hash = bytes.withUnsafeBytes({ ChainHash($0) }) else { return nil }
        self = hash
    }

    /// Reads 64 hexadecimal digits.
    package init?(hex text: some StringProtocol) {
        guard text.utf8.count == 64 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        var high: UInt8?
        for digit in text.utf8 {
            guard let value = Digest.value(ofHexDigit: digit) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        self.init(bytes)
    }

    /// SHA-256 of some bytes.
    static func of(_ bytes: UnsafeRawBufferPointer) -> ChainHash {
        var hash = SHA256()
        hash.update(bufferPointer: bytes)
        return hash.finalize().withUnsafeBytes { ChainHash($0) } ?? .origin
    }

    /// SHA-256 of a form.
    static func of(_ form: borrowing ByteForm) -> ChainHash { form.withBytes { of($0) } }

    package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try withUnsafeBytes(of: words, body)
    }

    package var bytes: [UInt8] { withBytes { Array($0) } }

    /// 64 hexadecimal digits in lower case.
    package var description: String { Digest.hex(bytes) }

    package static func == (left: Self, right: Self) -> Bool {
        left.words.0 == right.words.0 && left.words.1 == right.words.1 && left.words.2 == right.words.2
            && left.words.3 == right.words.3
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}

/// The chain over the journal: each transaction's hash, and the running hash over all up to it.
///
/// `leaf = SHA-256(0x01 ‖ form of the transaction)`, `head = SHA-256(0x02 ‖ head before ‖ sequence ‖ leaf)`. The first
/// bytes keep the two apart (RFC 6962 §2.1). Who keeps one head can prove every transaction before it.
package enum HashChain {
    package static func head(after previous: ChainHash, sequence: Int64, leaf: ChainHash) -> ChainHash {
        withUnsafeTemporaryAllocation(byteCount: 73, alignment: 8) { buffer in
            buffer[0] = 0x02
            previous.withBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[1..<33]).copyMemory(from: $0) }
            buffer.storeBytes(of: sequence.bigEndian, toByteOffset: 33, as: Int64.self)
            leaf.withBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[41..<73]).copyMemory(from: $0) }
            return ChainHash.of(UnsafeRawBufferPointer(buffer))
        }
    }
}
