/// Writes lines of JSON into one buffer.
struct LineWriter: LineFields {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    /// One line: an object that begins with its kind.
    mutating func line(_ object: some LineObject) throws(LineFault) {
        try write(object)
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    private mutating func write(_ object: some LineObject) throws(LineFault) {
        var object = object
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        try object.describe(&self)
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    mutating func member(_ name: StaticString, _ value: inout Int64) {
        begin(name)
        bytes.append(contentsOf: String(value).utf8)
    }

    mutating func member(_ name: StaticString, _ value: inout Bool) {
        begin(name)
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    mutating func member(_ name: StaticString, _ value: inout String) {
        begin(name)
        write(text: value)
    }

    mutating func member(_ name: StaticString, _ value: inout String?) {
        guard let text = value else { return }
        begin(name)
        write(text: text)
    }

    mutating func member(_ name: StaticString, unlessZero value: inout Int64) {
        if value != 0 { member(name, &value) }
    }

    mutating func list(_ name: StaticString, _ values: inout [Int64]) {
        begin(name)
        bytes.append(contentsOf: "[\(values.map(String.init).joined(separator: ","))]".utf8)
    }

    mutating func list<Element: LineObject>(
        _ name: StaticString, _ values: inout [Element], empty: Element
    ) throws(LineFault) {
        begin(name)
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            try write(value)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func begin(_ name: StaticString) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: "\":".utf8)
    }

    private mutating func write(text: String) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.contains(where: LineEscape.isNeeded) {
            for byte in text.utf8 { bytes.append(contentsOf: LineEscape.isNeeded(byte) ? LineEscape.of(byte) : [byte]) }
        } else {
            bytes.append(contentsOf: text.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

/// How the few bytes are written that JSON does not take as they are (RFC 8259 §7), each in one way.
enum LineEscape {
    static func isNeeded(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// - Parameter byte: one that needs it.
    static func of(_ byte: UInt8) -> [UInt8] {
        byte < 0x20 ? Array("\\u00".utf8) + Digest.hex([byte]).utf8 : [UInt8(ascii: "\\"), byte]
    }
}
