import Foundation
package import Shared

/// The unit of a figure, and how people write it.
package enum FigureUnit: String, Sendable, Hashable {
    case percent = "%"
    case ratio
    case milliseconds = "ms"
    case bytes
    case bytesPerHour = "bytes/h"
    case seconds = "s"
    case count = "1"
    case factor = "x"
    case time = "unix_seconds"

    /// The value with its unit, as it is written in a language.
    package func text(_ value: Double, _ language: Language) -> String {
        switch self {
        case .percent: Self.number(value, 1, language) + " %"
        case .ratio: Self.number(value * 100, value > 0.99 && value < 1 || value < 0.01 ? 3 : 2, language) + " %"
        case .milliseconds: Self.number(value, value < 10 ? 2 : value < 100 ? 1 : 0, language) + " ms"
        case .bytes: Self.bytes(value, language)
        case .bytesPerHour: Self.bytes(value, language) + (language == .german ? " je Stunde" : " per hour")
        case .seconds: Self.span(value, language)
        case .count: Self.number(value, 0, language)
        case .factor: Self.number(value, 1, language)
        case .time: Self.time(value)
        }
    }

    /// The same behind "in", which takes the dative in German.
    package func dative(_ value: Double, _ language: Language) -> String {
        let text = text(value, language)
        return language == .german && self == .seconds ? text.replacing("Tage", with: "Tagen") : text
    }

    /// Up to so many digits behind the point, thousands apart.
    private static func number(_ value: Double, _ digits: Int, _ language: Language) -> String {
        let scale = (0..<digits).reduce(1) { product, _ in product * 10 }
        let scaled = (abs(value) * Double(scale)).rounded()
        guard scaled < 1e15 else { return "\(value)" }
        let (whole, rest) = Int(scaled).quotientAndRemainder(dividingBy: scale)
        let (point, comma) = language == .german ? (",", ".") : (".", ",")
        var text = ""
        for (place, digit) in String(whole).reversed().enumerated() {
            if place > 0, place % 3 == 0 { text = comma + text }
            text = String(digit) + text
        }
        var fraction = String(String(scale + rest).dropFirst())
        while fraction.last == "0" { fraction.removeLast() }
        return (value < 0 && scaled > 0 ? "-" : "") + text + (fraction.isEmpty ? "" : point + fraction)
    }

    private static func bytes(_ value: Double, _ language: Language) -> String {
        let units = ["B", "KiB", "MiB", "GiB", "TiB"]
        var (rest, place) = (value, 0)
        while abs(rest) >= 1_024, place < units.count - 1 { (rest, place) = (rest / 1_024, place + 1) }
        return number(rest, abs(rest) < 10 && place > 0 ? 1 : 0, language) + " " + units[place]
    }

    private static func span(_ seconds: Double, _ language: Language) -> String {
        switch seconds {
        case ..<120: number(seconds, 0, language) + " s"
        case ..<7_200: number(seconds / 60, 0, language) + " min"
        case ..<172_800: number(seconds / 3_600, 1, language) + " h"
        default: number(seconds / 86_400, 1, language) + (language == .german ? " Tage" : " days")
        }
    }

    /// UTC, to the minute: a report is read far from where it was made.
    private static func time(_ seconds: Double) -> String {
        let text = Date(timeIntervalSince1970: seconds).formatted(Date.ISO8601FormatStyle())
        return String(text.prefix(16)).replacing("T", with: " ") + " UTC"
    }
}
