import ArgumentParser
import ServiceKit

/// Starts the registry and watchdog of the stack.
@main
struct ObserverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Observer", abstract: "Knows every service of the stack, probes it and shows how it is.",
        discussion: """
            Further settings, from the environment or the configuration file: PROBE_PERIOD_MS (2000), PROBE_TIMEOUT_MS \
            (1500), PROBE_LIMIT (2000), PROBE_NETWORKS (networks and hosts that may be probed beside loopback), \
            REGISTRY_LIMIT (20000), ALLOWED_HOSTS (names under which browsers may call the Observer).
            """,
        version: StackVersion.current)

    @OptionGroup var options: ServiceOptions

    func run() async throws {
        FileDescriptorLimit.raise()
        try await ServiceMain.run(.observer, options: options) { boot, directory in
            try buildApplication(boot, store: try openStore(in: directory))
        }
    }
}
