import Foundation
package import Hummingbird
import Logging
import NIOCore
package import ServiceLifecycle
import Shared
package import UnixSignals

/// A service ready to run: the HTTP application and what runs beside it.
///
/// Tests run ``application`` alone through Hummingbird's test client; the program calls ``run()``.
package struct ServiceApplication: Sendable {
    /// Time that open requests get to finish after a signal.
    private static let drainSeconds = 20
    /// Longest time from the signal to the end of a program whose long work may take longer.
    private let shutdownSeconds: Int

    /// The HTTP application.
    package let application: Application<RouterResponder<ServiceContext>>
    /// Long work of the service; started before the server, stopped after it, in reverse order.
    package let services: [any Service]
    /// Long work that is stopped while the server still answers.
    package let frontServices: [any Service]
    /// Method and path of each route that was added by hand, before refusals of other methods; tests compare them with
    /// the contract.
    package let routes: [String]
    private let boot: ServiceBoot

    /// Puts a service together: the routes that all services have, what stands around all routes, and the service's own.
    ///
    /// - Parameters:
    ///   - services: Long work; started in this order before the server, stopped in reverse after it.
    ///   - frontServices: Long work that is started after the server and stopped before it.
    ///   - shutdownSeconds: Longest time from the signal to the end.
    ///   - steps: Around every route, behind the guards against foreign hosts and pages, see ``RequestStep``.
    ///   - contract: What `/openapi.json` and `/docs` show, and the query parameters that routes take.
    ///   - addRoutes: Adds the service's own routes.
    package init(
        boot: ServiceBoot, health: HealthSources = HealthSources(), services: [any Service] = [],
        frontServices: [any Service] = [], shutdownSeconds: Int = 0,
        steps: [any RequestStep] = [], contract: ServiceContract? = nil,
        addRoutes: (Router<ServiceContext>) throws -> Void
    ) rethrows {
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        let common: [any RequestStep] = [
            RequestIDStep(), RequestMetricsStep(statistics: boot.statistics),
            HostGuard(hosts: boot.settings.allowedHosts + [boot.settings.host]),
            OriginGuard(origins: boot.settings.corsOrigins),
        ]
        let queries = contract.map { [QueryNameGuard(contract: $0)] } ?? []
        router.add(middleware: StepsMiddleware(steps: common + steps + queries))
        HealthController(reporter: HealthReporter(boot: boot, sources: health), boot: boot).addRoutes(to: router)
        try addRoutes(router)
        if let contract { ContractController(contract: contract, version: boot.settings.version).addRoutes(to: router) }
        routes = router.routes.filter { ![.head, .options].contains($0.method) }
            .map { "\($0.method.rawValue) \($0.path.description)" }
        router.guardMethods()
        application = Application(
            router: router,
            server: .http1(configuration: .init(additionalChannelHandlers: [ContinueHandler()])),
            configuration: .init(
                address: .hostname(boot.settings.host, port: boot.settings.port), serverName: nil, backlog: 1_024),
            onServerRunning: { channel in boot.boundPort.set(channel.localAddress?.port ?? boot.settings.port) },
            logger: Self.frameworkLogger(boot))
        self.services = services
        self.frontServices = frontServices
        self.shutdownSeconds = max(shutdownSeconds, Self.drainSeconds)
        self.boot = boot
    }

    /// Runs until SIGTERM or SIGINT, then drains and returns.
    ///
    /// Shutdown order is the reverse of the list: deregister, finish open requests, end the long work.
    package func run() async throws {
        try await serviceGroup(signals: [.sigterm, .sigint]).run()
    }

    /// What ``run()`` runs; tests shut it down by hand instead of by a signal.
    package func serviceGroup(signals: [UnixSignal]) throws -> ServiceGroup {
        var group = services + [application as any Service]
        group.append(ReadyAnnouncement(boot: boot))
        if let registration = try registration() { group.append(registration) }
        group += frontServices
        var configuration = ServiceGroupConfiguration(
            services: group, gracefulShutdownSignals: signals, logger: Self.frameworkLogger(boot))
        configuration.maximumGracefulShutdownDuration = .seconds(shutdownSeconds)
        return ServiceGroup(configuration: configuration)
    }

    /// At info the frameworks would tell of every connection; who asks for debug wants to see the requests.
    private static func frameworkLogger(_ boot: ServiceBoot) -> Logger {
        var logger = boot.logger
        if boot.settings.logLevel == .info { logger.logLevel = .notice }
        return logger
    }

    private func registration() throws -> RegistrationService? {
        guard let url = boot.settings.observerURL else { return nil }
        let client = try RegistrationClient(registerURL: url)
        return RegistrationService(client: client, logger: boot.logger) {
            await boot.boundPort.wait().map { boot.descriptor(port: $0) }
        }
    }
}
