/// Why a document could not be read, with the place where reading stopped.
public struct MarkupError: Error, Hashable, Sendable {
    /// What is wrong.
    public let reason: Reason
    /// Line of the place, counted from 1.
    public let line: Int
    /// Column of the place in characters, counted from 1.
    public let column: Int

    package init(_ reason: Reason, line: Int, column: Int) {
        self.reason = reason
        self.line = line
        self.column = column
    }

    /// Everything that can be wrong with a document before its content is looked at.
    public enum Reason: Error, Hashable, Sendable {
        /// No bytes, or only blanks.
        case empty
        /// More bytes than ``MarkupLimits/bytes``.
        case tooLarge(limit: Int)
        /// More nested elements than ``MarkupLimits/depth``.
        case tooDeep(limit: Int)
        /// More elements than ``MarkupLimits/elements``.
        case tooManyElements(limit: Int)
        /// More attributes than one of the limits allows.
        case tooManyAttributes(limit: Int)
        /// A name that is longer than ``MarkupLimits/nameLength``, or more names than ``MarkupLimits/names``.
        case tooManyNames(limit: Int)
        /// A document type declaration: refused, because it can define entities and name files.
        case doctypeForbidden
        /// An encoding that is not read here.
        case unsupportedEncoding(String)
        /// Bytes that are not text in the document's encoding, or a character that XML forbids.
        case invalidCharacter
        /// A reference to an entity other than the five predefined ones.
        case unknownEntity(String)
        /// The document ends in the middle.
        case truncated
        /// An end tag that closes another element than the open one.
        case mismatchedEndTag(expected: String, found: String)
        /// A prefix without a namespace.
        case unboundPrefix(String)
        /// The same attribute twice in one element.
        case duplicateAttribute(String)
        /// Text or a second element after the root element.
        case contentAfterRoot
        /// Anything else that is not well-formed.
        case malformed(String)
    }
}

extension MarkupError: CustomStringConvertible {
    /// The reason in English, with line and column.
    public var description: String { "line \(line), column \(column): \(reason.text)" }
}

extension MarkupError.Reason {
    /// The reason in English.
    public var text: String {
        switch self {
        case .empty: "the document is empty"
        case .tooLarge(let limit): "the document has more than \(limit) bytes"
        case .tooDeep(let limit): "elements are nested more than \(limit) deep"
        case .tooManyElements(let limit): "the document has more than \(limit) elements"
        case .tooManyAttributes(let limit): "more than \(limit) attributes"
        case .tooManyNames(let limit): "a name is too long, or there are too many different ones (limit \(limit))"
        case .doctypeForbidden: "a document type declaration is not accepted"
        case .unsupportedEncoding(let name): "the encoding \(name) is not supported"
        case .invalidCharacter: "a character that is not allowed, or bytes that are not in the declared encoding"
        case .unknownEntity(let name): "the entity &\(name); is not known"
        case .truncated: "the document ends too early"
        case .mismatchedEndTag(let expected, let found): "</\(expected)> was expected, found </\(found)>"
        case .unboundPrefix(let prefix): "the prefix \(prefix) has no namespace"
        case .duplicateAttribute(let name): "the attribute \(name) occurs twice"
        case .contentAfterRoot: "there is content after the root element"
        case .malformed(let what): what
        }
    }
}
