/// One of the vocabularies whose structure is known, with its namespaces.
struct StructureSyntax: Sendable {
    let grammar: Grammar
    /// Namespace of the root element, and in CII of its children.
    let documents: [String: String]
    let aggregates: String
    let values: String
    let isUBL: Bool

    static let ubl = StructureSyntax(
        grammar: .ubl,
        documents: [
            "Invoice": oasis + "Invoice-2",
            "CreditNote": oasis + "CreditNote-2",
        ],
        aggregates: oasis + "CommonAggregateComponents-2", values: oasis + "CommonBasicComponents-2", isUBL: true)

    static let cii = StructureSyntax(
        grammar: .cii, documents: ["CrossIndustryInvoice": unece + "CrossIndustryInvoice:100"],
        aggregates: unece + "ReusableAggregateBusinessInformationEntity:100",
        values: unece + "ReusableAggregateBusinessInformationEntity:100", isUBL: false)

    /// The syntax of a document, by its root element.
    static func of(_ root: MarkupName) -> StructureSyntax? {
        [ubl, cii].first { $0.documents[root.local] == root.namespace }
    }

    private static let oasis = "urn:oasis:names:specification:ubl:schema:xsd:"
    private static let unece = "urn:un:unece:uncefact:data:standard:"

    static let extensions = oasis + "CommonExtensionComponents-2"
    static let unqualifiedTypes = unece + "UnqualifiedDataType:100"
    static let qualifiedTypes = unece + "QualifiedDataType:100"
    static let schemaInstance = "http://www.w3.org/2001/XMLSchema-instance"
}
