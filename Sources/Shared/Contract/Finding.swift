/// One fault of one input: where it is, what it is, and how a person reads it.
///
/// Rules collect findings instead of stopping at the first, so that an answer can name every fault.
public struct Finding: Sendable, Hashable, Codable {
    /// JSON pointer (RFC 6901) to the faulty value, `""` for the whole document, or `?name` for a query parameter.
    public let pointer: String
    /// Stable kebab-case code for programs.
    public let code: String
    /// The sentence for people.
    public let detail: LocalizedText
    /// A JSON Patch of the document that takes the fault away, where that is mechanical.
    public var fix: [PatchOperation]?
    /// Line of the body in which the faulty item begins, counted from 1, where bodies of many lines are read.
    public var line: Int?

    /// Describes one fault.
    public init(
        pointer: String, code: String, detail: LocalizedText, fix: [PatchOperation]? = nil, line: Int? = nil
    ) {
        self.fix = fix
        self.line = line
        self.pointer = pointer
        self.code = code
        self.detail = detail
    }

    /// Describes one fault with both sentences given in place.
    public init(_ pointer: String, _ code: String, de: String, en: String) {
        self.init(pointer: pointer, code: code, detail: LocalizedText(de: de, en: en))
    }

    /// The same fault in a document of which this one's is a part.
    public func located(under prefix: String) -> Finding {
        Finding(
            pointer: prefix + pointer, code: code, detail: detail,
            fix: fix?.map { $0.located(under: prefix) }, line: line)
    }
}
