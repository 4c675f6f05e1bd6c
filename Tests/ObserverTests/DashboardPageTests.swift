import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import ObserverCore
import ProcessKit
import ServiceKit
import Shared
import TestSupport
import Testing

@testable import Observer

/// What the pages say.
struct DashboardPageTests {
    private let hung = Why.hung(misses: 3, sinceMilliseconds: 2_700, fault: "timeout")

    // MARK: What is wrong

    @Test func `a hanging service is told with its reason, who suffers and what was done, the cause alone`()
        async throws
    {
        let bench = try DashboardBench(
            DashboardStack.running([
                .ended(unit: "finance", generation: 1, .signalled(signal: 9), ranOutOfMemory: false)
            ]))
        try await bench.decide([
            Decision(
                unit: "finance", generation: 1, action: .terminate(ProcessIdentity(pid: 5, startTicks: 5, bootID: "b")),
                why: hung)
        ])
        let page = await bench.overview(.german)
        #expect(page.contains("Was nicht stimmt"))
        #expect(page.ranges(of: "<article class=\"trouble").count == 1)
        #expect(page.contains("<b>Betroffen:</b> beleg-service"))
        #expect(page.contains("zum Ende aufgefordert</span>"))
        #expect(page.contains("Hängt: 3 Prüfungen ohne Antwort seit 2,7 s (Zeitüberschreitung)"))
        // Posting is impossible, invoices are limited by what lies beneath.
        #expect(page.contains("<b>Buchen</b> gestört<small>wegen finance-service</small>"))
        #expect(page.contains("<b>Beleg erfassen</b> eingeschränkt<small>wegen finance-service</small>"))
        #expect(page.contains("Nur teilweise."))
    }

    @Test func `what comes next is told as what is waited for`() async throws {
        func next(_ events: WatchdogEvent...) async throws -> String {
            await (try DashboardBench(DashboardStack.running(events))).overview()
        }
        let failed = try await next(.ended(unit: "finance", generation: 1, .exited(code: 78), ranOutOfMemory: false))
        #expect(failed.contains("after a change of the program or the stack file, or by “Restart”"))
        #expect(!failed.contains("in 4 min"))
        let holder = PortHolder(port: 8007, pid: 9, program: "nc", user: "eve")
        let taken = try await next(
            .ended(unit: "finance", generation: 1, .signalled(signal: 9), ranOutOfMemory: false),
            .obstructed(unit: "finance", generation: 2, .portTaken(holder)))
        #expect(taken.contains("as soon as port 8007 is free") && !taken.contains("in 4 min"))
        let paused = try await next(
            .asked(unit: "finance", .pause, by: "test"),
            .ended(unit: "finance", generation: 1, .signalled(signal: 9), ranOutOfMemory: false))
        #expect(paused.contains("after “Resume” (paused: no restart)") && !paused.contains("takes three misses"))
    }

    @Test func `services that need each other in a circle are drawn once each`() async throws {
        let bench = try DashboardBench()
        try await bench.register("a", port: 4_001, dependencies: ["b"], .pass)
        try await bench.register("b", port: 4_002, dependencies: ["c"], .pass)
        try await bench.register("c", port: 4_003, dependencies: ["a"], .pass)
        for name in ["a", "b", "c"] {
            #expect(try await bench.servicePage(name).ranges(of: "class=\"box\"").count == 3)
        }
    }

    @Test func `when all is well the page says so, and what was done before`() async throws {
        let bench = try DashboardBench(DashboardStack.running())
        #expect(await bench.overview().contains("the Observer did not have to intervene"))
        try await bench.decide([
            Decision(unit: "finance", generation: 2, action: .keepEvidence, why: hung),
            Decision(unit: "finance", generation: 2, action: .start, why: hung),
            Decision(unit: "finance", generation: 2, action: .note, why: .ready(milliseconds: 103)),
            Decision(unit: "beleg", generation: 1, action: .start, why: .stackStarted),
            Decision(unit: "beleg", generation: 1, action: .note, why: .ready(milliseconds: 50)),
        ])
        let page = await bench.overview()
        #expect(page.contains("Ready after 103 ms."))
        #expect(page.contains("Latest interventions <small>times in UTC</small></h2>"))
        #expect(!page.contains("Ready after 50 ms."), "an everyday start is no news")
        #expect(!page.contains("class=\"trouble"))
        #expect(page.contains("<td class=\"num some\">1</td>"), "one restart in 24 hours")
    }

    @Test func `registrations anew are counted over 24 hours as well, not since ever`() async throws {
        let bench = try DashboardBench()
        let now = Moment.current()
        for hours in [30, 26, 5] {
            bench.reader.watch.history.record(
                1, HistoryKey("mail-service_localhost_9025", .restarts),
                at: now.advanced(byMilliseconds: -hours * 3_600_000))
        }
        for run in 0...3 { try await bench.register("mail-service", port: 9_025, instance: "run-\(run)", .pass) }
        #expect(await bench.overview().contains("<td class=\"num some\">1</td>"))
        let page = try await bench.servicePage("mail-service", .german)
        #expect(page.contains("Neu angemeldet 24 h / insgesamt") && page.contains(">1 / 3<"))
    }

    @Test func `interventions of days ago are no longer told`() async throws {
        let bench = try DashboardBench(DashboardStack.running())
        let now = Moment.current()
        try await bench.decide(
            [Decision(unit: "finance", generation: 2, action: .start, why: hung)],
            at: now.advanced(byMilliseconds: -25 * 3_600_000))
        let page = await bench.overview()
        #expect(page.contains("the Observer did not have to intervene"))
        #expect(!page.contains("num some"))
    }

    @Test func `a service that registered on its own is told as such when it breaks`() async throws {
        let bench = try DashboardBench()
        try await bench.register("mail-service", port: 9_025, .miss(.connectionRefused), .miss(.connectionRefused))
        let page = await bench.overview()
        #expect(page.contains("The service registered on its own: the Observer watches it, but does not start it."))
    }

    @Test func `a silenced incident without a service, such as a failing disk, has a card of its own`() async throws {
        let bench = try DashboardBench(DashboardStack.running([.storageChanged(isWorking: false), .tick]))
        let page = await bench.overview()
        #expect(page.ranges(of: "<article class=\"trouble").count == 1)
        #expect(page.contains("storage fails ·"))
        #expect(page.contains("<span class=\"count\">1</span>"))
    }

    @Test(
        arguments: [
            ("finance", 1, nil), ("*", 2, nil),
            ("financ", 0, "No service bears this name now; finance is probably meant."),
            ("nonsense", 0, "No service bears this name now."),
        ] as [(String, Int64, String?)])
    func `a silence says how many services it is about, and the page where it is about none`(
        service: String, matches: Int64, warning: String?
    ) async throws {
        let now = Moment.current().unixMilliseconds
        let silence = Silence(
            service: service, from: now, until: now + 60_000, isMaintenance: false, reason: "", by: "t")
        let json = silence.json(among: ["finance", "beleg"], .english)
        #expect(json["matches"] == .integer(matches) && json["warning"].stringValue == warning)
        let bench = try DashboardBench(DashboardStack.running([.silenced(silence)]))
        let page = await IncidentsPage(frame: bench.frame(.english), past: [], decisions: []).html()
        #expect(page.contains("<b>No service bears this name now") == (warning != nil))
        if let warning { #expect(page.contains(warning)) }
    }

    @Test func `page and API know the same names, whoever listens on a unit's port`() async throws {
        let now = Moment.current().unixMilliseconds
        let silence = Silence(
            service: "shop", from: now, until: now + 60_000, isMaintenance: false, reason: "", by: "t")
        let bench = try DashboardBench(DashboardStack.running([.silenced(silence)]))
        // It answers where finance should: its incidents are those of finance.
        try await bench.register("shop", port: 8007, .pass)
        let page = await IncidentsPage(frame: bench.frame(.english), past: [], decisions: []).html()
        #expect(page.contains("<b>No service bears this name now"))
        let router = Router(context: ServiceContext.self)
        IncidentController(watchdog: bench.reader.watchdog, registry: bench.reader.watch.supervisor)
            .addRoutes(to: router)
        try await Application(router: router, logger: Logger(label: "test")).test(.router) { client in
            let told = try await client.get("/silences").json["silences"].elements
            #expect(told.map { $0["matches"] } == [0] && told.first?["warning"].stringValue != nil)
        }
    }

    @Test func `functions are those of the stack file, by the names of units or services`() async throws {
        let name = LocalizedText(de: "Rechnen", en: "Billing")
        let bench = try DashboardBench(
            DashboardStack.running(), functions: [BusinessFunction(name: name, services: ["beleg", "finance-service"])])
        let page = await bench.overview()
        #expect(page.contains("<b>Billing</b> available"))
        #expect(!page.contains("Posting"))
    }

    // MARK: Many services

    @Test func `a thousand services are shown by fifty, problems first, within 300 KB`() async throws {
        let bench = try DashboardBench()
        for number in 0..<1_000 {
            let name = "service-\(1_000 + number)"
            if number == 777 {
                try await bench.register(
                    name, port: 10_000 + number, .miss(.connectionRefused), .miss(.connectionRefused))
            } else {
                try await bench.register(name, port: 10_000 + number, .pass, .pass, .pass)
            }
        }
        let page = await bench.overview()
        #expect(page.utf8.count < 300_000, "\(page.utf8.count) bytes")
        #expect(page.ranges(of: "<tr>").count == 51)
        let first = try #require(page.firstRange(of: "<tbody>"))
        #expect(page[first.upperBound...].prefix(200).contains("service-1777"))
        #expect(page.contains("page 1 of 20") && page.contains("page=2") && !page.contains("page=0"))
    }

    // MARK: One service

    @Test func `a service's page has facts, actions, graph, decisions, log and evidence`() async throws {
        let bench = try DashboardBench(DashboardStack.running())
        try await bench.register("finance-service", port: 8007, .pass)
        try await bench.decide([Decision(unit: "finance", generation: 1, action: .start, why: hung)])
        let page = try await bench.servicePage(
            "finance-service", log: ["first line", "\tsecond"], evidence: ["1760000000000-1-hung.json"],
            commands: [.restart, .stop])
        #expect(page.contains("<a href=\"http://localhost:8007\" rel=\"noreferrer\">localhost:8007</a>"))
        #expect(page.contains("/ui/services/finance-service_localhost_8007?ask=restart#ask"))
        #expect(page.contains("Needed by: beleg-service"))
        #expect(page.contains("<a class=\"node good\" href=\"/ui/services/beleg-service_localhost_8006\">"))
        #expect(page.contains("<span>first line\n</span>") && page.contains("<span>    second\n</span>"))
        #expect(page.contains("data-log=\"/services/finance/log\" data-after=\"7-42\""))
        #expect(page.contains("/services/finance/evidence/1760000000000-1-hung.json"))
        #expect(page.contains("Hung: 3 probes without an answer"))
        for title in ["Decisions", "Evidence"] { #expect(page.contains("\(title) <small>times in UTC</small></h2>")) }
        #expect(!page.contains("<form"), "nothing is ordered without a question")
    }

    @Test func `a command is asked back before it is ordered`() async throws {
        let bench = try DashboardBench(DashboardStack.running())
        let page = try await bench.servicePage("finance-service", .german, commands: [.restart], asked: .restart)
        #expect(page.contains("action=\"/ui/services/finance-service_localhost_8007/restart\""))
        #expect(page.contains("wird beendet und sofort neu gestartet"))
        #expect(!page.contains("http-equiv=\"refresh\""), "the question must not vanish")
        let refused = try await bench.servicePage("finance-service", commands: [.restart], asked: .start)
        #expect(!refused.contains("<form"), "what cannot be ordered now is not asked")
    }

    @Test func `nothing that a log line or a name says becomes markup`() async throws {
        let bench = try DashboardBench()
        let name = "<img src=x onerror=alert(1)>\"'&"
        try await bench.register(name, port: 9_100, dependencies: ["<b>x</b>\" onload=\"y"], .pass, .pass)
        for page in [
            await bench.overview(),
            try await bench.servicePage(name, log: ["</pre><script>alert(1)</script>", "\u{1B}[31mred\u{202E}"]),
        ] {
            #expect(!page.contains("<img") && !page.contains("<script>") && !page.contains("<b>x</b>"))
            #expect(!page.contains("\u{1B}") && !page.unicodeScalars.contains("\u{202E}"))
            let open = page.unicodeScalars.count { $0 == "<" }
            #expect(open == page.unicodeScalars.count { $0 == ">" })
        }
    }

    // MARK: Words

    @Test(arguments: Language.allCases)
    func `every word of the templates is there in both languages`(_ language: Language) throws {
        let other = DashboardWords(language == .german ? .english : .german).page
        let words = DashboardWords(language).page
        #expect(Set(words.keys) == Set(other.keys))
        for (key, word) in words where word is String { #expect((word as? String)?.isEmpty == false, "\(key)") }
        let commands = OperatorCommand.allCases
        #expect(Set(commands.map { DashboardWords(language).command($0) }).count == commands.count)
        #expect(Set(commands.map { DashboardWords(language).consequence($0, of: "x") }).count == commands.count)
    }
}
