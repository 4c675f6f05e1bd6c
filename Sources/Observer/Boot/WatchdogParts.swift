import Foundation
import Hummingbird
import Logging
import ObserverCore
import ProcessKit
import ServiceKit
import ServiceLifecycle
import Shared

/// The parts of the watchdog, brought together once at the start.
struct WatchdogParts: Sendable {
    /// Longest span without a turn of the loop, in milliseconds; it beats four times a second.
    private static let longestStandstill = 10_000
    /// Event and log streams that may be open at once.
    private static let mostStreams = 100

    let watchdog: Watchdog
    private let boot: ServiceBoot
    private let settings: ObserverSettings
    private let source: StackSource?
    private let stack: StackSpec?
    private let launcher: Launcher
    private let figures = UnitFigures()
    private let evidence: EvidenceStore
    let scripts: RestartScriptRunner
    private let prober: UnitProber
    private let alerts: AlertParts
    private let alertStore: AlertStore
    private let changes = RegistryChanges()
    private let functions: FunctionBoard
    private let feed = EventFeed()
    private let logFile: @Sendable (String) -> String

    /// Reads the stack file and what the watchdog remembers.
    ///
    /// - Throws: ``InvalidSettings`` with every fault of the stack file.
    init(boot: ServiceBoot, store: RegistryStore, settings: ObserverSettings, watch: RegistryWatch) throws {
        self.boot = boot
        self.settings = settings
        let folder = boot.settings.dataDirectory
        source = settings.stackPath.map {
            StackSource(
                path: URL(fileURLWithPath: $0).standardizedFileURL.path,
                variables: ProcessInfo.processInfo.environment)
        }
        stack = try source.map(Self.load)
        let watchdogStore = WatchdogStore(store)
        watchdog = Watchdog(
            store: watchdogStore,
            state: Self.remembered(try watchdogStore.loadState(), boot.logger).forNewRun(hasStack: stack != nil))
        launcher = Launcher(
            logFolder: "\(folder)/logs", run: folder, observerURL: Self.observerURL(boot),
            environment: ProcessInfo.processInfo.environment)
        functions = FunctionBoard(stack)
        let launcher = launcher
        logFile = { launcher.logFile($0) }
        try Self.makeFolder("\(folder)/logs")
        evidence = EvidenceStore(folder: "\(folder)/evidence", logFile: logFile, figures: figures)
        scripts = RestartScriptRunner(
            rule: RestartScriptRule(folders: settings.restartScriptFolders), registry: watch.supervisor,
            logFolder: "\(folder)/logs", logger: boot.logger)
        prober = UnitProber(
            watchdog: watchdog, registry: watch,
            periodMilliseconds: settings.supervision.probePeriodMilliseconds)
        alertStore = AlertStore(store)
        alerts = try AlertParts(stack?.alerts ?? AlertSpec(), store: alertStore, boot: boot, progress: watchdog)
    }

    private static func makeFolder(_ path: String) throws(StartupError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .cannotCreate("the folder \(path) cannot be made: \(error.localizedDescription)")
        }
    }

    private static func load(_ source: StackSource) throws(InvalidSettings) -> StackSpec {
        do throws(StackFileFaults) {
            return try source.load()
        } catch {
            throw InvalidSettings(faults: error.lines())
        }
    }

    private static func remembered(_ found: WatchdogStore.Remembered?, _ logger: Logger) -> WatchdogState {
        guard let found else { return WatchdogState(seed: .random(in: 0...(.max))) }
        if let fault = found.fault {
            logger.error(
                "The state of the watchdog cannot be read; intents, silences and incidents are kept, waits are not",
                metadata: ["reason": "\(fault)"])
        }
        return found.state
    }

    private static func observerURL(_ boot: ServiceBoot) -> @Sendable () -> String {
        { "http://\(boot.urlHost):\(boot.boundPort.current ?? boot.settings.port)\(ObserverRoute.register)" }
    }

    // MARK: For the application

    /// Told by the registry.
    var listener: RegistryListener {
        let (watchdog, prober, changes, feed) = (watchdog, prober, changes, feed)
        return RegistryListener(
            registered: { entry in
                feed.put([.service(id: entry.serviceID)])
                // A registration that changes no status may bring a script, or a service that a unit waits for.
                let descriptor = entry.descriptor
                if descriptor.restartScript != nil || watchdog.isWaiting(for: descriptor.serviceName) {
                    changes.put(entry.serviceID)
                }
                guard let unit = watchdog.unitName(onPort: entry.descriptor.port) else { return }
                // It registers once it listens: the earliest moment at which a probe can pass.
                prober.probeNow(unit, at: .current())
            },
            changed: { id in
                changes.put(id)
                feed.put([.service(id: id)])
            })
    }

    /// Long work: the watchdog in front of the server, so that it still answers while units are stopped.
    func services(_ watch: RegistryWatch) -> [any Service] {
        let engine = WatchdogEngine(
            watchdog: watchdog, launcher: launcher, processes: ProcessWatch(), prober: prober, evidence: evidence,
            metrics: WatchdogMetrics(registry: boot.registry), outlets: outlets, logger: boot.logger)
        let service = WatchdogService(
            engine: engine, figures: figures, probing: settings.probing, source: source, stack: stack, registry: watch,
            changes: changes, scripts: scripts, boundPort: boot.boundPort, keepsUnits: settings.keepsServices,
            logger: boot.logger)
        return alerts.services + [service] + notifiers
    }

    private var notifiers: [any Service] {
        let watchdog = watchdog
        return ServiceNotifier(environment: ProcessInfo.processInfo.environment).map {
            [NotifierService(notifier: $0, boundPort: boot.boundPort, progress: { watchdog.progress })]
        } ?? []
    }

    private var outlets: WatchdogOutlets {
        let (alerts, scripts, store, logger) = (alerts, scripts, alertStore, boot.logger)
        let (functions, feed) = (functions, feed)
        return WatchdogOutlets(
            alertChannels: { alerts.channels.keys },
            configured: { stack in
                alerts.channels.replace(stack.alerts, logger: logger)
                functions.replace(with: stack)
            },
            decided: { decisions, moment in feed.put(decisions.map { .decision($0, at: moment) }) },
            alertsWritten: { alerts.wake() },
            alertsUnwritten: { new in
                store.keepInMemory(new, channels: alerts.channels.keys, at: Moment.current().unixMilliseconds)
                alerts.wake()
            },
            storageWorks: {
                do {
                    try await store.writeDown()
                } catch {
                    // They stay in memory, and are sent from there.
                    logger.warning("Alerts in memory cannot be written down", metadata: ["reason": "\(error)"])
                }
            },
            runScript: { await scripts.run($0, why: $1) })
    }

    /// Adds the routes of operators: pages, commands, incidents, events and logs.
    ///
    /// - Throws: When a page's template is broken, which a test finds.
    func addRoutes(
        to router: Router<ServiceContext>, _ watch: RegistryWatch, _ findings: FindingsSource
    ) throws {
        let operating = OperatingController(
            watchdog: watchdog, registry: watch, evidence: evidence, scripts: scripts, source: source)
        let incidents = IncidentController(watchdog: watchdog, registry: watch.supervisor)
        let pages = DashboardController(
            reader: DashboardReader(
                watch: watch, watchdog: watchdog, figures: figures, functions: functions,
                findings: { findings.latest?.board }),
            templates: try PageTemplates(), version: boot.settings.version, evidence: evidence, logFile: logFile,
            scripts: scripts)
        let streams = EventStreams(
            maximum: Self.mostStreams, label: "observer_event_streams_open", registry: boot.registry)
        operating.addRoutes(to: router)
        incidents.addRoutes(to: router)
        pages.addRoutes(to: router)
        ActionController(pages: pages, operating: operating, incidents: incidents).addRoutes(to: router)
        FeedController(feed: feed, registry: watch, streams: streams).addRoutes(to: router)
        LogController(watchdog: watchdog, streams: streams, logFile: logFile).addRoutes(to: router)
    }

    /// Fails when decisions are no longer made, and warns while something is wrong.
    var loopCheck: HealthCheck {
        let watchdog = watchdog
        return HealthCheck("watchdog:incidents") {
            if let span = watchdog.standstill(at: .current()), span > Self.longestStandstill {
                return .init(.unhealthy, reason: "no decision has been made for \(span / 1_000) s")
            }
            let incidents = watchdog.state.common.incidents
            // What is decided now would be lost with this process: that is the Observer's own illness.
            if incidents.contains(where: { $0.kind == .storage }) {
                return .init(.unhealthy, reason: "the journal cannot be written")
            }
            let open = incidents.count
            return open == 0 ? .init(.healthy) : .init(.warning, reason: "\(open) incidents are open")
        }
    }

    /// Long enough for the slowest unit to be stopped, one after another at worst.
    var shutdownSeconds: Int {
        20 + (stack?.units.map { $0.stopMilliseconds / 1_000 + 1 }.reduce(0, +) ?? 0)
    }
}
