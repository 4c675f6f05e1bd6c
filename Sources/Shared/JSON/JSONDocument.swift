/// A JSON text (RFC 8259) read strictly, before any type looks at it.
///
/// Foundation's decoder takes trailing commas, keeps the first of two members of one name, looks at UTF-8 and numbers
/// only where a type asks for them, and reports none of it. A ledger must not guess what its caller meant.
public struct JSONDocument: Sendable, Hashable {
    /// Deepest nesting of arrays and objects that is read.
    public static let depthLimit = 128
    /// Most digits of a number: as many as the common decimal types hold. They would drop the others in silence.
    static let digitLimit = 38
    /// Most findings that are collected.
    static let findingLimit = 100

    /// The value.
    public let value: JSONValue
    /// What is valid JSON but cannot be taken as meant: members of one name twice, U+0000 in a text (a database would
    /// cut the text there), numbers beyond every range or with more than 38 digits. At most 100.
    public let findings: [Finding]

    /// Reads a text in UTF-8; a byte order mark is skipped.
    ///
    /// - Throws: ``JSONSyntaxError`` with the place of the first character that is not JSON.
    public init(_ bytes: [UInt8]) throws(JSONSyntaxError) {
        var parser = JSONParser(bytes)
        value = try parser.document()
        findings = parser.findings
    }
}

/// A text that is not JSON.
public struct JSONSyntaxError: Error, Sendable, Hashable {
    /// What is wrong at the place.
    public enum Reason: Sendable, Hashable {
        case unexpectedEnd, unexpectedCharacter, invalidUTF8, invalidEscape, tooDeep
    }

    /// What is wrong.
    public let reason: Reason
    /// Where, in bytes from the start.
    public let offset: Int

    /// The sentence for people.
    public var detail: LocalizedText {
        switch reason {
        case .unexpectedEnd:
            LocalizedText(de: "Der JSON-Text endet zu früh.", en: "The JSON text ends too early.")
        case .unexpectedCharacter:
            LocalizedText(
                de: "Kein gültiges JSON: unerwartetes Zeichen bei Byte \(offset).",
                en: "Not valid JSON: unexpected character at byte \(offset).")
        case .invalidUTF8:
            LocalizedText(
                de: "Kein gültiges UTF-8 im Text ab Byte \(offset).", en: "Invalid UTF-8 in the text at byte \(offset)."
            )
        case .invalidEscape:
            LocalizedText(
                de: "Ungültige Escape-Folge bei Byte \(offset).", en: "Invalid escape sequence at byte \(offset).")
        case .tooDeep:
            LocalizedText(
                de: "Tiefer als \(JSONDocument.depthLimit) Ebenen verschachtelt.",
                en: "Nested deeper than \(JSONDocument.depthLimit) levels.")
        }
    }
}
