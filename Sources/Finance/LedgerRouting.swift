import FinanceCore
import Hummingbird
import ServiceKit

/// Adds the routes that every ledger has.
struct LedgerRouting: Sendable {
    let streams: EventStreams
    let attempts: LockedAttempts
    var pace = EventPace()
    var integrityStride = FinanceParts.defaultIntegrityStride

    /// - Parameter addMore: adds routes that only one ledger has.
    func addRoutes(
        of ledger: LedgerStore, at routes: LedgerRoutes, to router: Router<ServiceContext>,
        addMore: (RouterGroup<ServiceContext>) -> Void = { _ in }
    ) {
        let group = router.group("\(routes.prefix)").add(
            middleware: LedgerMiddleware(ledger: ledger, attempts: attempts))
        AccountController(ledger: ledger, routes: routes).addRoutes(to: group)
        AccountImportController(ledger: ledger).addRoutes(to: group)
        BatchController(ledger: ledger, attempts: attempts).addRoutes(to: group)
        DraftController(ledger: ledger, routes: routes).addRoutes(to: group)
        BookingBatchController(ledger: ledger, routes: routes).addRoutes(to: group)
        ExportController(ledger: ledger, routes: routes).addRoutes(to: group)
        LockController(ledger: ledger).addRoutes(to: group)
        IntegrityController(ledger: ledger, stride: integrityStride).addRoutes(to: group)
        AnchorController(ledger: ledger).addRoutes(to: group)
        EventController(ledger: ledger, routes: routes, streams: streams, pace: pace).addRoutes(to: group)
        TransactionController(ledger: ledger, routes: routes).addRoutes(to: group)
        DocumentController(ledger: ledger, routes: routes).addRoutes(to: group)
        ReportController(ledger: ledger).addRoutes(to: group)
        DatevImportController(ledger: ledger).addRoutes(to: group)
        addMore(group)
    }
}
