import Configuration
import BelegCore
import EInvoice
package import ServiceKit

/// Who issues the invoices: what an e-invoice must say about its seller.
package struct SellerProfile: Sendable, Equatable {
    package var name: String?
    package var street: String?
    package var postalCode: String?
    package var city: String?
    /// ISO 3166-1 alpha-2.
    package var country: String
    package var vatID: String?
    /// Steuernummer; one of this and the VAT id is needed.
    package var taxNumber: String?
    package var contactName: String?
    package var contactPhone: String?
    /// Also the electronic address for answers.
    package var contactEmail: String?
    package var iban: String?
    package var bic: String?

    /// Reads the settings.
    ///
    /// ## Configuration keys
    /// `seller.name`, `seller.street`, `seller.postal.code`, `seller.city`, `seller.country` (default `DE`),
    /// `seller.vat.id`, `seller.tax.number`, `seller.contact.name`, `seller.contact.phone`, `seller.contact.email`,
    /// `seller.iban`, `seller.bic`; as variables `SELLER_NAME` and so on.
    package init(_ reader: inout SettingsReader) {
        func text(_ key: ConfigKey) -> String? {
            let value = reader.text(key, default: "")
            return value.isEmpty ? nil : value
        }
        name = text("seller.name")
        street = text("seller.street")
        postalCode = text("seller.postal.code")
        city = text("seller.city")
        country = text("seller.country") ?? "DE"
        vatID = text("seller.vat.id")
        taxNumber = text("seller.tax.number")
        contactName = text("seller.contact.name")
        contactPhone = text("seller.contact.phone")
        contactEmail = text("seller.contact.email")
        iban = text("seller.iban")
        bic = text("seller.bic")
        checkIBAN(&reader)
    }

    private mutating func checkIBAN(_ reader: inout SettingsReader) {
        guard let written = iban else { return }
        do throws(IBAN.Fault) {
            iban = try IBAN.parse(written)
        } catch {
            reader.report("seller-iban: \"\(written)\" is not an IBAN (\(error))")
        }
    }

    /// The settings without which no XRechnung can be issued, by the names of their variables; of several names in one
    /// entry, one is enough.
    package var missing: [[String]] {
        let needed: [([String], String?)] = [
            (["SELLER_NAME"], name), (["SELLER_POSTAL_CODE"], postalCode), (["SELLER_CITY"], city),
            (["SELLER_VAT_ID", "SELLER_TAX_NUMBER"], vatID ?? taxNumber), (["SELLER_CONTACT_NAME"], contactName),
            (["SELLER_CONTACT_PHONE"], contactPhone), (["SELLER_CONTACT_EMAIL"], contactEmail),
            (["SELLER_IBAN"], iban),
        ]
        return needed.filter { $0.1 == nil }.map(\.0)
    }
}
