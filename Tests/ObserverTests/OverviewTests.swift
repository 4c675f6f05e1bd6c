import GRDB
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ObserverCore
import ServiceKit
import Shared
import TestSupport
import Testing

@testable import Observer

@Suite("The overview page")
struct OverviewTests {
    @Test("Browsers get the page, everyone else two fields", arguments: ["*/*", "application/json", ""])
    func negotiation(_ accept: String) async throws {
        try await ObserverFixture().test { client async throws in
            let plain = try await client.get("/", accept: accept)
            #expect(try plain.json.objectValue?["services_count"] == .integer(0))
            #expect(try plain.json.objectValue?["message"] == .string("The Observer is running."))
            let page = try await client.page()
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
        }
    }

    @Test("The first line answers in the reader's language, and ?lang wins")
    func languages() async throws {
        try await ObserverFixture().test { client async throws in
            #expect(try await client.page(language: "de-DE,de;q=0.9,en;q=0.5").text.contains("Kann ich arbeiten?"))
            #expect(try await client.page(language: "fr").text.contains("Can I work?"))
            #expect(try await client.page("/?lang=de", language: "en").text.contains("<html lang=\"de\">"))
            #expect(try await client.page("/?lang=xx", language: "en").text.contains("<html lang=\"en\">"))
        }
    }

    @Test("Nothing a service says about itself becomes markup")
    func escaping() async throws {
        let version = #"1\"\u0301 onmouseover=\"x\u0301'<\u0301script>&\u202e"#
        let body = #"{"service_name":"finance-service","host":"localhost","port":8007,"version":"\#(version)"}"#
        try await ObserverFixture().test { client async throws in
            #expect(try await client.post("/register", body).status == .ok)
            let page = try await client.page().text
            #expect(page.unicodeScalars.contains("\u{202E}") == false)
            let cell = try #require(page.firstRange(of: "onmouseover"))
            let around = String(page[cell.lowerBound...].prefix(20))
            #expect(around.unicodeScalars.contains("\"") == false, "the quotation mark is escaped: \(around)")
            #expect(page.unicodeScalars.filter { $0 == "<" }.count == page.unicodeScalars.filter { $0 == ">" }.count)
        }
    }

    @Test("The answer follows from the worst service")
    func answers() throws {
        let pass = ProbeVerdict.pass
        let dead = ProbeVerdict.miss(.connectionRefused)
        let cases: [([ProbeVerdict?], String, Tone)] = [
            ([], "Not known yet.", .idle), ([nil], "Not known yet.", .idle), ([pass, pass], "Yes.", .good),
            ([pass, .warn(.busy)], "Yes, with limits.", .care), ([pass, dead], "Only in part.", .bad),
            ([dead, dead], "No.", .bad),
        ]
        for (verdicts, answer, tone) in cases {
            let work = WorkAnswer(try entries(verdicts).map { ShownService($0) })
            #expect(work.verdict.en == answer)
            #expect(work.tone == tone)
        }
    }

    @Test("A broken service that no task needs is a limit, not a no")
    func tasksDecide() throws {
        let pass = ProbeVerdict.pass
        let dead = ProbeVerdict.miss(.connectionRefused)
        func answer(_ finance: ProbeVerdict?, _ beleg: ProbeVerdict?, _ other: ProbeVerdict?) throws -> String {
            let names = ["finance-service", "beleg-service", "archive-service"]
            return WorkAnswer(try entries([finance, beleg, other], names: names).map { ShownService($0) }).verdict.en
        }
        #expect(try answer(pass, pass, dead) == "Yes, with limits.")
        #expect(try answer(pass, pass, nil) == "Yes.")
        #expect(try answer(pass, dead, pass) == "Only in part.")
        #expect(try answer(dead, dead, pass) == "No.")
        #expect(try answer(nil, pass, pass) == "Not known yet.")
    }

    @Test("The page shows state, reason and since of each service, the worst first")
    func rows() async throws {
        let bench = try DashboardBench()
        try await bench.register("service-0", port: 1, .pass)
        try await bench.register("service-1", port: 2, .miss(.timedOut), .miss(.timedOut), .miss(.timedOut))
        let english = await bench.overview()
        #expect(english.contains("does not answer in time"))
        let table = try #require(english.firstRange(of: "<tbody>"))
        let bad = try #require(english[table.upperBound...].firstRange(of: ">service-1<"))
        let good = try #require(english[table.upperBound...].firstRange(of: ">service-0<"))
        #expect(bad.lowerBound < good.lowerBound)
        let german = await bench.overview(.german)
        #expect(german.contains("Nur teilweise."))
        #expect(german.contains("Langsam: Die Verbindung steht"))
        #expect(german.contains("4,5 ms"))
    }

    @Test("A task is possible while one instance of its service works")
    func functions() throws {
        let function = BusinessFunction(name: LocalizedText(de: "x", en: "x"), services: ["service-0"])
        func status(_ entries: [ServiceEntry]) -> ServiceStatus? {
            function.standing(in: ServiceIndex(entries.map { ShownService($0) })).status
        }
        #expect(status(try entries([.pass])) == .healthy)
        #expect(status(try entries([.miss(.timedOut)])) == .unhealthy)
        #expect(status(try entries([.miss(.timedOut), .pass], names: ["service-0", "service-0"])) == .healthy)
        #expect(status([]) == nil)
    }

    private func entries(_ verdicts: [ProbeVerdict?], names: [String] = []) throws -> [ServiceEntry] {
        let start = Moment(uptimeMilliseconds: 0, unixMilliseconds: 0)
        var registry = Registry(at: start)
        for (index, verdict) in verdicts.enumerated() {
            let name = names.isEmpty ? "service-\(index)" : names[index]
            let descriptor = ServiceDescriptor(serviceName: name, host: "localhost", port: index + 1)
            _ = try registry.handle(.registered(descriptor, bytes: 1), at: start)
            guard let verdict else { continue }
            let result = ProbeResult(
                serviceID: descriptor.serviceID, generation: 1, startedAt: start, elapsedMilliseconds: 4.5,
                verdict: verdict)
            _ = try registry.handle(.probed(result), at: start)
        }
        return registry.entries.values.sorted { $0.serviceID < $1.serviceID }
    }
}
