#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads one line of JSON that `LineWriter` has written, and nothing else.
struct LineReader: LineFields {
    private let bytes: [UInt8]
    private(set) var position = 0
    private var needsComma = false

    init(_ line: [UInt8]) { bytes = line }

    /// Whether the line is an object that begins with this kind.
    func isLine(_ kind: String) -> Bool { bytes[position...].starts(with: "{\"type\":\"\(kind)\"".utf8) }

    /// Fills in an object that must be the whole line.
    mutating func line<Object: LineObject>(_ empty: Object) throws(LineFault) -> Object {
        let object = try read(empty)
        guard position == bytes.count else { throw fault }
        return object
    }

    private mutating func read<Object: LineObject>(_ empty: Object) throws(LineFault) -> Object {
        var object = empty
        try expect("{")
        needsComma = false
        do throws(LineFault) {
            try object.describe(&self)
        } catch {
            // A value that is no such thing: the reader stands behind it.
            throw fault
        }
        try expect("}")
        needsComma = true
        return object
    }

    mutating func member(_ name: StaticString, _ value: inout Int64) throws(LineFault) {
        try begin(name)
        value = try number()
    }

    mutating func member(_ name: StaticString, _ value: inout Bool) throws(LineFault) {
        try begin(name)
        value = hasNext("true")
        try expect(value ? "true" : "false")
    }

    mutating func member(_ name: StaticString, _ value: inout String) throws(LineFault) {
        try begin(name)
        value = try text()
    }

    mutating func member(_ name: StaticString, _ value: inout String?) throws(LineFault) {
        value = nil
        guard hasMember(name) else { return }
        try begin(name)
        value = try text()
    }

    mutating func member(_ name: StaticString, unlessZero value: inout Int64) throws(LineFault) {
        value = 0
        guard hasMember(name) else { return }
        try member(name, &value)
        if value == 0 { throw fault }
    }

    mutating func list(_ name: StaticString, _ values: inout [Int64]) throws(LineFault) {
        try begin(name)
        try expect("[")
        values = []
        while !hasNext("]") {
            if !values.isEmpty { try expect(",") }
            values.append(try number())
        }
        try expect("]")
    }

    mutating func list<Element: LineObject>(
        _ name: StaticString, _ values: inout [Element], empty: Element
    ) throws(LineFault) {
        try begin(name)
        try expect("[")
        values = []
        while !hasNext("]") {
            if !values.isEmpty { try expect(",") }
            values.append(try read(empty))
        }
        try expect("]")
    }

    private var fault: LineFault { LineFault(position: position) }

    private func hasMember(_ name: StaticString) -> Bool {
        var place = position
        if needsComma {
            guard hasNext(",") else { return false }
            place += 1
        }
        return isNext("\"", at: place) && isNext(name, at: place + 1)
            && isNext("\":", at: place + 1 + name.utf8CodeUnitCount)
    }

    private mutating func begin(_ name: StaticString) throws(LineFault) {
        if needsComma { try expect(",") }
        needsComma = true
        try expect("\"")
        try expect(name)
        try expect("\":")
    }

    private mutating func expect(_ text: StaticString) throws(LineFault) {
        guard hasNext(text) else { throw fault }
        position += text.utf8CodeUnitCount
    }

    /// Whether the line goes on with some bytes.
    private func hasNext(_ text: StaticString) -> Bool { isNext(text, at: position) }

    private func isNext(_ text: StaticString, at place: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard count <= bytes.count - place else { return false }
        return bytes.withUnsafeBytes { line in
            line.baseAddress.map { memcmp($0 + place, text.utf8Start, count) == 0 } ?? false
        }
    }

    private mutating func number() throws(LineFault) -> Int64 {
        var end = position
        while end < bytes.count, bytes[end] == UInt8(ascii: "-") || bytes[end] &- UInt8(ascii: "0") < 10 { end += 1 }
        let text = String(decoding: bytes[position..<end], as: UTF8.self)
        // The comparison refuses leading zeros and "-0": one number, one form.
        guard let value = Int64(text), String(value) == text else { throw fault }
        position = end
        return value
    }

    private mutating func text() throws(LineFault) -> String {
        try expect("\"")
        let start = position
        while position < bytes.count, !LineEscape.isNeeded(bytes[position]) { position += 1 }
        guard position < bytes.count else { throw fault }
        if bytes[position] == UInt8(ascii: "\"") {
            position += 1
            return try checked(bytes[start..<position - 1])
        }
        var content = Array(bytes[start..<position])
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") { content.append(try byte()) }
        try expect("\"")
        return try checked(content[...])
    }

    /// One byte of a text, escaped or not.
    private mutating func byte() throws(LineFault) -> UInt8 {
        let byte = bytes[position]
        if byte != UInt8(ascii: "\\") {
            guard !LineEscape.isNeeded(byte) else { throw fault }
            position += 1
            return byte
        }
        for (escaped, meant) in Self.escapes where bytes[position...].starts(with: escaped) {
            position += escaped.count
            return meant
        }
        throw fault
    }

    private static let escapes: [(escaped: [UInt8], meant: UInt8)] = (0...UInt8.max).filter(LineEscape.isNeeded)
        .map { (LineEscape.of($0), $0) }

    private func checked(_ content: ArraySlice<UInt8>) throws(LineFault) -> String {
        guard let text = String(validating: content, as: UTF8.self) else { throw fault }
        return text
    }
}
