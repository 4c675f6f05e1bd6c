/// What a document may cost at most. Every limit is checked while reading, before memory is spent on the excess.
public struct MarkupLimits: Sendable, Hashable {
    /// Bytes of the document as it came in.
    public var bytes: Int
    /// Nested elements.
    public var depth: Int
    /// Elements in the whole document.
    public var elements: Int
    /// Attributes of one element, namespace declarations included.
    public var attributesPerElement: Int
    /// Attributes in the whole document.
    public var attributes: Int
    /// UTF-8 bytes of one name, or of one namespace.
    public var nameLength: Int
    /// Different names in the whole document.
    public var names: Int
    /// UTF-8 bytes that are copied to join texts which elements interrupt; no invoice has such.
    public var joinedText: Int

    /// The limits of a service that reads what strangers send.
    public init(
        bytes: Int = 25 * 1024 * 1024, depth: Int = 64, elements: Int = 1_000_000, attributesPerElement: Int = 64,
        attributes: Int = 1_000_000, nameLength: Int = 256, names: Int = 4096, joinedText: Int = 1024 * 1024
    ) {
        self.bytes = bytes
        self.depth = depth
        self.elements = elements
        self.attributesPerElement = attributesPerElement
        self.attributes = attributes
        self.nameLength = nameLength
        self.names = names
        self.joinedText = joinedText
    }
}
