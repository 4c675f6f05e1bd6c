import ArgumentParser
import ServiceKit

/// The smallest complete service: read this first when writing another.
@main
struct MinimalServerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "MinimalServer", abstract: "The smallest complete service of the stack.",
        version: StackVersion.current)

    @OptionGroup var options: ServiceOptions

    func run() async throws {
        try await ServiceMain.run(.minimalServer, options: options) { boot, _ in buildApplication(boot) }
    }
}
