package import Shared

/// Something a person wants to do, and the services it takes.
package struct BusinessFunction: Sendable, Hashable, Codable {
    /// What it is called on the screen.
    package var name: LocalizedText
    /// Names of services, or of units of the stack file; all of them are needed.
    package var services: [String]

    /// Names a function.
    package init(name: LocalizedText, services: [String]) {
        self.name = name
        self.services = services
    }

    /// What the product's own services are for.
    package static let standard = [
        BusinessFunction(name: LocalizedText(de: "Buchen", en: "Posting"), services: ["finance-service"]),
        BusinessFunction(name: LocalizedText(de: "Beleg erfassen", en: "Invoices"), services: ["beleg-service"]),
        BusinessFunction(name: LocalizedText(de: "Auswertung", en: "Reports"), services: ["finance-service"]),
    ]
}
