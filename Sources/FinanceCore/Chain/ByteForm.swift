/// Bytes written field by field: numbers at fixed width with the highest byte first, texts with their length.
///
/// One memory is used again and again, so that writing a form costs none; an array would look with each field whether it
/// is shared.
struct ByteForm: ~Copyable {
    private var memory: UnsafeMutableRawBufferPointer
    private var count = 0

    init(capacity: Int = 512) { memory = .allocate(byteCount: max(capacity, 16), alignment: 16) }

    deinit { memory.deallocate() }

    /// A copy of what was written.
    var bytes: [UInt8] { withBytes { Array($0) } }

    /// What was written, valid until the form is written to again.
    borrowing func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(rebasing: memory[..<count]))
    }

    mutating func clear() { count = 0 }

    /// Makes room for some more bytes.
    @inline(__always) private mutating func reserve(_ more: Int) {
        if memory.count - count < more { grow(more) }
    }

    @inline(never) private mutating func grow(_ more: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(memory.count * 2, count + more), alignment: 16)
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<count]))
        memory.deallocate()
        memory = larger
    }

    mutating func add(byte: UInt8) {
        reserve(1)
        memory[count] = byte
        count += 1
    }

    /// Bytes without their number, where all have the same.
    mutating func add(raw bytes: UnsafeRawBufferPointer) {
        reserve(bytes.count)
        UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: bytes)
        count += bytes.count
    }

    mutating func add(_ value: UInt32) {
        reserve(4)
        memory.storeBytes(of: value.bigEndian, toByteOffset: count, as: UInt32.self)
        count += 4
    }

    mutating func add(_ value: UInt64) {
        reserve(8)
        memory.storeBytes(of: value.bigEndian, toByteOffset: count, as: UInt64.self)
        count += 8
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
        addBytes(of: text)
    }

    mutating func add(text bytes: UnsafeRawBufferPointer) {
        add(UInt32(truncatingIfNeeded: bytes.count))
        add(raw: bytes)
    }

    private mutating func addBytes(of text: String) {
        let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable { add(raw: UnsafeRawBufferPointer($0)) }
        if isWritten == nil { for byte in text.utf8 { add(byte: byte) } }
    }

    /// A byte that says whether there is a text, and the text.
    mutating func add(optional text: String?) {
        guard let text else { return add(byte: 0) }
        add(byte: 1)
        add(text)
    }

    mutating func add(_ number: AccountNumber) {
        let start = count
        add(UInt32(0))
        number.withDigits { add(byte: $0) }
        let digits = UInt32(truncatingIfNeeded: count - start - 4)
        memory.storeBytes(of: digits.bigEndian, toByteOffset: start, as: UInt32.self)
    }

    /// Three letters of a currency as one byte each.
    mutating func add(letters: UInt32) {
        for shift: UInt32 in [16, 8, 0] { add(byte: UInt8(truncatingIfNeeded: letters >> shift)) }
    }

    /// A number in groups of seven bits, the lowest first: small numbers take one byte.
    mutating func add(variable value: UInt64) {
        reserve(10)
        var rest = value
        while rest >= 0x80 {
            memory[count] = UInt8(truncatingIfNeeded: rest) | 0x80
            count += 1
            rest >>= 7
        }
        memory[count] = UInt8(truncatingIfNeeded: rest)
        count += 1
    }

    /// A text after its length as a variable number.
    mutating func add(variable text: String) {
        add(variable: UInt64(text.utf8.count))
        addBytes(of: text)
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
