import Shared

/// How far back the charts of a page reach, as its address says it.
enum ChartSpan: String, Sendable, CaseIterable {
    case recent = "15m"
    case day = "24h"
    case month = "30d"
    case years = "2y"

    /// Length, in seconds.
    var seconds: Int {
        switch self {
        case .recent: 900
        case .day: 86_400
        case .month: 30 * 86_400
        case .years: 730 * 86_400
        }
    }

    /// Marks of the time axis: length of the unit in seconds, and how many of them ago each mark is.
    var marks: (unit: Int, ago: [Int]) {
        switch self {
        case .recent: (60, [15, 10, 5, 0])
        case .day: (3_600, [24, 18, 12, 6, 0])
        case .month: (86_400, [30, 20, 10, 0])
        // A month of the mean Gregorian year.
        case .years: (2_629_746, [24, 18, 12, 6, 0])
        }
    }

    func unit(_ language: Language) -> String {
        switch self {
        case .recent: "min"
        case .day: "h"
        case .month: language == .german ? "T" : "d"
        case .years: language == .german ? "Mon" : "mo"
        }
    }

    var title: LocalizedText {
        switch self {
        case .recent: LocalizedText(de: "15 Minuten", en: "15 minutes")
        case .day: LocalizedText(de: "24 Stunden", en: "24 hours")
        case .month: LocalizedText(de: "30 Tage", en: "30 days")
        case .years: LocalizedText(de: "2 Jahre", en: "2 years")
        }
    }
}
