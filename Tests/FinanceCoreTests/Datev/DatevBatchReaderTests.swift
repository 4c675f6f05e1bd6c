import FinanceCore
import Shared
import TestSupport
import Testing

@Suite struct DatevBatchReaderTests {
    @Test("Versions 5 to 13 are read, EXTF and DTVF", arguments: 5...13)
    func versions(version: Int) throws {
        for mark in ["EXTF", "DTVF"] {
            var file = DatevFixture(version: version, mark: mark)
            file.rows = [DatevFixture.plainRow]
            let batch = try file.read()
            #expect(batch.header.formatVersion == version)
            #expect(batch.rows.count == 1)
        }
    }

    @Test("S debits Konto, H debits Gegenkonto, the tax key stays with Gegenkonto")
    func sides() throws {
        var file = DatevFixture()
        file.rows = [file.row([.taxKey: "3"]), file.row([.side: "H", .taxKey: "0"])]
        let drafts = try file.read().rows.map(\.draft)
        #expect(drafts[0].lines.map(\.debitMinor) == [11_900, 0])
        #expect(drafts[0].lines.map(\.taxKey) == [nil, "3"])
        #expect(drafts[1].lines.map(\.debitMinor) == [0, 11_900])
        #expect(drafts[1].lines.map(\.taxKey) == [nil, nil])
        #expect(drafts[0].source == "datev")
    }

    @Test("A file of another kind or version is refused by name")
    func otherFiles() {
        var file = DatevFixture(rows: [DatevFixture.plainRow])
        file.mark = "ABCD"
        #expect(file.faults() == ["1 Kennzeichen not-datev"])
        file = DatevFixture(category: 20, rows: [DatevFixture.plainRow])
        #expect(file.faults() == ["1 Formatkategorie unsupported-category"])
        file = DatevFixture(version: 4, rows: [DatevFixture.plainRow])
        #expect(file.faults() == ["1 Formatversion unsupported-version"])
        file = DatevFixture(version: 14, rows: [DatevFixture.plainRow])
        #expect(file.faults() == ["1 Formatversion unsupported-version"])
    }

    @Test("All faults of the header come back at once")
    func headerFaults() {
        var file = DatevFixture(rows: [DatevFixture.plainRow])
        file.fiscalYearStart = "20161301"
        file.accountLength = "9"
        file.period = ("20160401", "x")
        file.currency = "EURO"
        #expect(
            file.faults() == [
                "1 WJ-Beginn invalid-date", "1 Sachkontenlänge invalid-account-length", "1 Datum bis invalid-date",
                "1 WKZ unknown-currency",
            ])
        file = DatevFixture(rows: [DatevFixture.plainRow])
        file.period = ("20160401", "20160331")
        #expect(file.faults() == ["1 Datum bis period-reversed"])
    }

    @Test("All faults of all rows come back with their lines and columns")
    func rowFaults() {
        var file = DatevFixture(version: 13)
        file.rows = [
            DatevFixture.plainRow,
            file.row([.turnover: "1.234,56", .side: "X", .account: "12x", .contraAccount: "", .documentDate: "3013"]),
            file.row([.text: "zwei\r\nZeilen"]),
            file.row([.turnover: "0,00"]), file.row([.turnover: "-5,00"]), file.row([.turnover: "5,001"]),
            file.row([.turnover: "12345678901"]),
            file.row([.account: "123456"]), file.row([.taxKey: "USt"]), file.row([.documentDate: "0104"]),
            file.row([.documentDate: "3002"]), file.row([.serviceDate: "31022016"]), file.row([.lockFlag: "ja"]),
            file.row([.generalReversal: "?"]), file.row([.currency: "XXX"]),
            file.row([.text: String(repeating: "x", count: 1_001)]),
        ]
        let amount = "Umsatz (ohne Soll/Haben-Kz) "
        #expect(
            file.faults() == [
                "4 \(amount)invalid-amount", "4 Soll/Haben-Kennzeichen invalid-side", "4 Konto invalid-account",
                "4 Gegenkonto (ohne BU-Schlüssel) invalid-account", "4 Belegdatum invalid-date",
                "7 \(amount)amount-zero", "8 \(amount)invalid-amount", "9 \(amount)invalid-amount",
                "10 \(amount)invalid-amount", "11 Konto invalid-account", "12 BU-Schlüssel invalid-tax-key",
                "13 Belegdatum date-outside-period", "14 Belegdatum invalid-date", "15 Leistungsdatum invalid-date",
                "16 Festschreibung invalid-flag", "17 Generalumkehr (GU) invalid-flag",
                "18 WKZ Umsatz unknown-currency",
                "19 Buchungstext too-long",
            ])
    }

    @Test("Rows with too few fields, wrong headings and files without rows are faults")
    func shapes() {
        var file = DatevFixture(rows: [DatevFixture.plainRow])
        let short = file.text + "119,00;S;;;;;1200;8400;;3101\r\n"
        let rejection = #expect(throws: ImportRejection.self) { try DatevBatchReader().read(Array(short.utf8)) }
        #expect(rejection?.faults.map(\.code) == ["column-count"])
        #expect(rejection?.faults.map(\.row) == [4])
        let swapped = file.text.replacing("Soll/Haben-Kennzeichen", with: "Irgendwas")
        let other = #expect(throws: ImportRejection.self) { try DatevBatchReader().read(Array(swapped.utf8)) }
        #expect(other?.faults.map(\.code) == ["wrong-heading"])
        file.rows = []
        #expect(file.faults() == ["3 - no-rows"])
        #expect(throws: ImportRejection.self) { try DatevBatchReader().read([]) }
    }

    @Test("The year of a document date comes from the period, also over the turn of the year")
    func years() throws {
        var file = DatevFixture(fiscalYearStart: "20150701", period: ("20151201", "20160229"))
        file.rows = ["3112", "101", "2902"].map { file.row([.documentDate: $0]) }
        #expect(try file.read().rows.map(\.draft.date.description) == ["2015-12-31", "2016-01-01", "2016-02-29"])
        file.period = ("", "")
        file.rows = ["0107", "3006", "2902"].map { file.row([.documentDate: $0]) }
        #expect(try file.read().rows.map(\.draft.date.description) == ["2015-07-01", "2016-06-30", "2016-02-29"])
    }

    @Test("A rate alone converts to the cent, half up; without rate and base it is a fault")
    func rates() throws {
        var file = DatevFixture()
        file.rows = [
            file.row([.currency: "CHF", .turnover: "124,00", .rate: "1,240402"]),
            file.row([.currency: "USD", .turnover: "0,01", .rate: "2,000000"]),
            file.row([.currency: "JPY", .turnover: "1000", .rate: "160"]),
        ]
        #expect(try file.read().rows.map { $0.draft.lines[0].amount.minor } == [9_997, 1, 625])
        file.rows = [
            file.row([.currency: "CHF"]), file.row([.currency: "CHF", .rate: "0"]),
            file.row([.currency: "CHF", .baseTurnover: "1,00", .baseCurrency: "USD"]),
            file.row([.currency: "JPY", .turnover: "1,5", .baseTurnover: "1,00"]),
        ]
        #expect(
            file.faults() == [
                "3 Kurs invalid-rate", "4 Kurs invalid-rate", "5 WKZ Basis-Umsatz wrong-base-currency",
                "6 Umsatz (ohne Soll/Haben-Kz) invalid-amount",
            ])
    }

    @Test("The header's chart of accounts counts more than the ledger's")
    func headerChart() throws {
        var file = DatevFixture(version: 13, chart: "\"04\"")
        file.rows = [DatevFixture.plainRow]
        let number = try #require(AccountNumber("4999"))
        #expect(try file.read().missingAccount(number, chart: .skr03)?.category == .revenue)
    }

    @Test("Whatever is written is read back, row for row", arguments: UInt64(1)...25)
    func roundTrip(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var file = DatevFixture(version: Int.random(in: 5...13, using: &generator))
        let expected = (0..<30).map { _ in
            (
                cents: Int64.random(in: 1...999_999_999_999, using: &generator),
                isDebit: Bool.random(using: &generator),
                text: ["Miete", "A; B", "\"x\" y", "zwei\nZeilen"].randomElement(using: &generator) ?? "",
                account: String(Int.random(in: 1000...9999, using: &generator))
            )
        }
        file.rows = expected.map { row in
            let decimals = String(100 + row.cents % 100).dropFirst()
            return file.row([
                .turnover: "\(row.cents / 100),\(decimals)", .side: row.isDebit ? "S" : "H", .account: row.account,
                .text: row.text,
            ])
        }
        let drafts = try file.read().rows.map(\.draft)
        #expect(drafts.map { $0.lines[0].amount.minor } == expected.map(\.cents))
        #expect(drafts.map { $0.lines[0].side == .debit } == expected.map(\.isDebit))
        #expect(drafts.map(\.text) == expected.map(\.text))
        #expect(drafts.map { $0.lines[0].account.description } == expected.map(\.account))
    }

    @Test("What the ledger has against accounts is told beside the file's faults, and only then")
    func accountFindings() throws {
        var file = DatevFixture()
        file.rows = [file.row([.account: "9998"]), file.row([.turnover: "x", .contraAccount: "9998"])]
        let unknown = AccountNumber("9998")
        let reader = DatevBatchReader { number, date in
            number == unknown && date != nil
                ? Finding(pointer: "", code: "unknown-account", detail: LocalizedText(de: "-", en: "-")) : nil
        }
        let rejection = #expect(throws: ImportRejection.self) { try reader.read(Array(file.text.utf8)) }
        let codes = rejection?.faults.map { "\($0.row) \($0.code)" }
        #expect(codes == ["3 unknown-account", "4 invalid-amount", "4 unknown-account"])
        file.rows.removeLast()
        #expect(try reader.read(Array(file.text.utf8)).rows.count == 1)
    }

    @Test("A fault becomes a finding with row and column in pointer and sentence")
    func findings() {
        let fault = ImportFault(
            row: 12, column: "Soll/Haben~x", code: "invalid-side", reason: LocalizedText(de: "Falsch.", en: "Wrong."))
        #expect(fault.finding.pointer == "/rows/12/Soll~1Haben~0x")
        #expect(fault.finding.detail.de == "Zeile 12, Spalte „Soll/Haben~x“: Falsch.")
        #expect(fault.finding.detail.en == "Row 12, column \"Soll/Haben~x\": Wrong.")
    }
}
