/// Compares a document with the structure that its schema prescribes.
///
/// One pass in document order, linear in the size. A document without faults would be accepted by the official
/// schemas of UBL 2.1 or CII D16B; whatever they allow beyond EN 16931 is allowed here too.
public enum StructureChecker {
    /// The faults of a document in document order, at most so many.
    public static func faults(in tree: ElementTree, limit: Int = 100) -> [StructureFault] {
        let name = tree.name(tree.root)
        guard let syntax = StructureSyntax.of(name), let root = syntax.grammar.index(of: name.local) else {
            return [StructureFault(.unknownDocument, tree.place(tree.root, lines: tree.lineTable()))]
        }
        var walk = StructureWalk(tree: tree, syntax: syntax, limit: limit)
        walk.check(tree.root, against: root)
        guard !walk.faults.isEmpty else { return [] }
        let places = PlaceFinder(tree)
        return walk.faults.map { StructureFault($0.kind, places.place($0.element)) }
    }
}

/// The way of ``StructureChecker`` through one document.
struct StructureWalk {
    let tree: ElementTree
    let syntax: StructureSyntax
    private let limit: Int
    private(set) var faults: [(kind: StructureFault.Kind, element: ElementTree.ID)] = []
    /// Position of a name in an aggregate's sequence, once it has been looked up; -1 if it has none.
    private var positions: [Int16]

    private static let unknown: Int16 = -2

    init(tree: ElementTree, syntax: StructureSyntax, limit: Int) {
        self.tree = tree
        self.syntax = syntax
        self.limit = limit
        positions = Array(repeating: Self.unknown, count: tree.names.count * syntax.grammar.aggregates.count)
    }

    mutating func report(_ kind: StructureFault.Kind, at element: ElementTree.ID) {
        if faults.count < limit { faults.append((kind, element)) }
    }

    /// Checks an element whose content is a sequence of others.
    mutating func check(_ element: ElementTree.ID, against aggregate: Int) {
        checkGroup(element)
        let particles = syntax.grammar.aggregates[aggregate].particles
        var seen: UInt128 = 0
        var reached = 0
        for child in tree.children(element) {
            if tree.parent(element) < 0, seen == 0, isExtensions(child) {
                checkExtensions(child)
                continue
            }
            guard let position = position(of: child, in: aggregate) else {
                report(.unknownElement, at: child)
                continue
            }
            let bit = UInt128(1) << position
            if seen & bit != 0, !particles[position].isRepeatable {
                report(.repeated, at: child)
            } else if position < reached {
                report(.misplaced(before: particles[reached].name), at: child)
            }
            seen |= bit
            reached = max(reached, position)
            checkContent(child, particles[position].content)
        }
        for (position, particle) in particles.enumerated()
        where particle.isRequired && seen & (UInt128(1) << position) == 0 {
            report(.missing(particle.name), at: element)
        }
    }

    private mutating func checkContent(_ element: ElementTree.ID, _ content: Grammar.Content) {
        guard faults.count < limit else { return }
        switch content {
        case .aggregate(let index): check(element, against: index)
        case .value(let type): checkValue(element, type)
        }
    }

    /// A group has no text of its own, and no attributes but those of schema instances.
    mutating func checkGroup(_ element: ElementTree.ID) {
        if !LexicalForm.isBlank(tree.textBytes(element)) { report(.strayText, at: element) }
        checkAttributes(element, allowed: [])
    }

    /// Nothing is allowed that is not named, but for the hints on schemas that any document may carry.
    mutating func checkAttributes(_ element: ElementTree.ID, allowed: [String]) {
        for attribute in tree.attributeRange(element) {
            let name = tree.names[tree.attributeNameIndex(attribute)]
            let isHint = name.namespace == StructureSyntax.schemaInstance && name.local != "nil"
            if !isHint, !(name.namespace.isEmpty && allowed.contains(name.local)) {
                report(.unknownAttribute(name.qualified), at: element)
            }
        }
    }

    /// Where the element stands in the sequence, if it may stand there at all.
    private mutating func position(of element: ElementTree.ID, in aggregate: Int) -> Int? {
        let nameIndex = tree.nameIndex(element)
        let slot = aggregate * tree.names.count + nameIndex
        if positions[slot] == Self.unknown { positions[slot] = lookUp(tree.names[nameIndex], in: aggregate) }
        return positions[slot] < 0 ? nil : Int(positions[slot])
    }

    private func lookUp(_ name: MarkupName, in aggregate: Int) -> Int16 {
        let definition = syntax.grammar.aggregates[aggregate]
        guard let position = definition.positions[name.local] else { return -1 }
        let namespace =
            switch definition.particles[position].content {
            case _ where !syntax.isUBL && syntax.documents[definition.name] != nil: syntax.documents[definition.name]
            case .aggregate: syntax.aggregates
            case .value: syntax.values
            }
        return namespace == name.namespace ? Int16(position) : -1
    }
}
