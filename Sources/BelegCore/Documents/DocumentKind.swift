/// The document types of this storey.
package enum DocumentKind: String, Sendable, CaseIterable, Codable {
    /// Invoice to a customer (UNTDID 1001 code 380).
    case rechnung
    /// Invoice from a supplier.
    case eingangsrechnung
    /// Cancels one finalised document; a document of its own with its own number.
    case storno

    /// How numbers of this type look.
    package var numberPattern: NumberPattern {
        switch self {
        case .rechnung: NumberPattern(prefix: "RE")
        case .eingangsrechnung: NumberPattern(prefix: "ER")
        case .storno: NumberPattern(prefix: "ST")
        }
    }

    package var germanName: String {
        switch self {
        case .rechnung: "Rechnung"
        case .eingangsrechnung: "Eingangsrechnung"
        case .storno: "Storno"
        }
    }
}
