extension MarkupParser {
    // MARK: Characters and names

    @inline(__always)
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

    func isBlank(_ span: ElementTree.TextSpan) -> Bool {
        if span.start < 0 {
            let start = Int(-(span.start + 1))
            return decoded[start..<start + Int(span.count)].allSatisfy { isBlank($0) }
        }
        return bytes[Int(span.start)..<Int(span.start) + Int(span.count)].allSatisfy { isBlank($0) }
    }

    @discardableResult
    mutating func skipBlanks() -> Bool {
        let start = position
        while position < bytes.count, isBlank(bytes[position]) { position += 1 }
        return position > start
    }

    func peek(_ ahead: Int) -> UInt8? { position + ahead < bytes.count ? bytes[position + ahead] : nil }

    func starts(with text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        for index in 0..<count where bytes[position + index] != text.utf8Start[index] { return false }
        return true
    }

    mutating func expect(_ text: StaticString) throws(Failure) {
        guard position < bytes.count else { throw .truncated }
        guard starts(with: text) else { throw .malformed(.expected("\(text)")) }
        position += text.utf8CodeUnitCount
    }

    /// Reads a name with an optional prefix.
    mutating func name() throws(Failure) -> Range<Int> {
        let start = position
        guard position < bytes.count else { throw .truncated }
        guard Self.isNameStart(bytes[position]) else { throw .malformed(.nameExpected) }
        while position < bytes.count, Self.isNamePart(bytes[position]) { position += 1 }
        guard position < bytes.count else { throw .truncated }
        guard position - start <= limits.nameLength else { throw .tooManyNames(limit: limits.nameLength) }
        return start..<position
    }

    /// Letters, underscore, and everything beyond ASCII: a looser set than XML's, which no invoice's name leaves.
    @inline(__always)
    private static func isNameStart(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
            || byte >= 0x80
    }

    @inline(__always)
    private static func isNamePart(_ byte: UInt8) -> Bool {
        isNameStart(byte) || (byte >= UInt8(ascii: "-") && byte <= UInt8(ascii: ".")) || byte == UInt8(ascii: ":")
            || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }

    /// Control characters and the two non-characters at the end of the basic plane are no XML.
    @inline(__always)
    func checkCharacter(at index: Int) throws(Failure) {
        let byte = bytes[index]
        if byte < 0x20, !isBlank(byte) { throw .invalidCharacter }
        if byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE {
            throw .invalidCharacter
        }
    }

    func sameBytes(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        guard a.count == b.count else { return false }
        var (left, right) = (a.lowerBound, b.lowerBound)
        while left < a.upperBound {
            guard bytes[left] == bytes[right] else { return false }
            (left, right) = (left + 1, right + 1)
        }
        return true
    }

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

/// Whether bytes are UTF-8, checked once for the whole document.
enum UTF8Check {
    /// The position of the first byte that is not UTF-8.
    static func firstFault(in source: [UInt8]) -> Int? {
        source.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < bytes.count {
                guard bytes[index] >= 0x80 else {
                    index += 1
                    continue
                }
                guard let length = sequenceLength(bytes, at: index) else { return index }
                index += length
            }
            return nil
        }
    }

    /// Length of a well-formed sequence of two to four bytes (Unicode, table 3-7).
    private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[index] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
        for next in stride(from: index + 2, to: index + length, by: 1) where bytes[next] & 0xC0 != 0x80 { return nil }
        return length
    }
}
