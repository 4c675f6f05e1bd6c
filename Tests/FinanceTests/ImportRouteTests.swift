import FinanceCore
import Foundation
import HTTPTypes
import HummingbirdTesting
import ServiceKit
import Shared
import Testing
import TestSupport

@Suite struct ImportRouteTests {
    private static let folder: URL = {
        var url = URL(filePath: #filePath)
        for _ in 0..<4 { url.deleteLastPathComponent() }
        return url.appending(path: "shared/data")
    }()

    private static func sample(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: path)))
    }

    private static let hasSamples = FileManager.default.fileExists(atPath: folder.appending(path: "datev").path)

    @Test("DATEV's sample is booked completely, once", .enabled(if: hasSamples, "needs ../shared/data"))
    func datevSample() async throws {
        try await FinanceFixture.run { api in
            let bytes = try Self.sample("datev/EXTF_Buchungsstapel.csv")
            let answer = try await api.upload("/imports/datev?create_missing=true", bytes)
            let json = try answer.json
            #expect(answer.status == .created)
            #expect(json["imported"] == 38)
            #expect(json["accounts"] == 41)
            #expect(json["debit"]["rows"] == 18)
            #expect(json["debit"]["turnover"] == "96927.08")
            #expect(json["credit"]["rows"] == 20)
            #expect(json["credit"]["turnover"] == "163765.48")
            for (account, balance) in [
                ("8400", "-30540.26"), ("10400", "66976.12"), ("40100", "25776.46"), ("1200", "2616.62"),
            ] {
                #expect(try await api.balance(account) == balance)
            }
            let report = try await api.get("/reports/trial-balance").json
            #expect(report["count"] == 41)
            #expect(report["totals"].elements.map { $0["balance"] } == ["0.00"])
            let again = try await api.upload("/imports/datev?create_missing=true", bytes)
            #expect(again.status == .ok)
            #expect(again.headers[.idempotencyReplayed] == "true")
            #expect(api.ledger.sequence == 38)
        }
    }

    @Test(
        "Unknown accounts of a Buchungsstapel are all named, and nothing is booked",
        .enabled(if: hasSamples, "needs ../shared/data"))
    func unknownAccounts() async throws {
        try await FinanceFixture.run { api in
            let answer = try await api.upload("/imports/datev", try Self.sample("datev/EXTF_Buchungsstapel.csv"))
            #expect(answer.status == .unprocessableContent)
            #expect(try answer.problem.code == "import-rejected")
            let faults = try answer.problem.faults
            #expect(faults.count == 36)
            #expect(faults.first == "/rows/3/Konto unknown-account")
            let damaged = try Self.sample("datev/EXTF_Buchungsstapel.csv") + Array("1;2;3\r\n".utf8)
            let both = try await api.upload("/imports/datev", damaged)
            #expect(try both.problem.faults.dropLast() == faults[...])
            #expect(try both.problem.faults.last?.hasSuffix("column-count") == true)
            let creating = try await api.upload("/imports/datev?create_missing=true", damaged)
            #expect(try creating.problem.faults.count == 1)
            #expect(api.ledger.sequence == 0)
            #expect(try await api.get("/accounts/48400").status == .notFound)
        }
    }

    @Test("A file that is none is refused, and so is a wrong flag")
    func wrongFiles() async throws {
        try await FinanceFixture.run { api in
            for text in ["", "hello", "{}", "\"EXTF\";510;20;\"Kontenbeschriftungen\";2\r\n"] {
                let answer = try await api.upload("/imports/datev", Array(text.utf8))
                #expect(answer.status == .unprocessableContent)
                #expect(try answer.problem.errors?.isEmpty == false)
            }
            let flag = try await api.upload("/imports/datev?create_missing=perhaps", [])
            #expect(try flag.problem.faults == ["?create_missing invalid-flag"])
        }
    }

    @Test("A chart of accounts is imported, all or nothing")
    func accounts() async throws {
        try await FinanceFixture.run { api in
            let good = "Konto;Bezeichnung;Kategorie\n1299;Depot;Aktiva\n1200;Hausbank;Aktiva\n1000;Kasse;Aktiva\n"
            let answer = try await api.upload("/accounts/import", Array(good.utf8))
            #expect(answer.status == .ok)
            #expect(try answer.json["created"] == 1)
            #expect(try await api.get("/accounts/1299").json["name"] == "Depot")
            #expect(try await api.get("/accounts/1200").json["name"] == "Hausbank")
            _ = try await api.book("1400", "8400")
            let bad = "Konto;Bezeichnung;Kategorie\n1298;Neu;Aktiva\n\n1400;Forderung;Aufwand\n"
            let refused = try await api.upload("/accounts/import", Array(bad.utf8))
            #expect(refused.status == .unprocessableContent)
            #expect(try refused.problem.errors?.first?.pointer.hasPrefix("/rows/4") == true)
            #expect(try await api.get("/accounts/1298").status == .notFound)
        }
    }

    @Test("A dry run of a chart of accounts counts, names every fault and writes nothing")
    func accountsDryRun() async throws {
        try await FinanceFixture.run { api in
            let before = try await api.get("/accounts?active_only=false").json
            let good = "Konto;Bezeichnung;Kategorie\n1299;Depot;Aktiva\n1200;Hausbank;Aktiva\n1000;Kasse;Aktiva\n"
            let tried = try await api.upload("/accounts/import?dry_run=true", Array(good.utf8)).json
            #expect(tried["dry_run"] == true && tried["created"] == 1 && tried["changed"] == 2)
            #expect(try await api.get("/accounts/1299").status == .notFound)
            #expect(try await api.get("/accounts?active_only=false").json == before)
            let bad = "Konto;Bezeichnung;Kategorie\n1299;Depot;Aktiva\n1299;Depot;Aktiva\n1298;;Aktiva\n"
            let really = try await api.upload("/accounts/import", Array(bad.utf8)).problem
            let refused = try await api.upload("/accounts/import?dry_run=true", Array(bad.utf8))
            #expect(try refused.status == .unprocessableContent && refused.problem.faults == really.faults)
            let done = try await api.upload("/accounts/import?dry_run=false", Array(good.utf8)).json
            #expect(done["dry_run"] == .null && done["created"] == 1 && done["changed"] == 2)
            let again = try await api.upload("/accounts/import?dry_run=true", Array(good.utf8)).json
            #expect(again["unchanged"] == 3 && again["created"] == 0)
        }
    }

    @Test("A dry run of DATEV's sample tells what would be booked", .enabled(if: hasSamples, "needs ../shared/data"))
    func datevDryRun() async throws {
        try await FinanceFixture.run { api in
            let bytes = try Self.sample("datev/EXTF_Buchungsstapel.csv")
            let path = "/imports/datev?create_missing=true"
            let tried = try await api.upload(path + "&dry_run=true", bytes)
            let json = try tried.json
            #expect(tried.status == .ok && json["dry_run"] == true && json["imported"] == 38)
            #expect(json["replayed"] == false && json["first_sequence"] == .null)
            #expect(api.ledger.sequence == 0)
            #expect(try await api.get("/accounts/48400").status == .notFound)
            let strict = try await api.upload("/imports/datev?dry_run=true", bytes)
            #expect(try strict.status == .unprocessableContent && strict.problem.faults.count == 36)
            let done = try await api.upload(path, bytes)
            #expect(try done.status == .created && done.json["created_accounts"] == json["created_accounts"])
            #expect(try await api.upload(path + "&dry_run=true", bytes).json["replayed"] == true)
        }
    }

    /// A Buchungsstapel of equal rows.
    static func batch(rows: Int = 1) -> [UInt8] {
        let header =
            #""EXTF";510;21;"Buchungsstapel";7;20160415120000000;;"SV";"Admin";"";55003;63021;20160101;4;"#
            + #"20160101;20160331;"Kasse";"";1;0;0;"EUR";;"KP";;"";;;;"";"""#
        let row: [DatevColumn: String] = [
            .turnover: "119,00", .side: "S", .account: "1200", .contraAccount: "8400", .documentDate: "3101",
        ]
        func line(_ cell: (Int) -> String?) -> String { (1...116).map { cell($0) ?? "" }.joined(separator: ";") }
        let headings = line { DatevColumn(rawValue: $0)?.heading ?? "Spalte \($0)" }
        let cells = line { DatevColumn(rawValue: $0).flatMap { row[$0] } }
        let lines = [header, headings] + Array(repeating: cells, count: rows) + [""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    @Test("A dry run of a file that is booked already says so, and that nothing would be imported")
    func bookedDryRun() async throws {
        try await FinanceFixture.run { api in
            let first = try await api.upload("/imports/datev?dry_run=true", Self.batch()).json
            #expect(first["dry_run"] == true && first["imported"] == 1 && first["replayed"] == false)
            #expect(try await api.upload("/imports/datev", Self.batch()).status == .created)
            let tried = try await api.upload("/imports/datev?dry_run=true", Self.batch())
            let json = try tried.json
            #expect(tried.status == .ok && json["dry_run"] == true && json["replayed"] == true)
            #expect(json["imported"] == 0 && json["created_accounts"] == .array([]))
            #expect(json["first_sequence"] == 1 && json["last_sequence"] == 1)
            let again = try await api.upload("/imports/datev?dry_run=false", Self.batch()).json
            #expect(again["dry_run"] == .null && again["imported"] == 1 && again["replayed"] == true)
            #expect(api.ledger.sequence == 1)
        }
    }

    @Test(
        "A complete published chart is taken over", .enabled(if: hasSamples, "needs ../shared/data"),
        arguments: [(ChartOfAccounts.skr03, "charts/skr03.csv"), (.skr04, "charts/skr04.csv")])
    func completeChart(chart: ChartOfAccounts, path: String) async throws {
        try await FinanceFixture.run(chart: chart) { api in
            let answer = try await api.upload("/accounts/import", try Self.sample(path))
            #expect(answer.status == .ok)
            let json = try answer.json
            #expect((json["created"].intValue ?? 0) > 100)
        }
    }
}
