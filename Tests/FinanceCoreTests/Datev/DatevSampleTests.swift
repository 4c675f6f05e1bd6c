import FinanceCore
import TestSupport
import Testing

@Suite(.enabled(if: SampleFiles.exists(DatevFixture.sample), "needs ../shared/data"))
struct DatevSampleTests {
    private let batch: DatevBatch

    init() throws {
        batch = try DatevBatchReader().read(try SampleFiles.bytes(DatevFixture.sample))
    }

    @Test("The header of DATEV's sample is understood")
    func header() {
        #expect(batch.header.mark == "EXTF")
        #expect(batch.header.formatVersion == 7)
        #expect(batch.header.consultant == "55003")
        #expect(batch.header.client == "63021")
        #expect(batch.header.fiscalYearStart.description == "2016-01-01")
        #expect(batch.header.accountLength == 4)
        #expect(batch.header.period?.upperBound.description == "2016-03-31")
        #expect(batch.header.text == "Kasse")
        #expect(batch.header.currency == .eur)
    }

    @Test("The control sums of DATEV's sample are met")
    func controlSums() {
        let debit = batch.control(of: .debit)
        let credit = batch.control(of: .credit)
        #expect(debit.rowCount == 18)
        #expect(debit.turnover == "96927.08")
        #expect(credit.rowCount == 20)
        #expect(credit.turnover == "163765.48")
        #expect(batch.accounts.count == 41)
    }

    @Test("The balances of DATEV's sample are met, debit positive")
    func balances() {
        var balances: [String: Int64] = [:]
        for line in batch.rows.flatMap(\.draft.lines) {
            balances[line.account.description, default: 0] += line.debitMinor - line.creditMinor
        }
        #expect(balances.count == 41)
        #expect(balances.values.reduce(0, +) == 0)
        #expect(balances["8400"] == -3_054_026)
        #expect(balances["10400"] == 6_697_612)
        #expect(balances["40100"] == 2_577_646)
        #expect(balances["1200"] == 261_662)
        #expect(balances["10001"] == 0)
    }

    @Test("Fields of single rows arrive: umlauts, dates, cost centres, locks, lost zeros")
    func singleRows() throws {
        let rows = batch.rows
        let first = try #require(rows.first)
        #expect(first.line == 3)
        #expect(first.isLocked)
        #expect(first.draft.date.description == "2016-01-31")
        #expect(first.draft.lines.first?.costCentre1 == "50")
        #expect(rows[1].draft.serviceDate?.description == "2016-02-10")
        #expect(rows[2].draft.text == "Normalabschreibung Gebäude")
        #expect(rows[2].draft.lines.map(\.account.description) == ["4400", "0085"])
        #expect(rows[2].draft.lines.first?.amount.minor == 6_408_300)
        #expect(rows[6].draft.documentNumber == "201202010")
        #expect(rows[16].draft.lines.last?.taxKey == "9")
    }

    @Test("A foreign amount is booked with its base amount and kept in words")
    func foreignCurrency() throws {
        let row = try #require(batch.rows.first { $0.draft.text == "Umsatz Schweiz" })
        #expect(
            row.draft.lines.map(\.amount) == [
                Amount(minor: 10_000, currency: .eur), Amount(minor: 10_000, currency: .eur),
            ])
        #expect(row.draft.lines.first?.text == "Umsatz Schweiz (Fremdwährung: 124.00 CHF, Kurs 1,240402)")
        #expect(batch.notices.map(\.code).sorted() == ["discount-not-booked", "foreign-currency"])
    }

    @Test("A general reversal is negative on the original's sides")
    func generalReversal() throws {
        let row = try #require(batch.rows.first { $0.draft.text == "Berichtigung" })
        #expect(row.draft.isGeneralReversal)
        #expect(row.draft.lines.map(\.debitMinor) == [-3_500, 0])
        #expect(row.draft.lines.map(\.creditMinor) == [0, -3_500])
    }

    @Test("The same file gives the same ids, another file others, and no two rows share one")
    func ids() throws {
        let bytes = try SampleFiles.bytes(DatevFixture.sample)
        let again = try DatevBatchReader().read(bytes)
        let other = try DatevBatchReader().read(bytes + Array("\r\n".utf8))
        #expect(again.rows.map(\.draft.id) == batch.rows.map(\.draft.id))
        #expect(Set(batch.rows.map(\.draft.id)).count == 38)
        #expect(Set(other.rows.map(\.draft.id)).isDisjoint(with: batch.rows.map(\.draft.id)))
        #expect(again.sha256 == batch.sha256)
    }

    @Test("Unknown accounts get a telling name and a likely category")
    func missingAccounts() throws {
        func account(_ number: String) throws -> AccountDraft {
            let number = try #require(AccountNumber(number))
            return try #require(batch.missingAccount(number, chart: .skr03))
        }
        #expect(try account("48400").nameDE == "Konto 48400 (aus DATEV-Import)")
        #expect(try account("48400").category == .asset)
        #expect(try account("70001").category == .liability)
        #expect(try account("8401").category == .revenue)
        #expect(try account("4831").category == .expense)
    }

    @Test("The sample damaged anywhere is read or refused with faults inside the file", arguments: UInt64(1)...200)
    func mutations(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let bytes = mutated(try SampleFiles.bytes(DatevFixture.sample), with: &generator)
        do throws(ImportRejection) {
            let batch = try DatevBatchReader().read(bytes)
            #expect(!batch.rows.isEmpty)
        } catch {
            #expect(!error.faults.isEmpty)
            #expect(error.faults.allSatisfy { (1...60).contains($0.row) })
        }
    }
}
