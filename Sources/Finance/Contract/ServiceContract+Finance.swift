package import ServiceKit

extension ServiceContract {
    /// What Finance promises on the wire.
    package static let finance = ServiceContract(
        title: "Finance",
        summary: "The double-entry ledger",
        summaryDE: "Die doppelte Buchführung",
        paths: [
            accountPaths, transactionPaths, draftPaths, batchPaths, documentPaths, reportPaths, ledgerPaths, pagePaths,
        ],
        schemas: financeSchemas, german: financeGerman,
        mount: Mount(
            source: "/api/v1/finanzen", target: "/api/v1/mandanten/{mandant}/finanzen",
            except: ["/api/v1/finanzen/webhooks"]))
}
