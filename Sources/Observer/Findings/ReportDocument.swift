import ObserverCore
import Shared

/// A report as a text: parts that can be written in any markup.
struct ReportDocument {
    /// A piece of a line.
    enum Piece {
        case plain(String)
        case strong(String)
        case code(String)
        /// Name of a service.
        case name(String)
        /// A text that leads to a page of the Observer.
        case link(String, path: String)
    }

    /// A part of the text.
    enum Block {
        case heading(String)
        case paragraph([Piece])
        case list([[Piece]])
        case table(head: [String], rows: [[Piece]])
    }

    let title: String
    let language: Language
    private(set) var blocks: [Block] = []

    /// Writes a report in a language.
    init(_ report: StackReport, _ language: Language) {
        self.language = language
        title =
            switch report.span {
            case .week: LocalizedText(de: "Wochenbericht des Stacks", en: "Weekly report of the stack")(language)
            case .day, .now: LocalizedText(de: "Tagesbericht des Stacks", en: "Daily report of the stack")(language)
            }
        addOpening(report)
        addFindings(report.board)
        addServices(report)
        addIncidents(report.incidents)
        addRestarts(report.restarts)
        addUnjudged(report.board)
    }

    private func word(_ de: String, _ en: String) -> String { language == .german ? de : en }

    // MARK: Parts

    private mutating func addOpening(_ report: StackReport) {
        let from = FigureUnit.time.text(Double(report.window.lowerBound), language)
        let to = FigureUnit.time.text(Double(report.window.upperBound), language)
        blocks.append(.paragraph([.plain(word("\(from) bis \(to).", "\(from) to \(to)."))]))
        let (reached, judged) = report.reached()
        let count = report.board.findings.count
        let urgent = report.board.findings.count { $0.priority == .high }
        let availability =
            judged == 0
            ? word(
                "Noch kein Dienst wurde lange genug beobachtet, um seine Verfügbarkeit zu beurteilen.",
                "No service has been observed for long enough to judge its availability.")
            : word(
                "\(reached) von \(judged) beurteilten Diensten erreichten 99,9 % Verfügbarkeit.",
                "\(reached) of \(judged) judged services reached 99.9 % availability.")
        blocks.append(
            .paragraph([
                .strong(availability),
                .plain(
                    word(
                        " Befunde: \(count), davon dringend: \(urgent). Störungen: \(report.incidents.count).",
                        " Findings: \(count), urgent: \(urgent). Incidents: \(report.incidents.count).")),
            ]))
    }

    private mutating func addFindings(_ board: FindingBoard) {
        blocks.append(.heading(word("Was zu tun ist", "What to do")))
        guard !board.findings.isEmpty else {
            return blocks.append(.paragraph([.plain(word("Nichts Auffälliges.", "Nothing conspicuous."))]))
        }
        blocks.append(
            .list(
                board.findings.map { finding in
                    [
                        .strong(finding.kind.title(language)), .plain(", "), .name(finding.service),
                        .plain(
                            " (\(word("Dringlichkeit", "priority")) \(finding.priority.title(language))): "
                                + finding.sentence(language) + " " + word("Empfehlung: ", "Recommendation: ")),
                    ] + Self.pieces(finding.kind.recommendation(language))
                        + [
                            .plain(" "),
                            .link(
                                word("Seite des Dienstes", "Page of the service"),
                                path: PagePath.service(finding.service)),
                        ]
                }))
    }

    private mutating func addServices(_ report: StackReport) {
        blocks.append(.heading(word("Dienste", "Services")))
        let head = [
            word("Dienst", "Service"), word("Verfügbar", "Available"), word("davor", "before"),
            word("Ausfälle", "Outages"), word("längster", "longest"), word("Neustarts", "Restarts"),
            word("Anfragen", "Requests"), word("Fehler", "Errors"), "p50", "p95", "p99",
            word("p95 davor", "p95 before"),
            word("Prozessor", "CPU"), word("Speicher", "Memory"), word("davor", "before"),
        ]
        blocks.append(.table(head: head, rows: report.services.map(row)))
    }

    private func row(_ service: ServiceSummary) -> [Piece] {
        [.name(service.service)] + figures(service).map(Piece.plain)
    }

    private func figures(_ service: ServiceSummary) -> [String] {
        [
            text(service.availability.mean, .ratio), text(service.availabilityBefore.mean, .ratio),
            text(Double(service.outages), .count),
            text(service.outages > 0 ? service.longestOutage : nil, .seconds), text(Double(service.restarts), .count),
            text(Double(service.requests.count), .count), text(service.requests.errorShare, .ratio),
            text(service.requests.percentile(0.5), .milliseconds),
            text(service.requests.percentile(0.95), .milliseconds),
            text(service.requests.percentile(0.99), .milliseconds),
            text(service.requestsBefore.percentile(0.95), .milliseconds), text(service.cpu.mean, .percent),
            text(service.memory.mean, .bytes), text(service.memoryBefore.mean, .bytes),
        ]
    }

    private mutating func addIncidents(_ incidents: [Incident]) {
        guard !incidents.isEmpty else { return }
        blocks.append(.heading(word("Störungen", "Incidents")))
        let shown = incidents.prefix(50)
        blocks.append(
            .list(
                shown.map { incident in
                    let begin = FigureUnit.time.text(Double(incident.openedAt) / 1_000, language)
                    let length = incident.closedAt.map {
                        FigureUnit.seconds.text(Double($0 - incident.openedAt) / 1_000, language)
                    }
                    return [
                        .plain("\(begin), \(length ?? word("noch offen", "still open")): "),
                        .plain(incident.summary(language)),
                    ]
                }))
        if incidents.count > shown.count {
            let rest = incidents.count - shown.count
            blocks.append(.paragraph([.plain(word("Und \(rest) weitere.", "And \(rest) more."))]))
        }
    }

    private mutating func addRestarts(_ restarts: [WatchdogStore.RestartNote]) {
        guard !restarts.isEmpty else { return }
        blocks.append(.heading(word("Neustarts, die letzten zuerst", "Restarts, the latest first")))
        blocks.append(
            .list(
                restarts.map { restart in
                    let time = FigureUnit.time.text(Double(restart.at) / 1_000, language)
                    return [.plain("\(time), "), .name(restart.unit), .plain(": \(restart.why.text(language))")]
                }))
    }

    private mutating func addUnjudged(_ board: FindingBoard) {
        guard !board.unjudged.isEmpty else { return }
        blocks.append(.heading(word("Nicht beurteilt", "Not judged")))
        blocks.append(
            .list(
                board.unjudged.map { unjudged in
                    [
                        .plain("\(unjudged.kind.title(language)), "), .name(unjudged.service),
                        .plain(": \(unjudged.sentence(language))"),
                    ]
                }))
    }

    private func text(_ value: Double?, _ unit: FigureUnit) -> String { value.map { unit.text($0, language) } ?? "–" }

    /// What stands between backticks is code.
    private static func pieces(_ text: String) -> [Piece] {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { place, part in
            place % 2 == 1 ? .code(String(part)) : .plain(String(part))
        }
    }
}
