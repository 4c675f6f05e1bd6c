package import BelegCore
import HybridPDF
import Hummingbird
package import ServiceKit
import Shared

extension ServiceIdentity {
    package static let beleg = ServiceIdentity(
        name: "beleg-service", program: "Beleg", summary: "invoices and incoming invoices",
        defaultPort: DefaultPort.beleg, dataFolder: "beleg",
        apiEndpoints: [
            BelegRoute.partners, BelegRoute.invoices, BelegRoute.incomingInvoices, BelegRoute.checks,
            BelegRoute.conversions,
        ],
        dependencies: ["finance-service"])
}

/// Builds the service; the command and the tests both call this.
///
/// - Parameter backoff: pauses after failed calls of Finance.
package func buildApplication(
    _ boot: ServiceBoot, settings: BelegSettings, stores: BelegStores, backoff: Backoff = .standard
) throws -> ServiceApplication {
    let wake = WakeSignal()
    let dispatcher = BookingDispatcher(
        outbox: stores.outbox, finance: FinanceClient(baseURL: settings.financeURL), wake: wake, backoff: backoff,
        logger: boot.logger)
    // Both routes draw on the same room and the same helpers.
    let (pdf, room) = (HybridPDFReader(), UploadRoom())
    let health = BelegHealth(stores: stores)
    return ServiceApplication(
        boot: boot, health: health.sources, services: [DatabaseService(stores: stores), dispatcher],
        contract: .beleg
    ) { router in
        IndexController(boot: boot).addRoutes(to: router)
        CheckPageController().addRoutes(to: router)
        CheckController(pdf: pdf, room: room).addRoutes(to: router)
        ConvertController(pdf: pdf, room: room).addRoutes(to: router)
        PartnerController(partners: stores.partners).addRoutes(to: router)
        for kind in [DocumentKind.rechnung, .eingangsrechnung] {
            DocumentController(kind: kind, documents: stores.documents).addRoutes(to: router)
            LifecycleController(kind: kind, documents: stores.documents, outbox: stores.outbox, wake: wake)
                .addRoutes(to: router)
        }
        IssueController(documents: stores.documents, seller: settings.seller).addRoutes(to: router)
        BookController(documents: stores.documents).addRoutes(to: router)
    }
}
