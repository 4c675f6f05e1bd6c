import ArgumentParser
import Foundation
import ServiceKit

/// Prints the running Observer's report.
struct ReportCommand: AsyncParsableCommand {
    /// Which time the report is about.
    enum Period: String, ExpressibleByArgument, CaseIterable {
        case day
        case week
    }

    /// In which language.
    enum Tongue: String, ExpressibleByArgument, CaseIterable {
        case de
        case en
    }

    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "How the stack did: figures, findings and what to do about them.",
        discussion: "Exit code 69 when the Observer does not answer, 73 when the file cannot be written.")

    @Option(name: .long, help: "Address of the Observer (OBSERVER_URL; default http://127.0.0.1:8010).")
    var url: String?

    @Option(name: .long, help: "The last day or the last week.")
    var period = Period.day

    @Option(name: .long, help: "How it is written.")
    var format = ReportFormat.markdown

    @Option(name: .long, help: "Language; that of the terminal unless given.")
    var lang: Tongue?

    @Option(name: .shortAndLong, help: "File to write; the terminal unless given.")
    var output: String?

    func run() async throws {
        let client = ControlClient(url: url)
        let tongue = lang?.rawValue ?? ControlClient.language
        let path = "/report?period=\(period.rawValue)&format=\(format.rawValue)&lang=\(tongue)"
        let answer = try await client.text("GET", path)
        // Whoever opens the file has no page of the Observer around it.
        let text = format == .html ? ReportDocument.standalone(answer, base: client.base) : answer
        guard let output else { return Terminal.say(text.hasSuffix("\n") ? String(text.dropLast()) : text) }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
        } catch {
            Terminal.complain("\(output) cannot be written: \(error.localizedDescription)")
            throw ExitCode(73)
        }
    }
}
