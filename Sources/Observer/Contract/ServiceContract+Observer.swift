package import ServiceKit

extension ServiceContract {
    /// What Observer promises on the wire.
    package static let observer = ServiceContract(
        title: "Observer",
        summary: "Registry and watchdog of the stack",
        summaryDE: "Verzeichnis und Wächter des Stacks",
        paths: [
            registrationPaths, operatingPaths, historyPaths, findingPaths, incidentPaths, livePaths, dashboardPaths,
        ], german: observerGerman)
}
