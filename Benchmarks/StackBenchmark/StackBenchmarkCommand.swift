import ArgumentParser
import ServiceKit

/// Measures the built stack; the programs must lie beside this one, as `swift build -c release` leaves them.
@main
struct StackBenchmarkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "StackBenchmark", abstract: "Measures the stack: postings, reads, start, memory and the watchdog.",
        version: StackVersion.current,
        subcommands: [
            ScoreboardCommand.self, PostingCommand.self, LedgerCommand.self, BatchCommand.self, KillsCommand.self,
            StartCommand.self,
            WatchdogCommand.self, WithoutDatabaseCommand.self,
        ],
        defaultSubcommand: PostingCommand.self)
}
