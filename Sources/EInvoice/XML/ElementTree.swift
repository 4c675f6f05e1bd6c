/// The name of an element or attribute: namespace and local name; the prefix only serves to show it.
public struct MarkupName: Hashable, Sendable {
    /// The namespace, empty where there is none.
    public let namespace: String
    /// The name without prefix.
    public let local: String
    /// The prefix as written in the document.
    public let prefix: String

    /// The name as written in the document.
    public var qualified: String { prefix.isEmpty ? local : prefix + ":" + local }
}

/// A document as a compact tree in document order: element `n`'s descendants are `n + 1 ..< end(n)`.
///
/// Comments and processing instructions are not kept. Text of an element is its own text, joined.
public final class ElementTree: Sendable {
    /// An element, counted in document order; the root is 0.
    public typealias ID = Int

    struct Record {
        var name: Int32
        var parent: Int32
        var end: Int32
        var offset: Int32
        var text: TextSpan
        var firstAttribute: Int32
        var attributeCount: Int32
    }

    /// A piece of the source, or of the pieces that had to be decoded (`start < 0`).
    struct TextSpan {
        var start: Int32 = 0
        var count: Int32 = 0
    }

    struct AttributeRecord {
        var name: Int32
        var value: TextSpan
    }

    let source: [UInt8]
    let decoded: [UInt8]
    let records: [Record]
    let attributeRecords: [AttributeRecord]
    /// The names that occur, elements and attributes alike.
    public let names: [MarkupName]
    /// The document's size as it came in, in bytes.
    public let byteCount: Int

    init(
        source: [UInt8], decoded: [UInt8], records: [Record], attributes: [AttributeRecord], names: [MarkupName],
        byteCount: Int
    ) {
        self.source = source
        self.decoded = decoded
        self.records = records
        attributeRecords = attributes
        self.names = names
        self.byteCount = byteCount
    }

    /// Reads a document.
    ///
    /// - Throws: ``MarkupError`` for everything that is not well-formed, too large or forbidden.
    public convenience init(parsing bytes: [UInt8], limits: MarkupLimits = MarkupLimits()) throws(MarkupError) {
        self.init(try MarkupParser.parse(bytes, limits: limits))
    }

    private convenience init(_ parts: MarkupParser.Parts) {
        self.init(
            source: parts.source, decoded: parts.decoded, records: parts.records, attributes: parts.attributes,
            names: parts.names, byteCount: parts.byteCount)
    }

    /// How many elements there are.
    public var count: Int { records.count }

    /// The root element.
    public var root: ID { 0 }

    /// Index of the element's name in ``names``.
    @inline(__always)
    public func nameIndex(_ element: ID) -> Int { Int(records[element].name) }

    /// The element's name.
    public func name(_ element: ID) -> MarkupName { names[nameIndex(element)] }

    /// The element around, or -1 at the root.
    @inline(__always)
    public func parent(_ element: ID) -> ID { Int(records[element].parent) }

    /// The first element in document order that is no descendant of the element any more.
    @inline(__always)
    public func end(_ element: ID) -> ID { Int(records[element].end) }

    /// Whether there is an element inside.
    @inline(__always)
    public func hasChildren(_ element: ID) -> Bool { end(element) > element + 1 }

    /// The elements directly inside, in document order.
    public func children(_ element: ID) -> Children { Children(tree: self, parent: element) }

    /// Position in the source (as UTF-8) at which the element's start tag begins.
    public func offset(_ element: ID) -> Int { Int(records[element].offset) }

    /// The element's own text, exactly as read.
    public func text(_ element: ID) -> String { string(records[element].text) }

    /// The element's own text as UTF-8, without copying it.
    @inline(__always)
    public func textBytes(_ element: ID) -> ArraySlice<UInt8> { bytes(records[element].text) }

    /// The element's attributes without namespace declarations.
    public func attributes(_ element: ID) -> [(name: MarkupName, value: String)] {
        attributeRange(element).map { (names[attributeNameIndex($0)], attributeText($0)) }
    }

    /// Positions of the element's attributes, for ``attributeNameIndex(_:)`` and ``attributeText(_:)``.
    @inline(__always)
    public func attributeRange(_ element: ID) -> Range<Int> {
        let record = records[element]
        return Int(record.firstAttribute)..<Int(record.firstAttribute + record.attributeCount)
    }

    /// Index of an attribute's name in ``names``.
    @inline(__always)
    public func attributeNameIndex(_ attribute: Int) -> Int { Int(attributeRecords[attribute].name) }

    /// Value of an attribute.
    public func attributeText(_ attribute: Int) -> String { string(attributeRecords[attribute].value) }

    /// Value of an attribute as UTF-8, without copying it.
    public func attributeBytes(_ attribute: Int) -> ArraySlice<UInt8> { bytes(attributeRecords[attribute].value) }

    /// How many attributes there are in the whole document.
    public var attributeCount: Int { attributeRecords.count }

    @inline(__always)
    private func bytes(_ span: TextSpan) -> ArraySlice<UInt8> {
        if span.start < 0 {
            let start = Int(-(span.start + 1))
            return decoded[start..<start + Int(span.count)]
        }
        return source[Int(span.start)..<Int(span.start) + Int(span.count)]
    }

    private func string(_ span: TextSpan) -> String { String(decoding: bytes(span), as: UTF8.self) }

    /// The elements directly inside another.
    public struct Children: Sequence, IteratorProtocol {
        let tree: ElementTree
        var position: ID
        let end: ID

        init(tree: ElementTree, parent: ID) {
            self.tree = tree
            position = parent + 1
            end = tree.end(parent)
        }

        /// The next element in document order.
        public mutating func next() -> ID? {
            guard position < end else { return nil }
            defer { position = tree.end(position) }
            return position
        }
    }
}
