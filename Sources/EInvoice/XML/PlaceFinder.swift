/// Says where elements stand, for documents with thousands of findings: positions among siblings are counted once.
final class PlaceFinder {
    private let tree: ElementTree
    private lazy var lines = tree.lineTable()
    /// Position among siblings of the same name, 0 for an only one; for children of elements that were asked for.
    private var positions: [ElementTree.ID: Int] = [:]
    private var isCounted: Set<ElementTree.ID> = []

    init(_ tree: ElementTree) {
        self.tree = tree
    }

    /// The same as ``ElementTree/place(_:lines:)``.
    func place(_ element: ElementTree.ID) -> Place {
        let (line, column) = lines.position(tree.offset(element))
        return Place(path: path(element), line: line, column: column)
    }

    /// The same as ``ElementTree/path(_:)``.
    func path(_ element: ElementTree.ID) -> String {
        var steps: [String] = []
        var current = element
        while current >= 0 {
            let position = position(current)
            steps.append("/" + tree.name(current).qualified + (position > 0 ? "[\(position)]" : ""))
            current = tree.parent(current)
        }
        return steps.reversed().joined()
    }

    private func position(_ element: ElementTree.ID) -> Int {
        let parent = tree.parent(element)
        guard parent >= 0 else { return 0 }
        if isCounted.insert(parent).inserted { count(parent) }
        return positions[element] ?? 0
    }

    private func count(_ parent: ElementTree.ID) {
        var seen: [Int: (first: ElementTree.ID, count: Int)] = [:]
        for child in tree.children(parent) {
            let name = tree.nameIndex(child)
            let (first, count) = seen[name] ?? (child, 0)
            seen[name] = (first, count + 1)
            if count > 0 {
                positions[child] = count + 1
                positions[first] = 1
            }
        }
    }
}
