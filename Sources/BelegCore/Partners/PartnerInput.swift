/// A partner as the sender wrote it; nothing is checked yet.
package struct PartnerInput: Sendable {
    package var number: String?
    package var name: String?
    /// `kunde`, `lieferant`; absent means both.
    package var roles: [String]?
    package var street: String?
    package var postalCode: String?
    package var city: String?
    package var country: String?
    package var vatID: String?
    package var leitwegID: String?
    package var iban: String?
    package var paymentDays: Int64?
    package var debtorAccount: String?
    package var creditorAccount: String?

    package init() {}
}
