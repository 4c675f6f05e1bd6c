import BelegCore
import EInvoice

/// Under which address a buyer receives e-invoices, by what the partner directory knows.
enum ElectronicAddress {
    /// The Leitweg-ID of an authority, else the VAT id in the scheme of its country (code list EAS).
    static func of(_ partner: PartnerFields) -> Identifier? {
        if let leitwegID = partner.leitwegID { return Identifier(leitwegID, scheme: "0204") }
        guard let vatID = partner.vatID, let scheme = schemes[String(vatID.prefix(2))] else { return nil }
        return Identifier(vatID, scheme: scheme)
    }

    private static let schemes: [String: String] = [
        "AT": "9914", "BE": "9925", "BG": "9926", "CY": "9928", "CZ": "9929", "DE": "9930", "EE": "9931",
        "EL": "9933", "ES": "9920", "FR": "9957", "GB": "9932", "HR": "9934", "HU": "9910", "IE": "9935",
        "LT": "9937", "LU": "9938", "LV": "9939", "MT": "9943", "NL": "9944", "PL": "9945", "PT": "9946",
        "RO": "9947", "SI": "9949", "SK": "9950",
    ]
}
