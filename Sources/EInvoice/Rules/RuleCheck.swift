/// The rules alone, without structure and scenario: for fragments of invoices and for comparing with other rule engines.
package enum RuleCheck {
    /// Which of the two layers of rules.
    package enum Layer: Sendable {
        case en16931
        case xrechnung
    }

    /// Ids of the rules that a document or fragment breaks.
    package static func broken(in tree: ElementTree, _ layer: Layer) -> Set<String> {
        let isUBL = tree.name(tree.root).local != "CrossIndustryInvoice"
        let set: RuleSet =
            switch layer {
            case .en16931: isUBL ? .en16931UBL : .en16931CII
            case .xrechnung: isUBL ? .xrechnungUBL : .xrechnungCII
            }
        return Set(set.evaluate(DocumentIndex(tree)).map(\.rule.id))
    }
}
