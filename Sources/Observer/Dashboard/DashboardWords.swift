import Foundation
import ObserverCore
import Shared

/// Everything the pages say by themselves, in one language.
struct DashboardWords: Sendable {
    let language: Language

    init(_ language: Language) {
        self.language = language
    }

    func text(_ de: String, _ en: String) -> String {
        language == .german ? de : en
    }

    func caption(count: Int, of all: Int) -> String {
        guard count == all else { return text("\(count) von \(all) Diensten", "\(count) of \(all) services") }
        return count == 1 ? text("1 Dienst", "1 service") : text("\(count) Dienste", "\(count) services")
    }

    func status(_ status: ServiceStatus, isLost: Bool) -> String {
        switch status {
        case .healthy: text("arbeitet", "healthy")
        case .warning: text("Warnung", "warning")
        case .unhealthy: text("gestört", "unhealthy")
        case .unreachable: isLost ? text("verloren", "lost") : text("nicht erreichbar", "unreachable")
        case .unknown: text("unbekannt", "unknown")
        }
    }

    /// Whether a task can be done; `nil` when its service is not registered.
    func availability(_ status: ServiceStatus?) -> String {
        switch status {
        case .healthy: text("möglich", "available")
        case .warning: text("eingeschränkt", "limited")
        case .unhealthy, .unreachable: text("gestört", "not available")
        case .unknown: text("wird geprüft", "being checked")
        case nil: text("nicht angemeldet", "not registered")
        }
    }

    /// A span in its largest unit, such as `3 min`.
    func span(_ milliseconds: Int) -> String {
        let seconds = max(milliseconds, 0) / 1_000
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<3_600: return "\(seconds / 60) min"
        case ..<86_400: return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
        default:
            let days = seconds / 86_400
            return days == 1 ? text("1 Tag", "1 day") : text("\(days) Tage", "\(days) days")
        }
    }

    /// The same after "seit", "vor" or "in", which take the dative in German.
    func spanDative(_ milliseconds: Int) -> String { span(milliseconds).replacing("Tage", with: "Tagen") }

    /// For how long, as a span that stands alone.
    func spanSince(_ unixMilliseconds: Int?, at now: Moment) -> String {
        unixMilliseconds.map { span(now.unixMilliseconds - $0) } ?? "–"
    }

    func ago(_ milliseconds: Int) -> String {
        milliseconds < 1_000
            ? text("gerade eben", "just now")
            : text("vor \(spanDative(milliseconds))", "\(span(milliseconds)) ago")
    }

    func milliseconds(_ value: Double?) -> String {
        value.map { "\(number($0, decimals: $0 < 10 ? 1 : 0)) ms" } ?? "–"
    }

    func number(_ value: Double, decimals: Int) -> String {
        let text = String(format: "%.\(decimals)f", value)
        return language == .german ? text.replacing(".", with: ",") : text
    }

    /// Time of day in UTC, with the date where it is not today's.
    func clock(_ unixMilliseconds: Int, at now: Moment) -> String {
        let text = Timestamp.text(unixMilliseconds)
        let time = text.dropFirst(11).prefix(8)
        return text.prefix(10) == Timestamp.text(now.unixMilliseconds).prefix(10)
            ? String(time) : "\(text.prefix(10)) \(time)"
    }

    /// A size in MiB.
    func memory(_ bytes: Int?) -> String {
        guard let bytes else { return "–" }
        let size = Double(bytes) / 1_048_576
        return "\(number(size, decimals: size < 10 ? 1 : 0)) MiB"
    }

    /// Time of the page, in UTC so that it can be laid beside logs.
    func asOf(_ unixMilliseconds: Int) -> String {
        let time = Timestamp.text(unixMilliseconds).dropFirst(11).prefix(8)
        return text("Stand \(time) UTC", "as of \(time) UTC")
    }
}
