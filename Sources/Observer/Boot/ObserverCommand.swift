import ArgumentParser
import Foundation
import ObserverCore
import ServiceKit

/// Starts the registry and watchdog of the stack, or speaks to the one that runs.
@main
struct ObserverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Observer",
        abstract: "Knows every service of the stack, probes it, restarts it and shows how it is.",
        discussion: """
            Further settings, from the environment or the configuration file: STACK (the stack file), KEEP_SERVICES, \
            PROBE_PERIOD_MS (2000), PROBE_TIMEOUT_MS (1500), PROBE_LIMIT (2000), PROBE_NETWORKS (networks and hosts \
            that may be probed beside loopback), REGISTRY_LIMIT (20000), ALLOWED_HOSTS (names under which browsers may \
            call the Observer), ALLOW_FOREIGN_PORTS (true: users may register ports of other users), RESTART_SCRIPT_DIRS (folders of scripts that registered services may name).
            """,
        version: StackVersion.current, subcommands: [ControlCommand.self, ReportCommand.self, ReplayCommand.self])

    @OptionGroup var options: ServiceOptions

    @Option(name: .long, help: "Stack file: the services to start and supervise (STACK).")
    var stack: String?

    @Flag(name: .long, help: "Only check the stack file: 0 when it can be used, 78 with every fault named.")
    var check = false

    @Flag(name: .long, help: "Let supervised services go on when the Observer is told to end (KEEP_SERVICES=true).")
    var keepServices = false

    func run() async throws {
        if check { return try checkStack() }
        FileDescriptorLimit.raise()
        let (stack, keepServices) = (stack, keepServices)
        try await ServiceMain.run(.observer, options: options) { boot, directory in
            try buildApplication(
                boot, store: try openStore(in: directory),
                history: HistoryStore(inDirectory: directory.path, at: .current()), stackArgument: stack,
                keepsServices: keepServices)
        }
    }

    private func checkStack() throws {
        let variables = ProcessInfo.processInfo.environment
        guard let path = stack ?? variables["STACK"] else {
            throw ValidationError("--check needs --stack FILE")
        }
        do throws(StackFileFaults) {
            let spec = try StackSource(path: path, variables: variables).load()
            Terminal.say("\(path): \(spec.units.count) services")
            for unit in spec.units {
                let needs = unit.dependsOn.isEmpty ? "" : " after \(unit.dependsOn.joined(separator: ", "))"
                let port = unit.port.map { " on port \($0)" } ?? ""
                Terminal.say(
                    "  \(unit.name)\(port): \(([unit.executable] + unit.arguments).joined(separator: " "))\(needs)")
            }
        } catch {
            for line in error.lines() { Terminal.complain(line) }
            throw ExitCode(78)
        }
    }
}
