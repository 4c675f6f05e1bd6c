import BelegCore
import Shared

extension DocumentKind {
    /// Where documents of this kind live; a storno lives beside what it cancels.
    var route: String {
        switch self {
        case .eingangsrechnung: BelegRoute.incomingInvoices
        case .rechnung, .storno: BelegRoute.invoices
        }
    }

    /// Name of the list in an answer and of the partner in a query.
    var listName: String { self == .eingangsrechnung ? "eingangsrechnungen" : "rechnungen" }
    var partnerParameter: String { self == .eingangsrechnung ? "lieferantenId" : "kundenId" }
}
