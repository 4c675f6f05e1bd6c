/// One pass over the bytes of a document. No recursion, no look back, no entity but the five predefined ones.
struct MarkupParser {
    struct Parts {
        var source: [UInt8]
        var decoded: [UInt8]
        var records: [ElementTree.Record]
        var attributes: [ElementTree.AttributeRecord]
        var names: [MarkupName]
        var byteCount: Int
    }

    typealias Failure = MarkupError.Reason

    let bytes: UnsafeBufferPointer<UInt8>
    let limits: MarkupLimits
    var position = 0
    var records: [ElementTree.Record] = []
    var attributes: [ElementTree.AttributeRecord] = []
    var decoded: [UInt8] = []
    var names: NameTable
    var open: [OpenElement] = []
    var scratch: [PendingAttribute] = []
    /// How many bytes were copied to join texts that elements interrupt.
    var joined = 0

    struct OpenElement {
        var record: Int32
        var qualifiedName: Range<Int>
        var declaresNamespaces: Bool
        /// Whether its text is known to be more than layout, and need not be looked through again.
        var holdsText = false
    }

    struct PendingAttribute {
        var name: Range<Int>
        var value: ElementTree.TextSpan
    }

    init(bytes: UnsafeBufferPointer<UInt8>, limits: MarkupLimits) {
        self.bytes = bytes
        self.limits = limits
        names = NameTable(limit: limits.names, nameLength: limits.nameLength)
        records.reserveCapacity(min(bytes.count / 40, limits.elements))
    }

    static func parse(_ input: [UInt8], limits: MarkupLimits) throws(MarkupError) -> Parts {
        guard input.count <= limits.bytes else {
            throw MarkupError(.tooLarge(limit: limits.bytes), line: 1, column: 1)
        }
        let source: [UInt8]
        do throws(Failure) { source = try TextEncoding.transcode(input) } catch {
            throw MarkupError(error, line: 1, column: 1)
        }
        if let fault = UTF8Check.firstFault(in: source) { throw located(.invalidCharacter, at: fault, in: source) }
        var failure: (Failure, Int)?
        let parts: Parts? = source.withUnsafeBufferPointer { buffer in
            var parser = MarkupParser(bytes: buffer, limits: limits)
            do throws(Failure) { try parser.run() } catch {
                failure = (error, parser.position)
                return nil
            }
            return Parts(
                source: [], decoded: parser.decoded, records: parser.records, attributes: parser.attributes,
                names: parser.names.names, byteCount: input.count)
        }
        guard var parts else {
            let (reason, offset) = failure ?? (.truncated, source.count)
            throw located(reason, at: offset, in: source)
        }
        parts.source = source
        return parts
    }

    private static func located(_ reason: Failure, at offset: Int, in source: [UInt8]) -> MarkupError {
        let (line, column) = LineTable(source).position(min(offset, source.count))
        return MarkupError(reason, line: line, column: column)
    }

    mutating func run() throws(Failure) {
        try prologue()
        try startTag()
        while !open.isEmpty { try content() }
        try epilogue()
    }

    // MARK: Before and after the root

    private mutating func prologue() throws(Failure) {
        if starts(with: "<?xml"), let after = peek(5), isBlank(after) { try skip(past: "?>") }
        try skipMisc()
        guard position < bytes.count else { throw records.isEmpty && isOnlyBlank ? .empty : .truncated }
        guard bytes[position] == UInt8(ascii: "<") else { throw .malformed(.textBeforeRoot) }
    }

    private var isOnlyBlank: Bool { bytes.allSatisfy { isBlank($0) } }

    private mutating func epilogue() throws(Failure) {
        try skipMisc()
        guard position == bytes.count else { throw .contentAfterRoot }
    }

    /// Blanks, comments and processing instructions.
    private mutating func skipMisc() throws(Failure) {
        while true {
            skipBlanks()
            if starts(with: "<!--") {
                try comment()
            } else if starts(with: "<?") {
                try processingInstruction()
            } else if starts(with: "<!DOCTYPE") || starts(with: "<!doctype") {
                throw .doctypeForbidden
            } else {
                return
            }
        }
    }

    // MARK: Inside an element

    private mutating func content() throws(Failure) {
        guard position < bytes.count else { throw .truncated }
        guard bytes[position] == UInt8(ascii: "<") else { return try text() }
        guard position + 1 < bytes.count else { throw .truncated }
        switch bytes[position + 1] {
        case UInt8(ascii: "/"): try endTag()
        case UInt8(ascii: "?"): try processingInstruction()
        case UInt8(ascii: "!"):
            if starts(with: "<!--") {
                try comment()
            } else if starts(with: "<![CDATA[") {
                try characterData()
            } else if starts(with: "<!DOCTYPE") {
                throw .doctypeForbidden
            } else {
                throw bytes.count - position < 9 ? .truncated : .malformed(.unknownMarkup)
            }
        default: try startTag()
        }
    }

    private mutating func comment() throws(Failure) {
        position += 4
        while position + 2 < bytes.count {
            try checkCharacter(at: position)
            if bytes[position] == UInt8(ascii: "-"), bytes[position + 1] == UInt8(ascii: "-") {
                guard bytes[position + 2] == UInt8(ascii: ">") else { throw .malformed(.dashesInComment) }
                position += 3
                return
            }
            position += 1
        }
        position = bytes.count
        throw .truncated
    }

    private mutating func processingInstruction() throws(Failure) {
        let start = position
        position += 2
        let target = try name()
        guard !isXMLTarget(target) else {
            position = start
            throw .malformed(.misplacedDeclaration)
        }
        position = start
        try skip(past: "?>")
    }

    private func isXMLTarget(_ name: Range<Int>) -> Bool {
        name.count == 3 && zip(bytes[name], "xml".utf8).allSatisfy { $0 | 0x20 == $1 }
    }

    private mutating func skip(past terminator: StaticString) throws(Failure) {
        while position < bytes.count {
            if starts(with: terminator) {
                position += terminator.utf8CodeUnitCount
                return
            }
            try checkCharacter(at: position)
            position += 1
        }
        throw .truncated
    }

    // MARK: Tags

    private mutating func startTag() throws(Failure) {
        let start = position
        position += 1
        let qualified = try name()
        guard open.count < limits.depth else { throw .tooDeep(limit: limits.depth) }
        guard records.count < limits.elements else { throw .tooManyElements(limit: limits.elements) }
        let isEmpty = try attributeList()
        let declares = try names.declareNamespaces(scratch, bytes: bytes, decoded: decoded)
        let record = Int32(records.count)
        dropBlankTextOfParent()
        let elementName = try names.element(qualified, bytes: bytes)
        let first = Int32(attributes.count)
        try storeAttributes()
        records.append(
            ElementTree.Record(
                name: elementName, parent: open.last?.record ?? -1, end: record + 1, offset: Int32(start),
                text: ElementTree.TextSpan(start: Int32(start), count: 0), firstAttribute: first,
                attributeCount: Int32(attributes.count) - first))
        open.append(OpenElement(record: record, qualifiedName: qualified, declaresNamespaces: declares))
        if isEmpty { close() }
    }

    /// Blanks between child elements are layout; blanks of a leaf are its value.
    private mutating func dropBlankTextOfParent() {
        guard let parent = open.last, !parent.holdsText else { return }
        let span = records[Int(parent.record)].text
        guard span.count > 0 else { return }
        if isBlank(span) {
            records[Int(parent.record)].text.count = 0
        } else {
            open[open.count - 1].holdsText = true
        }
    }

    private mutating func storeAttributes() throws(Failure) {
        guard attributes.count + scratch.count <= limits.attributes else {
            throw .tooManyAttributes(limit: limits.attributes)
        }
        let first = attributes.count
        for pending in scratch where !names.isNamespaceDeclaration(pending.name, bytes: bytes) {
            let name = try names.attribute(pending.name, bytes: bytes)
            guard !attributes[first...].contains(where: { $0.name == name }) else {
                throw .duplicateAttribute(string(pending.name))
            }
            attributes.append(ElementTree.AttributeRecord(name: name, value: pending.value))
        }
    }

    /// Reads attributes up to the end of the tag.
    ///
    /// - Returns: whether the element ends with its start tag.
    private mutating func attributeList() throws(Failure) -> Bool {
        scratch.removeAll(keepingCapacity: true)
        while true {
            let hadBlank = skipBlanks()
            guard position < bytes.count else { throw .truncated }
            if bytes[position] == UInt8(ascii: ">") {
                position += 1
                return false
            }
            if bytes[position] == UInt8(ascii: "/") {
                guard position + 1 < bytes.count else { throw .truncated }
                guard bytes[position + 1] == UInt8(ascii: ">") else { throw .malformed(.slashInTag) }
                position += 2
                return true
            }
            guard hadBlank else { throw .malformed(.blankMissing) }
            guard scratch.count < limits.attributesPerElement else {
                throw .tooManyAttributes(limit: limits.attributesPerElement)
            }
            try attribute()
        }
    }

    private mutating func attribute() throws(Failure) {
        let attributeName = try name()
        skipBlanks()
        try expect("=")
        skipBlanks()
        guard position < bytes.count else { throw .truncated }
        let quote = bytes[position]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw .malformed(.quoteMissing) }
        position += 1
        let value = try attributeValue(until: quote)
        scratch.append(PendingAttribute(name: attributeName, value: value))
    }

    private mutating func endTag() throws(Failure) {
        let start = position
        position += 2
        let qualified = try name()
        skipBlanks()
        try expect(">")
        guard let element = open.last else { throw .malformed(.unopenedEndTag) }
        guard sameBytes(element.qualifiedName, qualified) else {
            position = start
            throw .mismatchedEndTag(expected: string(element.qualifiedName), found: string(qualified))
        }
        close()
    }

    private mutating func close() {
        guard let element = open.popLast() else { return }
        records[Int(element.record)].end = Int32(records.count)
        if element.declaresNamespaces { names.endScope() }
    }
}
