import Testing

@testable import FinanceCore

@Suite("Dates, ids and cursors") struct ValueTests {
    @Test(
        "Days of the calendar are read and written",
        arguments: ["2026-01-31", "2024-02-29", "2000-02-29", "9999-12-31"])
    func days(_ text: String) throws {
        #expect(try #require(BookingDate(iso: text)).description == text)
    }

    @Test(
        "What is no day is refused",
        arguments: [
            "", "2026-1-31", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00",
            "20260131", "2026-01-31T00:00", "0000-01-01", "1899-12-31", "2026/01/31", "abcd-ef-gh",
        ])
    func noDays(_ text: String) { #expect(BookingDate(iso: text) == nil) }

    @Test(
        "A number that no day has, from a damaged file, is written in ten bytes as well",
        arguments: [(-5, "0000-00-05"), (.min, "4748-36-48"), (.max, "4748-36-47"), (0, "0000-00-00")])
    func damagedDays(_ number: Int32, _ text: String) {
        #expect(BookingDate(unchecked: number).description == text)
    }

    @Test("The day before walks over months, years and leap days")
    func previous() throws {
        #expect(try LedgerFixture.day("2024-03-01").previous.description == "2024-02-29")
        #expect(try LedgerFixture.day("2026-01-01").previous.description == "2025-12-31")
        #expect(try LedgerFixture.day("2026-05-10").previous.description == "2026-05-09")
        #expect(BookingDate.first.previous == .first)
    }

    @Test(
        "A moment is written in RFC 3339",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1_768_478_400_000, "2026-01-15T12:00:00.000Z"),
            (951_782_399_999, "2000-02-28T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
        ])
    func timestamps(_ milliseconds: Int64, _ text: String) {
        #expect(Timestamp(millisecondsSince1970: milliseconds).description == text)
    }

    @Test("Ids are read in both cases and written in lower case")
    func ids() throws {
        let id = try #require(EntityID("0190B5C0-1234-7abc-8DEF-00000000000f"))
        #expect(id.description == "0190b5c0-1234-7abc-8def-00000000000f")
        #expect(EntityID("0190b5c012347abc8def00000000000f") == nil)
        #expect(EntityID("0190b5c0-1234-7abc-8def-00000000000g") == nil)
        #expect(EntityID("0190b5c0-1234-7abc-8def0-0000000000f") == nil)
    }

    @Test("Made ids rise, also when the clock does not or goes back")
    func generator() {
        var generator = EntityIDGenerator()
        var last = EntityID(high: 0, low: 0)
        for step in 0..<20_000 {
            let time = step < 10_000 ? LedgerFixture.clock : Timestamp(millisecondsSince1970: 1_000)
            let id = generator.next(at: time)
            #expect((last.high, last.low) < (id.high, id.low))
            #expect(id.high >> 12 & 0xf == 7 && id.low >> 62 == 2)
            last = id
        }
    }

    @Test("A cursor's token gives the cursor back, anything else is refused")
    func cursors() throws {
        let token = "20260115.7.3.-500.9.1z141z3"
        #expect(try #require(PageCursor(token: token)).token == token)
        for bad in [
            "", "1.2.3.4", "20260115.7.3.4.5", "20260115.-7.3.4.5.6", "20260115.7.3.4.-5.6",
            "20260115.7.3.4.5.6.7", "a.b.c.d.e.f", "20260115.7.3.4.5.-",
        ] {
            #expect(PageCursor(token: bad) == nil)
        }
    }

    @Test("Account numbers are one to nine digits and keep their zeros")
    func accountNumbers() {
        #expect(AccountNumber("0027")?.description == "0027")
        for bad in ["", "12a", "1234567890", " 12", "１２", "-1"] { #expect(AccountNumber(bad) == nil) }
    }
}
