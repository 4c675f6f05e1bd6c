/// Bytes written field by field: numbers at fixed width with the highest byte first, texts with their length.
///
/// One buffer is used again and again, so that writing a form costs no memory.
struct ByteForm {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 512) { bytes.reserveCapacity(capacity) }

    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    mutating func add(byte: UInt8) { bytes.append(byte) }

    /// Bytes without their number, where all have the same.
    mutating func add(raw bytes: UnsafeRawBufferPointer) { self.bytes.append(contentsOf: bytes) }

    mutating func add(_ value: UInt32) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ value: UInt64) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ value: Int64) { add(UInt64(bitPattern: value)) }

    mutating func add(_ id: EntityID) {
        add(id.high)
        add(id.low)
    }

    /// A day as its number yyyymmdd; 0 where there is none.
    mutating func add(_ day: BookingDate?) { add(UInt32(bitPattern: day?.number ?? 0)) }

    mutating func add(_ text: String) {
        add(UInt32(truncatingIfNeeded: text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func add(text bytes: UnsafeRawBufferPointer) {
        add(UInt32(truncatingIfNeeded: bytes.count))
        self.bytes.append(contentsOf: bytes)
    }

    /// A byte that says whether there is a text, and the text.
    mutating func add(optional text: String?) {
        guard let text else { return add(byte: 0) }
        add(byte: 1)
        add(text)
    }

    mutating func add(_ number: AccountNumber) {
        var digits: UInt32 = 0
        number.withDigits { _ in digits += 1 }
        add(digits)
        number.withDigits { bytes.append($0) }
    }

    /// Three letters of a currency as one byte each.
    mutating func add(letters: UInt32) {
        for shift: UInt32 in [16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: letters >> shift)) }
    }

    /// A number in groups of seven bits, the lowest first: small numbers take one byte.
    mutating func add(variable value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A text after its length as a variable number.
    mutating func add(variable text: String) {
        add(variable: UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}

/// Reads what `ByteForm` wrote; foreign bytes give nil and never a crash.
struct ByteFormReader {
    private let bytes: UnsafeRawBufferPointer
    private(set) var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func byte() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func variable() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while let part = byte() {
            // The tenth byte has one bit left, and a number has one form only.
            if shift == 63, part > 1 { return nil }
            value |= UInt64(part & 0x7f) << shift
            if part < 0x80 { return part == 0 && shift > 0 ? nil : value }
            shift += 7
            if shift > 63 { return nil }
        }
        return nil
    }

    mutating func fixed32() -> UInt32? {
        guard bytes.count - position >= 4 else { return nil }
        defer { position += 4 }
        return UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
    }

    mutating func text() -> String? {
        textBytes().flatMap { String(validating: $0, as: UTF8.self) }
    }

    mutating func textBytes() -> UnsafeRawBufferPointer? {
        guard let count = variable(), count <= UInt64(bytes.count - position) else { return nil }
        let end = position + Int(count)
        defer { position = end }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<end])
    }
}
