extension ElementTree {
    /// Where an element stands: a path that any XPath tool understands, and line and column of its start tag.
    public func place(_ element: ID, lines: LineTable) -> Place {
        let (line, column) = lines.position(offset(element))
        return Place(path: path(element), line: line, column: column)
    }

    /// The way from the root, with positions where siblings share the name.
    public func path(_ element: ID) -> String {
        var steps: [String] = []
        var current = element
        while current >= 0 {
            steps.append(name(current).qualified + position(current))
            current = parent(current)
        }
        return steps.reversed().map { "/" + $0 }.joined()
    }

    private func position(_ element: ID) -> String {
        guard parent(element) >= 0 else { return "" }
        var before = 0
        var isAlone = true
        for sibling in children(parent(element)) where nameIndex(sibling) == nameIndex(element) {
            if sibling < element { before += 1 }
            if sibling != element { isAlone = false }
        }
        return isAlone ? "" : "[\(before + 1)]"
    }

    /// Starts of the lines, found once for all places of a document.
    public func lineTable() -> LineTable { LineTable(source) }
}

/// Where something stands in a document.
public struct Place: Hashable, Sendable {
    /// An XPath with the document's own prefixes.
    public let path: String
    /// Counted from 1.
    public let line: Int
    /// Counted in characters from 1.
    public let column: Int
}

/// Turns positions in a document into lines and columns.
public struct LineTable: Sendable {
    private static let block = 256
    private let source: [UInt8]
    private let starts: [Int]
    /// Characters before each block of bytes: a document without line ends has one line of megabytes.
    private let charactersBefore: [Int]

    init(_ source: [UInt8]) {
        self.source = source
        var starts = [0]
        var charactersBefore: [Int] = []
        var characters = 0
        for (index, byte) in source.enumerated() {
            if index.isMultiple(of: Self.block) { charactersBefore.append(characters) }
            if byte & 0xC0 != 0x80 { characters += 1 }
            if byte == 0x0A { starts.append(index + 1) }
        }
        self.starts = starts
        self.charactersBefore = charactersBefore + [characters]
    }

    /// Line and column of a position, both counted from 1.
    public func position(_ offset: Int) -> (line: Int, column: Int) {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        let end = min(offset, source.count)
        return (low + 1, characters(before: end) - characters(before: min(starts[low], end)) + 1)
    }

    private func characters(before end: Int) -> Int {
        let block = end / Self.block
        return charactersBefore[block] + source[block * Self.block..<end].count { $0 & 0xC0 != 0x80 }
    }
}
