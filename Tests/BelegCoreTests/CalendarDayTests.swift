import BelegCore
import Foundation
import Testing

@Suite struct CalendarDayTests {
    @Test(
        "days that do not exist are refused",
        arguments: [
            "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "1899-12-31", "2200-01-01", "26-01-01", "2026-1-01",
            "2026/01/01", "", "2026-01-01T00:00:00Z", "２026-01-01",
        ])
    func refuses(_ text: String) {
        #expect(CalendarDay(text) == nil)
    }

    @Test("adding days agrees with Foundation's calendar over 300 years")
    func addsDays() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        let start = try #require(CalendarDay("1900-01-01"))
        let first = try #require(calendar.date(from: DateComponents(year: 1900, month: 1, day: 1)))
        for offset in stride(from: 0, through: 109_000, by: 37) {
            let date = try #require(calendar.date(byAdding: .day, value: offset, to: first))
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            let day = start.adding(days: offset)
            #expect(day.year == parts.year && day.month == parts.month && day.day == parts.day)
            #expect(CalendarDay(utc: date) == day)
            #expect(CalendarDay(day.description) == day)
        }
    }

    @Test("beyond the last year the calendar stops")
    func clamps() {
        #expect(CalendarDay("2199-12-31")?.adding(days: 365) == CalendarDay("2199-12-31"))
    }
}
