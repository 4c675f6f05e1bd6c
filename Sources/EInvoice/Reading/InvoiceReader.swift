/// Reads the semantic invoice out of a document, whichever syntax it has.
public enum InvoiceReader {
    /// Reads an invoice; `nil` for a document that is neither UBL nor CII.
    ///
    /// Nothing is judged here: what is missing stays missing, and what no business term covers is kept aside.
    public static func read(_ tree: ElementTree) -> Invoice? {
        let name = tree.name(tree.root)
        guard let syntax = StructureSyntax.of(name) else { return nil }
        let marks = ReadMarks(count: tree.count)
        let root = ReadNode(tree: tree, element: tree.root, marks: marks)
        marks.mark(tree.root)
        var invoice = syntax.isUBL ? UBLReader(root: root).invoice() : CIIReader(root: root).invoice()
        invoice.unknown = UnknownElements.find(in: tree, marks)
        return invoice
    }
}

/// Which elements a reader has understood.
final class ReadMarks {
    private var marks: [Bool]

    init(count: Int) {
        marks = Array(repeating: false, count: count)
    }

    func mark(_ element: ElementTree.ID) {
        marks[element] = true
    }

    func isMarked(_ element: ElementTree.ID) -> Bool {
        marks[element]
    }
}

/// An element as a reader sees it: children by name, values in the form of the model.
///
/// Whatever is asked for counts as understood; a value that cannot be read does not, and stays among the unknown.
struct ReadNode {
    let tree: ElementTree
    let element: ElementTree.ID
    let marks: ReadMarks

    var name: String { tree.name(element).local }

    /// The text, which counts as understood.
    var text: String {
        marks.mark(element)
        return tree.text(element)
    }

    /// All children of a name, not yet understood.
    func children(_ name: String) -> [ReadNode] {
        tree.children(element).filter { tree.name($0).local == name }
            .map { ReadNode(tree: tree, element: $0, marks: marks) }
    }

    /// All children of a name, as understood groups.
    func groups(_ name: String) -> [ReadNode] {
        let groups = children(name)
        for group in groups { marks.mark(group.element) }
        return groups
    }

    /// The group at the end of a path of first children.
    func group(_ path: String...) -> ReadNode? {
        var node = self
        for name in path {
            guard let next = node.children(name).first else { return nil }
            marks.mark(next.element)
            node = next
        }
        return node
    }

    /// The text of the first child of a name.
    func text(_ name: String) -> String? {
        children(name).first?.text
    }

    func attribute(_ name: String) -> String? {
        for attribute in tree.attributeRange(element)
        where tree.names[tree.attributeNameIndex(attribute)].local == name {
            return tree.attributeText(attribute)
        }
        return nil
    }

    func decimal(_ name: String) -> ExactDecimal? {
        children(name).first?.decimal
    }

    /// The number, if it is one.
    var decimal: ExactDecimal? {
        guard let value = ExactDecimal(tree.text(element)) else { return nil }
        marks.mark(element)
        return value
    }

    /// The first child of a name with its scheme.
    func identifier(_ name: String, scheme: String = "schemeID") -> Identifier? {
        children(name).first?.identifier(scheme: scheme)
    }

    func identifier(scheme: String = "schemeID") -> Identifier {
        Identifier(text, scheme: attribute(scheme))
    }
}
