import FinanceCore
import Shared
import TestSupport
import Testing

@Suite struct AccountCSVReaderTests {
    private func read(_ text: String, chart: ChartOfAccounts? = nil) throws -> [AccountDraft] {
        try AccountCSVReader(chart: chart).read(Array(text.utf8))
    }

    private func faults(_ text: String, chart: ChartOfAccounts? = nil) -> [String] {
        do {
            _ = try read(text, chart: chart)
            return []
        } catch {
            let rejection = error as? ImportRejection
            return rejection?.faults.map { "\($0.row) \($0.column ?? "-") \($0.code)" } ?? ["\(error)"]
        }
    }

    @Test("Headings may be German or English, separators semicolon, comma or tab, in any order")
    func headings() throws {
        let texts = [
            "number;name;class;tax_key;bwa;eur;automatic\n0027;Programme;asset;9;;;0\n",
            "Kontoart,Konto,Bezeichnung,BU-Schlüssel\r\nAktiva,0027,Programme,9\r\n",
            "\"Konto-Nr.\"\t\"Beschriftung\"\t\"Kategorie\"\t\"Steuerschlüssel\"\n0027\tProgramme\tVermögen\t9",
        ]
        for text in texts {
            let account = try #require(try read(text).first)
            #expect(account.number.description == "0027")
            #expect(account.nameDE == "Programme")
            #expect(account.category == .asset)
            #expect(account.taxKey == "9")
            #expect(account.isActive)
        }
    }

    @Test("Windows-1252 and a UTF-8 mark give the same account")
    func encodings() throws {
        let text = "Konto;Bezeichnung;Kategorie\n4830;Abschreibung für Güter;Aufwand\n"
        let windows = text.unicodeScalars.map { UInt8($0.value) }
        let reader = AccountCSVReader()
        let first = try reader.read(windows)
        #expect(first.map(\.nameDE) == ["Abschreibung für Güter"])
        #expect(try reader.read([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == first)
    }

    @Test("All faults of all rows come back with row and column")
    func allFaults() {
        let text = """
            number;name;category;active
            12a;Ohne Nummer;asset;1
            1000;;asset;1
            1200;Bank;aktiv;vielleicht

            1200;Noch eine;nichts;0
            1300;zu;kurz
            ;;;
            1400;Gut;asset;ja
            """
        #expect(
            faults(text) == [
                "2 number invalid-number", "3 name name-missing", "4 active invalid-flag",
                "6 number duplicate-number", "6 category invalid-category", "7 - column-count",
            ])
    }

    @Test("A file without its columns, without rows or without anything is refused by name")
    func unusable() {
        #expect(faults("") == ["1 - empty-file"])
        #expect(faults("number;name;category\n") == ["1 - no-rows"])
        #expect(
            faults("a;b\n1;2\n") == ["1 number missing-column", "1 name missing-column", "1 category missing-column"])
        #expect(faults("Konto;Konto;Name;Art\n") == ["1 Konto repeated-column"])
        #expect(faults("number;name;category\n\"1000;Bank;asset\n") == ["2 - unterminated-quote"])
    }

    @Test("A missing category follows from the number when the chart is known")
    func categoryFromNumber() throws {
        let text = "number;name;class\n1767;Umsatzsteuer;\n8400;Erlöse;\n"
        #expect(try read(text, chart: .skr03).map(\.category) == [.liability, .revenue])
        #expect(faults(text) == ["2 class invalid-category", "3 class invalid-category"])
    }

    @Test(
        "Complete charts are read completely",
        .enabled(if: SampleFiles.exists("charts/skr03.csv"), "needs ../shared/data"),
        arguments: [(ChartOfAccounts.skr03, "charts/skr03.csv", 377), (.skr04, "charts/skr04.csv", 371)])
    func completeCharts(chart: ChartOfAccounts, path: String, count: Int) throws {
        let accounts = try AccountCSVReader(chart: chart).read(try SampleFiles.bytes(path))
        #expect(accounts.count == count)
    }

    @Test("What a list says comes back, whatever stands in the names", arguments: UInt64(1)...30)
    func roundTrip(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let names = ["Bank \"Süd\"", "Kasse; klein", "A, B", "Erlöse\n19 %", "€ Konto", "x"]
        let rows = (0..<50).map { index in
            (
                number: String(1000 + index), name: names.randomElement(using: &generator) ?? "x",
                category: AccountCategory.allCases.randomElement(using: &generator) ?? .asset
            )
        }
        let body = rows.map { "\($0.number);\"\($0.name.replacing("\"", with: "\"\""))\";\($0.category.rawValue)" }
        let accounts = try read("number;name;category\r\n" + body.joined(separator: "\r\n"))
        #expect(accounts.map(\.number.description) == rows.map(\.number))
        #expect(accounts.map(\.nameDE) == rows.map(\.name))
        #expect(accounts.map(\.category) == rows.map(\.category))
    }

    @Test("Damaged files are read or refused with faults inside the file, never more", arguments: UInt64(1)...300)
    func mutations(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let rows = (0..<20).map { "\(1000 + $0);\"Konto \($0)\";asset;9" }
        let original = Array((["number;name;category;tax_key"] + rows).joined(separator: "\r\n").utf8)
        let bytes = mutated(original, with: &generator)
        do {
            _ = try AccountCSVReader().read(bytes)
        } catch {
            #expect(!error.faults.isEmpty)
            #expect(error.faultCount >= error.faults.count)
            #expect(error.faults.allSatisfy { (1...bytes.count).contains($0.row) && !$0.code.isEmpty })
            #expect(error.faults.map(\.finding).allSatisfy { $0.pointer.hasPrefix("/rows/") })
        }
    }
}
