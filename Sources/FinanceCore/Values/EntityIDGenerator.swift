#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Makes UUIDs of version 7 (RFC 9562): milliseconds, a counter within the millisecond, random bits. Each is greater
/// than the one before, also when the clock is set back.
package struct EntityIDGenerator {
    private var lastMilliseconds: UInt64 = 0
    private var counter: UInt64 = 0
    private var random = BufferedRandomness()

    package init() {}

    package mutating func next(at time: Timestamp) -> EntityID {
        let milliseconds = UInt64(max(0, time.millisecondsSince1970))
        if milliseconds > lastMilliseconds {
            lastMilliseconds = milliseconds
            counter = 0
        } else if counter == 0xfff {
            // More than 4,096 in one millisecond: borrow from the next.
            lastMilliseconds += 1
            counter = 0
        } else {
            counter += 1
        }
        let high = lastMilliseconds << 16 | 0x7000 | counter
        let low = random.next() >> 2 | 0x8000_0000_0000_0000
        return EntityID(high: high, low: low)
    }
}

/// Random words, made many at a time: a call to the system for each takes as long as the other checks of a booking.
private struct BufferedRandomness {
    private static let words = 32

    private var buffer: [UInt64] = []

    mutating func next() -> UInt64 {
        if let word = buffer.popLast() { return word }
        buffer = [UInt64](unsafeUninitializedCapacity: Self.words) { words, count in
            // Fails for more than 256 bytes only (getentropy(3)).
            let code = getentropy(words.baseAddress, 8 * Self.words)
            precondition(code == 0, "the system gives no random bytes")
            count = Self.words
        }
        return buffer.removeLast()
    }
}
