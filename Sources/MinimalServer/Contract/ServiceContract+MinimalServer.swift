package import ServiceKit

extension ServiceContract {
    /// What MinimalServer promises on the wire.
    package static let minimalServer = ServiceContract(
        title: "MinimalServer",
        summary: "The smallest complete service",
        summaryDE: "Der kleinste vollständige Dienst",
        paths: [minimalPaths],
        schemas: minimalSchemas, german: minimalServerGerman)
}
