package import ServiceKit

extension ServiceContract {
    /// What Beleg promises on the wire.
    package static let beleg = ServiceContract(
        title: "Beleg",
        summary: "Invoices and incoming invoices",
        summaryDE: "Rechnungen und Eingangsrechnungen",
        paths: [partnerPaths] + invoicePaths + [bookPaths],
        schemas: belegSchemas,
        german: belegGerman)
}
