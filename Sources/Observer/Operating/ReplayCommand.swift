import ArgumentParser
import Foundation

import ObserverCore
import ServiceKit
import Shared

/// Runs the journal of a data folder through the rules again.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Runs the journal through the rules again and reports every event they decide differently today.",
        discussion: "Exit code 0 when nothing differs, 1 otherwise. The Observer may be running.")

    @ParentCommand var observer: ObserverCommand

    @Flag(name: .long, help: "Print every event with its decisions.")
    var verbose = false

    func run() async throws {
        let path = "\(dataFolder)/observer/observer.sqlite"
        guard FileManager.default.fileExists(atPath: path) else {
            Terminal.complain("Observer: there is no journal in \(path)")
            throw ExitCode(66)
        }
        var replay = Replay()
        do {
            try JournalFile.eachRow(path) { row in
                replay.run(row)
                if verbose { show(row) }
            }
        } catch {
            Terminal.complain("Observer: the journal \(path) cannot be read: \(error)")
            throw ExitCode(74)
        }
        for difference in replay.differences { show(difference) }
        Terminal.say(
            "\(replay.events) events replayed, \(replay.skipped) without a known state, "
                + "\(replay.differences.count) differences")
        if !replay.differences.isEmpty { throw ExitCode(1) }
    }

    /// Where the Observer would look for its data with the same options and environment.
    private var dataFolder: String {
        observer.options.dataDir ?? ProcessInfo.processInfo.environment["DATA_DIR"] ?? "./data"
    }

    private func show(_ row: WatchdogStore.JournalRow) {
        Terminal.say("\(row.seq)  \(Timestamp.text(row.at.unixMilliseconds))  \(row.event)")
        for decision in row.decisions { Terminal.say("      \(line(decision))") }
    }

    private func show(_ difference: Replay.Difference) {
        Terminal.say("event \(difference.seq) differs\(difference.isStateOnly ? " in the state behind it" : "")")
        guard !difference.isStateOnly else { return }
        for decision in difference.recorded { Terminal.say("  then: \(line(decision))") }
        for decision in difference.replayed { Terminal.say("  now:  \(line(decision))") }
    }

    private func line(_ decision: Decision) -> String {
        "\(decision.unit) #\(decision.generation) \(decision.action.code): \(decision.why.text.en)"
    }
}
