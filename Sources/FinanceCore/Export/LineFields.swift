/// Members of one JSON object in a fixed order. Each kind of line describes its members once: the writer appends what it
/// is given, the reader expects exactly that and fills it in.
///
/// One value has one form and there is no blank between, so that a line that is read without a fault is, byte for byte,
/// the line that was written.
protocol LineFields {
    mutating func member(_ name: StaticString, _ value: inout Int64) throws(LineFault)
    mutating func member(_ name: StaticString, _ value: inout Bool) throws(LineFault)
    mutating func member(_ name: StaticString, _ value: inout String) throws(LineFault)
    /// A member that is left out when there is no value.
    mutating func member(_ name: StaticString, _ value: inout String?) throws(LineFault)
    /// A member that is left out when it is 0.
    mutating func member(_ name: StaticString, unlessZero value: inout Int64) throws(LineFault)
    mutating func list(_ name: StaticString, _ values: inout [Int64]) throws(LineFault)
    /// An array of objects; `empty` is what the reader fills in.
    mutating func list<Element: LineObject>(
        _ name: StaticString, _ values: inout [Element], empty: Element
    ) throws(LineFault)
}

/// Something whose members can be written and read.
protocol LineObject {
    mutating func describe<Fields: LineFields>(_ fields: inout Fields) throws(LineFault)
}

/// Bytes that are not of the one form that an export has.
struct LineFault: Error {
    /// Byte of the line, from 0, at which something else was expected.
    let position: Int
}

/// A value that is written as text, each in one form.
protocol LineText {
    var lineText: String { get }
    /// No initialiser, so that `AccountNumber.init` and the like mean what they meant before.
    static func reading(_ lineText: String) -> Self?
}

extension LineFields {
    mutating func member<Value: LineText>(_ name: StaticString, _ value: inout Value) throws(LineFault) {
        var text = value.lineText
        try member(name, &text)
        value = try Self.parsed(text)
    }

    mutating func member<Value: LineText>(_ name: StaticString, _ value: inout Value?) throws(LineFault) {
        var text = value?.lineText
        try member(name, &text)
        guard let text else {
            value = nil
            return
        }
        value = try Self.parsed(text) as Value
    }

    private static func parsed<Value: LineText>(_ text: String) throws(LineFault) -> Value {
        guard let value = Value.reading(text), value.lineText == text else { throw LineFault(position: 0) }
        return value
    }
}

extension RawRepresentable where RawValue == String {
    var lineText: String { rawValue }
    static func reading(_ lineText: String) -> Self? { Self(rawValue: lineText) }
}

extension AccountCategory: LineText {}
extension PeriodLock.Kind: LineText {}
extension Anchor.Reason: LineText {}

extension EntityID: LineText {
    var lineText: String { description }
    static func reading(_ lineText: String) -> Self? { Self(lineText) }
}

extension BookingDate: LineText {
    var lineText: String { description }
    static func reading(_ lineText: String) -> Self? { Self(iso: lineText) }
}

extension Timestamp: LineText {
    var lineText: String { description }
    static func reading(_ lineText: String) -> Self? { Self(description: lineText) }
}

extension ChainHash: LineText {
    var lineText: String { description }
    static func reading(_ lineText: String) -> Self? { Self(hex: lineText) }
}

extension AccountNumber: LineText {
    var lineText: String { description }
    static func reading(_ lineText: String) -> Self? { Self(lineText) }
}

extension Currency: LineText {
    var lineText: String { code }
    static func reading(_ lineText: String) -> Self? { Self(code: lineText) }
}

extension EntityID {
    /// What a reader fills in.
    static let zero = EntityID(high: 0, low: 0)
}
