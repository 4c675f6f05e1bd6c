import GRDB
import Logging
import ObserverCore
import ProcessKit
import ServiceKit
import Shared
import TestSupport

@testable import Observer

/// Pages over a real registry and a real journal, without a loop: what they show is what the test put there.
struct DashboardBench {
    let reader: DashboardReader
    private let templates: PageTemplates

    init(
        _ state: WatchdogState = WatchdogState(seed: 1), functions: [BusinessFunction]? = nil,
        findings: FindingBoard? = nil
    ) throws {
        let boot = try ServiceBoot.forTests(identity: .observer)
        let store = try RegistryStore(try DatabaseQueue())
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let watch = RegistryWatch(
            supervisor: try RegistrySupervisor(store: store, logger: logger, at: .current()),
            metrics: ObserverMetrics(registry: boot.registry), logger: logger)
        reader = DashboardReader(
            watch: watch, watchdog: Watchdog(store: WatchdogStore(store), state: state), figures: UnitFigures(),
            functions: FunctionBoard(StackSpec(functions: functions)), findings: { findings })
        templates = try PageTemplates()
    }

    /// Registers a service and lets it be probed.
    func register(
        _ name: String, port: Int, dependencies: [String] = [], instance: String = "first", _ verdicts: ProbeVerdict...
    ) async throws {
        let descriptor = ServiceDescriptor(
            serviceName: name, host: "localhost", port: port, version: "1.0", dependencies: dependencies,
            instanceID: instance)
        let entry = try await reader.watch.register(descriptor, bytes: 1, callerUID: nil)
        for verdict in verdicts {
            await reader.watch.record(
                ProbeResult(
                    serviceID: entry.serviceID, generation: entry.generation, startedAt: .current(),
                    elapsedMilliseconds: 4.5, verdict: verdict))
        }
    }

    /// Writes decisions into the journal.
    func decide(_ decisions: [Decision], at moment: Moment = .current()) async throws {
        let entry = WatchdogStore.Entry(event: .tick, at: moment, decisions: decisions, digest: "", snapshot: nil)
        try await reader.watchdog.store.append([entry], state: reader.watchdog.state)
    }

    func frame(_ language: Language) async -> PageFrame {
        PageFrame(
            templates: templates, version: "0.1.0", words: DashboardWords(language), facts: await reader.facts())
    }

    func overview(_ language: Language = .english, list: ServiceList = ServiceList()) async -> String {
        await OverviewPage(frame: await frame(language), list: list, reader: reader).html()
    }

    func servicePage(
        _ name: String, _ language: Language = .english, log: [String]? = nil, evidence: [String] = [],
        commands: [OperatorCommand] = [], asked: OperatorCommand? = nil, span: ChartSpan = .recent
    ) async throws -> String {
        let frame = await frame(language)
        guard let service = frame.facts.services.first(where: { $0.name == name }) else {
            throw ObserverError.unknownService(name)
        }
        return ServicePage(
            frame: frame, service: service, reader: reader,
            decisions: await reader.decisions(of: service, limit: 100), evidence: evidence,
            log: log.flatMap { lines in LogPlace("7-42").map { (lines, $0) } },
            commands: commands, asked: asked,
            history: await ServiceHistory(
                of: service.historyKey, span: span, in: reader.watch.history, at: frame.facts.now),
            restarts: await reader.restarts(of: service, frame.facts), notice: nil
        ).html()
    }
}

/// States of a stack of two: `beleg` needs `finance`.
enum DashboardStack {
    static let units = [
        UnitSpec(name: "finance", serviceName: "finance-service", executable: "/bin/true", port: 8007),
        UnitSpec(
            name: "beleg", serviceName: "beleg-service", executable: "/bin/true", port: 8006, dependsOn: ["finance"]),
    ]

    /// Both are ready.
    static func running(_ events: [WatchdogEvent] = []) -> WatchdogState {
        var state = WatchdogState(seed: 1)
        var all: [WatchdogEvent] = [.booted(bootID: "b", found: []), .configured(StackSpec(units: units))]
        for (index, unit) in ["finance", "beleg"].enumerated() {
            let identity = ProcessIdentity(pid: Int32(1_000 + index), startTicks: 1, bootID: "b")
            all.append(.spawned(unit: unit, generation: 1, identity))
            all.append(
                .probed(
                    unit: unit, generation: 1, ready: .pass, live: nil,
                    startedAt: Moment.current().uptimeMilliseconds))
        }
        for event in all + events { _ = state.handle(event, at: .current()) }
        return state
    }
}
