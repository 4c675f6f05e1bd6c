/// An element as a rule sees it.
struct Node {
    let index: DocumentIndex
    let id: ElementTree.ID

    /// What a rule cannot work with: no number where one must stand, or two values where there may be one. The official
    /// rules break off there, and so the rule has failed.
    struct Unusable: Error {}

    var symbol: Int32 { index.symbol(id) }
    var name: String { index.tree.name(id).local }
    /// The text as it stands there.
    var text: String { index.tree.text(id) }
    /// The text without blanks around it, and with single ones in it.
    var normalized: String { Self.normalize(text) }
    var isBlank: Bool { index.tree.textBytes(id).allSatisfy(Self.isSpace) }
    var parent: Node? {
        let parent = index.tree.parent(id)
        return parent < 0 ? nil : Node(index: index, id: parent)
    }

    static func normalize(_ text: String) -> String {
        guard text.utf8.contains(where: isSpace) else { return text }
        return text.utf8.split(whereSeparator: isSpace).map { String(Substring($0)) }.joined(separator: " ")
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    // MARK: Ways

    /// The elements at the end of a path, in document order.
    func all(_ path: Path) -> [Node] {
        var found: [Node] = []
        walk(path) { id in
            found.append(Node(index: index, id: id))
            return true
        }
        return found
    }

    func first(_ path: Path) -> Node? {
        var found: ElementTree.ID?
        walk(path) { id in
            found = id
            return false
        }
        return found.map { Node(index: index, id: $0) }
    }

    /// Whether the path leads anywhere.
    func has(_ path: Path) -> Bool {
        var found = false
        walk(path) { id in
            found = path.attribute.map { Node(index: index, id: id).attribute($0) != nil } ?? true
            return !found
        }
        return found
    }

    func count(_ path: Path) -> Int {
        var count = 0
        walk(path) { id in
            if path.attribute.map({ Node(index: index, id: id).attribute($0) != nil }) ?? true { count += 1 }
            return true
        }
        return count
    }

    /// The texts of elements, or the values of attributes, at the end of a path.
    func texts(_ path: Path) -> [String] {
        var found: [String] = []
        walk(path) { id in
            let node = Node(index: index, id: id)
            if let attribute = path.attribute {
                if let value = node.attribute(attribute) { found.append(value) }
            } else {
                found.append(node.text)
            }
            return true
        }
        return found
    }

    /// Visits elements until the visitor has seen enough.
    private func walk(_ path: Path, _ visit: (ElementTree.ID) -> Bool) {
        guard path.start != .here else {
            _ = step(id, path.steps[...], visit)
            return
        }
        for element in index.results(of: path, { find(path) }) where !visit(element) { return }
    }

    private func find(_ path: Path) -> [ElementTree.ID] {
        var found: [ElementTree.ID] = []
        let visit: (ElementTree.ID) -> Bool = {
            found.append($0)
            return true
        }
        guard path.start == .everywhere, let first = path.steps.first else {
            _ = step(index.tree.root, path.steps[...], visit)
            return found
        }
        let names: [Int32] =
            switch first {
            case .child(let name): [name]
            case .either(let a, let b): [a, b]
            case .parent, .any: []
            }
        for name in names {
            for element in index.elements(name) { _ = step(element, path.steps.dropFirst(), visit) }
        }
        return found
    }

    private func step(
        _ element: ElementTree.ID, _ steps: ArraySlice<Path.Step>, _ visit: (ElementTree.ID) -> Bool
    ) -> Bool {
        guard let next = steps.first else { return visit(element) }
        if next == .parent {
            let parent = index.tree.parent(element)
            return parent < 0 || step(parent, steps.dropFirst(), visit)
        }
        for child in index.tree.children(element) where next.accepts(index.symbol(child)) {
            guard step(child, steps.dropFirst(), visit) else { return false }
        }
        return true
    }

    /// Value of an attribute without namespace.
    func attribute(_ name: Int32) -> String? {
        for attribute in index.tree.attributeRange(id)
        where index.attributeSymbols[index.tree.attributeNameIndex(attribute)] == name {
            return index.tree.attributeText(attribute)
        }
        return nil
    }

    func attribute(_ path: Path) -> String? { path.attribute.flatMap { attribute($0) } }

    // MARK: Values

    /// The one text at the end of a path, `nil` without one.
    func text(_ path: Path) throws(Unusable) -> String? {
        let found = texts(path)
        guard found.count <= 1 else { throw Unusable() }
        return found.first
    }

    /// Whether there is one value, and it is not blank.
    func isFilled(_ path: Path) throws(Unusable) -> Bool {
        guard let text = try text(path) else { return false }
        return !text.utf8.allSatisfy(Self.isSpace)
    }

    /// Whether one of the values is this, blanks aside.
    func says(_ path: Path, _ values: String...) -> Bool {
        texts(path).contains { values.contains(Self.normalize($0)) }
    }

    /// The element's number (`xs:decimal`).
    func decimal() throws(Unusable) -> Quantity {
        guard let (digits, scale) = ExactDecimal.parse(index.tree.textBytes(id)) else { throw Unusable() }
        return Quantity(digits: digits, scale: scale)
    }

    /// The one number at the end of a path, `nil` without an element.
    func decimal(_ path: Path) throws(Unusable) -> Quantity? {
        let found = all(path)
        guard found.count <= 1 else { throw Unusable() }
        return try found.first?.decimal()
    }

    /// All numbers at the end of a path.
    func decimals(_ path: Path) throws(Unusable) -> [Quantity] {
        var numbers: [Quantity] = []
        for node in all(path) { numbers.append(try node.decimal()) }
        return numbers
    }

    func sum(_ path: Path) throws(Unusable) -> Quantity { try Self.sum(decimals(path)) }

    static func sum(_ numbers: some Sequence<Quantity>) throws(Unusable) -> Quantity {
        var total = Quantity.zero
        for number in numbers {
            guard let next = total.adding(number) else { throw Unusable() }
            total = next
        }
        return total
    }

    /// Whether what stands behind the point has at most so many characters.
    func hasAtMost(decimals limit: Int, _ path: Path) throws(Unusable) -> Bool {
        guard let text = try text(path), let point = text.firstIndex(of: ".") else { return true }
        return text[text.index(after: point)...].unicodeScalars.count <= limit
    }
}
