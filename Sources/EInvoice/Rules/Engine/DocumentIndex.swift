/// A document as rules look at it: every element with the number of its name, and all elements of a name at hand.
///
/// Made once per document; looking things up is then as fast as the document is large, however many rules ask.
final class DocumentIndex {
    let tree: ElementTree
    /// What the document's name table means in ``RuleNames``; -1 for names that no rule speaks of.
    let elementSymbols: [Int32]
    let attributeSymbols: [Int32]
    private let occurrences: [[ElementTree.ID]]
    /// Where the ways lead that do not depend on where they begin, by the numbers of the ways.
    private var results: [Int32: [ElementTree.ID]] = [:]
    /// Figures of the VAT categories, once they were asked for.
    lazy var ublTax = UBLTaxFigures(self)
    lazy var ciiTax = CIITaxFigures(self)
    lazy var isXRechnungExtension = specification == Specification.xrechnungExtension
    lazy var isVehicleDirective = specification == Specification.xrechnungVehicles
    lazy var specification: String? = Specification.identifier(in: root)

    private static let namespaces: Set<String> = [
        "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
        "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
        "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
        "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
        "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
        "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
        "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
        "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
    ]

    /// - Parameter tree: The document; the rules that will look at it must have been made before.
    init(_ tree: ElementTree) {
        self.tree = tree
        let numbers = RuleNames.all
        elementSymbols = tree.names.map { Self.namespaces.contains($0.namespace) ? numbers[$0.local] ?? -1 : -1 }
        attributeSymbols = tree.names.map { $0.namespace.isEmpty ? numbers[$0.local] ?? -1 : -1 }
        var occurrences = [[ElementTree.ID]](repeating: [], count: numbers.count)
        for element in 0..<tree.count {
            let symbol = elementSymbols[tree.nameIndex(element)]
            if symbol >= 0 { occurrences[Int(symbol)].append(element) }
        }
        self.occurrences = occurrences
    }

    /// Where a way leads that begins at the root or everywhere; found once, however many lines ask.
    func results(of path: Path, _ find: () -> [ElementTree.ID]) -> [ElementTree.ID] {
        if let known = results[path.number] { return known }
        let found = find()
        results[path.number] = found
        return found
    }

    var root: Node { Node(index: self, id: tree.root) }

    @inline(__always)
    func symbol(_ element: ElementTree.ID) -> Int32 { elementSymbols[tree.nameIndex(element)] }

    /// All elements of a name, in document order.
    func elements(_ symbol: Int32) -> [ElementTree.ID] {
        Int(symbol) < occurrences.count ? occurrences[Int(symbol)] : []
    }
}

extension DocumentIndex {
    /// How often an attribute occurs in the whole document.
    func attributeCount(_ name: Int32) -> Int {
        guard attributeSymbols.contains(name) else { return 0 }
        return (0..<tree.attributeCount).count { attributeSymbols[tree.attributeNameIndex($0)] == name }
    }
}
