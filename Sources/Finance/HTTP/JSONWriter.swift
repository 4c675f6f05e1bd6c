import NIOCore

/// Writes JSON (RFC 8259) member by member, in the order of the calls.
///
/// The answers that are given most often are written with it; it takes a tenth of the time of an encoder.
struct JSONWriter {
    private(set) var buffer: ByteBuffer
    private var needsComma = false

    init(capacity: Int = 1_024) {
        buffer = ByteBuffer()
        buffer.reserveCapacity(capacity)
    }

    mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
        begin("{")
        try members(&self)
        end("}")
    }

    mutating func array<Element>(_ elements: some Sequence<Element>, _ write: (inout JSONWriter, Element) -> Void) {
        begin("[")
        for element in elements { write(&self, element) }
        end("]")
    }

    mutating func name(_ name: StaticString) {
        separate()
        buffer.writeInteger(UInt8(ascii: "\""))
        buffer.writeStaticString(name)
        buffer.writeStaticString("\":")
        needsComma = false
    }

    /// A text, or null.
    mutating func member(_ name: StaticString, _ text: String?) {
        self.name(name)
        if let text { string(text) } else { literal("null") }
    }

    /// A text; nothing at all when there is none.
    mutating func memberIfPresent(_ name: StaticString, _ text: String?) {
        if let text { member(name, text) }
    }

    mutating func member(_ name: StaticString, _ number: some FixedWidthInteger) {
        self.name(name)
        buffer.writeString(String(number))
        needsComma = true
    }

    mutating func member(_ name: StaticString, _ flag: Bool) {
        self.name(name)
        literal(flag ? "true" : "false")
    }

    mutating func string(_ text: String) {
        separate()
        buffer.writeInteger(UInt8(ascii: "\""))
        if text.utf8.contains(where: Self.mustEscape) { writeEscaped(text) } else { buffer.writeString(text) }
        buffer.writeInteger(UInt8(ascii: "\""))
        needsComma = true
    }

    /// Ends a line of a text that has one JSON value per line.
    mutating func endLine() {
        buffer.writeInteger(UInt8(ascii: "\n"))
        needsComma = false
    }

    /// Takes what has been written; the next value begins a new text.
    mutating func takeBuffer() -> ByteBuffer {
        defer {
            buffer = ByteBuffer()
            needsComma = false
        }
        return buffer
    }

    private mutating func begin(_ bracket: StaticString) {
        separate()
        buffer.writeStaticString(bracket)
        needsComma = false
    }

    private mutating func end(_ bracket: StaticString) {
        buffer.writeStaticString(bracket)
        needsComma = true
    }

    private mutating func literal(_ text: StaticString) {
        separate()
        buffer.writeStaticString(text)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { buffer.writeInteger(UInt8(ascii: ",")) }
    }

    private static func mustEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func writeEscaped(_ text: String) {
        let digits: StaticString = "0123456789abcdef"
        for byte in text.utf8 {
            if !Self.mustEscape(byte) {
                buffer.writeInteger(byte)
            } else if byte >= 0x20 {
                buffer.writeBytes([UInt8(ascii: "\\"), byte])
            } else {
                buffer.writeStaticString("\\u00")
                digits.withUTF8Buffer { _ = buffer.writeBytes([$0[Int(byte >> 4)], $0[Int(byte & 15)]]) }
            }
        }
    }
}
