import ArgumentParser
import Foundation
import ServiceKit
import Shared

/// Speaks to the running Observer over its API.
struct ControlCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ctl", abstract: "Asks the running Observer, or tells it what to do.",
        subcommands: [
            StatusCommand.self, StartUnitCommand.self, StopUnitCommand.self, RestartUnitCommand.self,
            PauseUnitCommand.self, ResumeUnitCommand.self, WhyCommand.self, IncidentsCommand.self, ReloadCommand.self,
        ], defaultSubcommand: StatusCommand.self)
}

/// Where the Observer is and how to print.
struct ControlOptions: ParsableArguments {
    @Option(name: .long, help: "Address of the Observer (OBSERVER_URL; default http://127.0.0.1:8010).")
    var url: String?

    @Flag(name: .long, help: "Print the answer as JSON.")
    var json = false

    var client: ControlClient { ControlClient(url: url) }
}

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "All units: what is wanted, what is, and why.",
        discussion: "Exit code 0 when every unit that shall run is ready, 1 otherwise.")

    @OptionGroup var options: ControlOptions

    @Option(name: .long, help: "Wait up to so many seconds until every unit that shall run is ready.")
    var wait: Double = 0

    func run() async throws {
        let deadline = ContinuousClock.now + .seconds(wait)
        var answer = try await options.client.call("GET", "/stack")
        while !Self.isReady(answer), ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(50))
            answer = try await options.client.call("GET", "/stack")
        }
        if options.json { Terminal.say(ControlClient.text(answer)) } else { show(answer) }
        if !Self.isReady(answer) { throw ExitCode(1) }
    }

    static func isReady(_ answer: JSONValue) -> Bool {
        answer.list("units").allSatisfy { $0.word("intent") != "run" || $0.objectValue?["ready"] == .bool(true) }
    }

    private func show(_ answer: JSONValue) {
        let rows = answer.list("units").map { unit in
            [
                unit.word("unit"), unit.word("intent"), unit.word("process"), unit.word("health"),
                unit.word("supervision"), unit.word("pid"), unit.word("restarts"), unit.word("why"),
            ]
        }
        let head = ["UNIT", "INTENT", "PROCESS", "HEALTH", "SUPERVISION", "PID", "RESTARTS", "WHY"]
        for line in ControlClient.table([head] + rows) { Terminal.say(line) }
        for incident in answer.list("incidents") {
            Terminal.say("incident \(incident.word("id")): \(incident.word("summary"))")
        }
    }
}

/// One command about one unit.
protocol UnitCommand: AsyncParsableCommand {
    static var word: String { get }
    var options: ControlOptions { get }
    var unit: String { get }
}

extension UnitCommand {
    func run() async throws {
        let path = "/services/\(ControlClient.escaped(unit))/\(Self.word)"
        let answer = try await options.client.call("POST", path)
        if options.json { return Terminal.say(ControlClient.text(answer)) }
        Terminal.say(
            "\(unit): \(Self.word) ordered; intent \(answer.word("intent")), process \(answer.word("process"))")
    }
}

struct StartUnitCommand: UnitCommand {
    static let word = "start"
    static let configuration = CommandConfiguration(commandName: word, abstract: "Start a unit, and keep it running.")
    @OptionGroup var options: ControlOptions
    @Argument(help: "Name of the unit.") var unit: String
}

struct StopUnitCommand: UnitCommand {
    static let word = "stop"
    static let configuration = CommandConfiguration(
        commandName: word, abstract: "Stop a unit until it is started again, also over restarts of the Observer.")
    @OptionGroup var options: ControlOptions
    @Argument(help: "Name of the unit.") var unit: String
}

struct RestartUnitCommand: UnitCommand {
    static let word = "restart"
    static let configuration = CommandConfiguration(
        commandName: word, abstract: "Stop and start a unit; earlier failures are forgotten.")
    @OptionGroup var options: ControlOptions
    @Argument(help: "Name of the unit, or id of a registered service with an allowed restart script.") var unit: String
}

struct PauseUnitCommand: UnitCommand {
    static let word = "pause"
    static let configuration = CommandConfiguration(
        commandName: word, abstract: "Leave a unit alone: it is watched, but neither started nor restarted.")
    @OptionGroup var options: ControlOptions
    @Argument(help: "Name of the unit.") var unit: String
}

struct ResumeUnitCommand: UnitCommand {
    static let word = "resume"
    static let configuration = CommandConfiguration(commandName: word, abstract: "Supervise a paused unit again.")
    @OptionGroup var options: ControlOptions
    @Argument(help: "Name of the unit.") var unit: String
}

struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "What was decided about a unit, and why, the latest last.")
    @OptionGroup var options: ControlOptions
    @Argument(help: "Name of the unit; name or id of a service that registered on its own.") var unit: String
    @Option(name: .long, help: "How many decisions.") var limit = 20

    func run() async throws {
        let path = "/services/\(ControlClient.escaped(unit))/why?limit=\(limit)"
        let answer = try await options.client.call("GET", path)
        if options.json { return Terminal.say(ControlClient.text(answer)) }
        for service in answer.list("services") {
            Terminal.say("\(service.word("service_id")): \(service.word("status"))")
            for note in service.list("notes") { Terminal.say("  \(note.plain)") }
        }
        let rows = answer.list("decisions").reversed().map {
            [$0.word("at"), "#" + $0.word("generation"), $0.word("action"), $0.word("why")]
        }
        for line in ControlClient.table(rows) { Terminal.say(line) }
    }
}

struct IncidentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incidents", abstract: "Incidents, the latest last.")
    @OptionGroup var options: ControlOptions
    @Flag(name: .long, help: "Only those that last.") var open = false

    func run() async throws {
        let answer = try await options.client.call("GET", "/incidents\(open ? "?open=true" : "")")
        if options.json { return Terminal.say(ControlClient.text(answer)) }
        let rows = answer.list("incidents").reversed().map { incident in
            [
                "#" + incident.word("id"), incident.word("opened_at"),
                incident.word("closed_at").isEmpty ? "open" : incident.word("closed_at"), incident.word("kind"),
                incident.word("summary"), "affected: " + incident.list("affected").map(\.plain).joined(separator: ", "),
            ]
        }
        for line in ControlClient.table(rows) { Terminal.say(line) }
        if rows.isEmpty { Terminal.say("No incidents.") }
    }
}

struct ReloadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload", abstract: "Read the stack file again and apply what has changed.")
    @OptionGroup var options: ControlOptions

    func run() async throws {
        let answer = try await options.client.call("POST", "/stack/reload")
        if options.json { return Terminal.say(ControlClient.text(answer)) }
        for word in ["added", "removed", "restarted", "adjusted", "unchanged"] {
            let names = answer.list(word).map(\.plain)
            if !names.isEmpty { Terminal.say("\(word): \(names.joined(separator: ", "))") }
        }
    }
}
