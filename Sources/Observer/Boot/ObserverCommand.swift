import ArgumentParser
import ServiceKit

/// Starts the registry and watchdog of the stack.
@main
struct ObserverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Observer", abstract: "Knows every service of the stack, probes it and shows how it is.",
        version: StackVersion.current)

    @OptionGroup var options: ServiceOptions

    func run() async throws {
        FileDescriptorLimit.raise()
        try await ServiceMain.run(.observer, options: options) { boot, directory in
            try buildApplication(boot, store: try openStore(in: directory))
        }
    }
}
