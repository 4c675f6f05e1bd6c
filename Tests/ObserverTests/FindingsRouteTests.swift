import Foundation
import HTTPTypes
import HummingbirdTesting
@testable import Observer
import ObserverCore
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite struct FindingsRouteTests {
    /// A service with slow requests and an outage.
    private static let name = "slow_service"

    private static func fixture() async throws -> (ObserverFixture, id: String) {
        let history = HistoryStore()
        let id = "\(name)_localhost_8007"
        let now = Moment.current()
        for age in stride(from: 600, through: 1, by: -1) {
            let at = now.advanced(byMilliseconds: -age * 1_000)
            history.record(1_500, HistoryKey(id, .requestDuration), at: at)
            let isDown = age < 400 && age > 340
            history.record(isDown ? 0 : 1, HistoryKey(id, .availability), isError: isDown, at: at)
        }
        try await history.commit(at: now)
        return (try ObserverFixture(history: history), id)
    }

    private static func register(_ client: any TestClientProtocol) async throws {
        let body = #"{"service_name":"\#(name)","host":"localhost","port":8007}"#
        #expect(try await client.post("/register", body).status == .ok)
    }

    @Test("findings come with priority, figures and recommendation, in the reader's language")
    func findings() async throws {
        let (fixture, id) = try await Self.fixture()
        try await fixture.test { client in
            try await Self.register(client)
            let answer = try await client.get("/findings").json
            let findings = answer.list("findings")
            #expect(
                findings.map { $0.word("kind") } == ["availability", "mean-response", "p95-response", "long-outage"])
            let first = try #require(findings.first)
            #expect(first.word("priority") == "high" && first.word("service_id") == id)
            #expect(first.word("summary").contains("99.9 % are intended") && !first.word("recommendation").isEmpty)
            #expect(
                first.list("figures").map { $0.word("name") } == ["value", "limit", "outages", "longest", "samples"])
            #expect(answer.list("unjudged").map { $0.word("kind") } == ["slower-than-usual"])
            let german = try await client.get("/findings", language: "de").json
            #expect(german.list("findings").first?.word("summary").contains("99,9 %") == true)
            #expect(try await client.get("/findings?lang=xx").problem.faults == ["?lang unknown-language"])
        }
    }

    @Test("the report is written as asked")
    func report() async throws {
        let (fixture, _) = try await Self.fixture()
        try await fixture.test { client in
            try await Self.register(client)
            let markdown = try await client.get("/report?period=week", accept: "*/*")
            #expect(markdown.headers[.contentType] == "text/markdown; charset=utf-8")
            #expect(markdown.text.hasPrefix("# Weekly report of the stack\n"))
            #expect(markdown.text.contains("| `slow_service_localhost_8007` |") && !markdown.text.contains("\\_"))
            #expect(markdown.text.contains("0 of 1 judged services"))
            let html = try await client.page("/report", language: "de")
            #expect(html.headers[.contentType] == "text/html; charset=utf-8" && html.headers[.contentLanguage] == "de")
            #expect(html.text.contains("<h1>Tagesbericht des Stacks</h1>"))
            #expect(html.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none'") == true)
            let json = try await client.get("/report?format=json", accept: "text/html").json
            #expect(json.list("services").first?.word("requests") == "600" && json.word("period") == "day")
            let refused = try await client.get("/report?period=year&format=pdf").problem
            #expect(refused.faults == ["?period unknown-period", "?format unknown-format"])
        }
    }

    @Test("a report tells each restart with its time and reason, and no share of nothing")
    func restarts() throws {
        let why = Why.hung(misses: 3, sinceMilliseconds: 2_700, fault: "timeout")
        let report = StackReport(
            .day, at: 1_768_467_600, incidents: [],
            restarts: [.init(unit: "finance", at: 1_768_460_000_000, why: why)])
        let german = ReportDocument(report, .german).markdown
        #expect(german.contains("2026-01-15 06:53 UTC, `finance`: Hängt: 3 Prüfungen ohne Antwort seit 2,7 s"))
        #expect(german.contains("(Zeitüberschreitung), der Prozess lebt."))
        #expect(german.contains("Noch kein Dienst wurde lange genug beobachtet") && !german.contains("0 von 0"))
        let english = ReportDocument(report, .english).html
        #expect(english.contains("finance: Hung: 3 probes without an answer for 2.7 s (timed out), the process lives."))
        guard case .array(let members) = report.json(.english)["restarts"] else { return #expect(Bool(false)) }
        #expect(members.map { $0["code"] } == ["hung"])
    }

    @Test("the overview shows the most urgent findings, and where the report is")
    func overview() async throws {
        var board = FindingBoard()
        for number in 1...7 {
            var seen = ServiceObservations("finance-service_localhost_8007", .now, at: 1_768_467_600)
            seen.totals[.restarts] = (0..<number).reduce(into: HistoryCell()) { cell, _ in cell.add(1) }
            board.merge(FindingJudge(machineBytes: nil).judge(seen))
        }
        board.sort()
        let page = try await DashboardBench(DashboardStack.running(), findings: board).overview()
        #expect(page.contains("unplanned restarts in 24 h.") && page.contains("finance-service</a>: <b>Restarts.</b>"))
        #expect(page.contains("And 2 more in the daily report.") && page.contains("/report?period=week"))
        let nothing = try await DashboardBench(findings: FindingBoard()).overview(.german)
        #expect(nothing.contains("Nichts Auffälliges."))
        #expect(try await DashboardBench().overview().contains("Evaluated within the first minute."))
    }

    @Test("a finding leads to the page of its service")
    func links() async throws {
        let (fixture, id) = try await Self.fixture()
        try await fixture.test { client in
            try await Self.register(client)
            let path = "/ui/services/\(id)"
            #expect(try await client.get("/findings").json.list("findings").first?.word("page") == path)
            let markdown = try await client.get("/report", accept: "*/*").text
            #expect(markdown.contains("Page of the service: `\(path)`"))
            let html = try await client.page("/report", language: "de").text
            #expect(html.contains("<a href=\"\(path)\">Seite des Dienstes</a>"))
            #expect(!markdown.contains("{id}") && !html.contains("{id}"))
            #expect(try await client.page(path).status == .ok)
        }
    }

    @Test("behind \"in\" and \"seit\" days stand in the dative", arguments: [1, 2])
    func dative(count: Int) async throws {
        var seen = ServiceObservations("a_localhost_1", .week, at: 1_768_467_600)
        seen.totals[.restarts] = (0..<count).reduce(into: HistoryCell()) { cell, _ in cell.add(1) }
        let board = FindingJudge(machineBytes: nil).judge(seen)
        let finding = try #require(board.findings.first { $0.kind == .restarts })
        let german = count == 1 ? "1 ungeplanter Neustart in 7 Tagen." : "2 ungeplante Neustarts in 7 Tagen."
        let english = count == 1 ? "1 unplanned restart in 7 days." : "2 unplanned restarts in 7 days."
        #expect(finding.sentence(.german) == german && finding.sentence(.english) == english)
        let words = DashboardWords(.german)
        let now = Moment.current()
        let then = now.unixMilliseconds - 3 * 86_400_000
        #expect(words.ago(3 * 86_400_000) == "vor 3 Tagen" && words.spanSince(then, at: now) == "3 Tage")
        #expect(words.heading(.unhealthy, isLost: false, since: then, at: now) == "gestört seit 3 Tagen")
        #expect(words.ago(86_400_000) == "vor 1 Tag")
    }

    @Test("an incident is told by the name of its kind", arguments: Incident.Kind.allCases)
    func kinds(kind: Incident.Kind) {
        let why = Why.incidentOpened(kind)
        #expect(
            why.text(.german) == "Störung: \(kind.title.de)." && why.text(.english) == "Incident: \(kind.title.en).")
        #expect(!kind.title.de.contains("-") && !kind.title.en.contains("-") && kind.title.de != kind.rawValue)
    }

    @Test("names cannot become markup")
    func escaping() {
        var seen = ServiceObservations("a|b<script>*x*`\n# y", .week, at: 1_768_467_600)
        seen.totals[.restarts] = HistoryCell(1)
        var report = StackReport(.week, at: 1_768_467_600, incidents: [])
        report.add(seen, FindingJudge(machineBytes: nil))
        report.finish()
        let document = ReportDocument(report, .english)
        let code = "``a|b<script>*x*` # y``"
        #expect(document.markdown.contains("**Restarts**, \(code) (priority"))
        #expect(document.markdown.contains("| \(code.replacing("|", with: "\\|")) |"))
        #expect(!document.html.contains("<script>"))
        #expect(document.html.contains("<th scope=\"row\">a|b&lt;script&gt;*x*"))
    }

    @Test(
        "who names no format gets what it accepts",
        arguments: [
            ("text/html,application/xhtml+xml,*/*;q=0.8", "html"), ("application/json", "json"),
            ("text/markdown", "markdown"), ("*/*", "markdown"), ("image/png, text/html", "html"),
        ])
    func format(accept: String, expected: String) {
        #expect(ReportFormat.preferred(accept).rawValue == expected)
        #expect(ReportFormat.preferred(nil) == .markdown)
    }
}
