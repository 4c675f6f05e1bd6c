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
        /// A name or namespace that is longer than ``MarkupLimits/nameLength``, or more names than ``MarkupLimits/names``.
        case tooManyNames(limit: Int)
        /// Text that elements interrupt too often, see ``MarkupLimits/joinedText``.
        case scatteredText(limit: Int)
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
        case malformed(Flaw)
    }

    /// Departures from the grammar of XML that have no further consequence.
    public enum Flaw: Hashable, Sendable {
        /// Something else stands where these characters must.
        case expected(String)
        case nameExpected
        /// `xmlns:prefix=""`.
        case emptyNamespace
        case misplacedColons
        case textBeforeRoot
        case unknownMarkup
        case dashesInComment
        /// An XML declaration that is not at the start.
        case misplacedDeclaration
        case slashInTag
        /// No blank before an attribute.
        case blankMissing
        case quoteMissing
        case unopenedEndTag
        /// `]]>` in text.
        case sectionEndInText
        /// `<` in the value of an attribute.
        case angleBracketInAttribute
        /// `&` that starts no reference.
        case bareAmpersand
    }
}
