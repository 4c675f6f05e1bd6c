package import Foundation

/// What is known about a partner; also the form frozen into a finalised document.
package struct PartnerFields: Sendable, Equatable, Codable {
    package let name: String
    package let isCustomer: Bool
    package let isSupplier: Bool
    package let street: String?
    package let postalCode: String?
    package let city: String?
    /// ISO 3166-1 alpha-2.
    package let country: String
    package let vatID: String?
    package let leitwegID: String?
    package let iban: String?
    package let paymentDays: Int64
    package let debtorAccount: String?
    package let creditorAccount: String?
}

/// A stored partner: customer, supplier or both.
package struct Partner: Sendable, Equatable {
    /// Position in the directory; the key of the list's cursor.
    package let sequence: Int64
    package let id: String
    package let version: Int64
    package let number: String
    package let fields: PartnerFields
    package let createdAt: Date
    package let updatedAt: Date
}
