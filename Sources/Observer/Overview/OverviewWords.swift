import Foundation
import ObserverCore
import Shared

/// Everything the page says by itself, in one language.
struct OverviewWords: Sendable {
    private let language: Language

    init(_ language: Language) {
        self.language = language
    }

    private func text(_ de: String, _ en: String) -> String {
        language == .german ? de : en
    }

    /// The fixed words of the page.
    var page: [String: String] {
        [
            "title": text("Observer – Übersicht", "Observer – overview"),
            "question": text("Kann ich arbeiten?", "Can I work?"), "service": text("Dienst", "Service"),
            "state": text("Zustand", "State"), "whyTitle": text("Warum", "Why"), "sinceTitle": text("Seit", "Since"),
            "checkedTitle": text("Geprüft", "Checked"), "responseTitle": text("Antwortzeit", "Response"),
            "meanTitle": text("im Mittel", "mean"), "restartsTitle": text("Neustarts", "Restarts"),
            "versionTitle": text("Version", "Version"), "addressTitle": text("Adresse", "Address"),
            "functionsTitle": text("Aufgaben", "Tasks"),
            "empty": text(
                "Starten Sie einen Dienst, er erscheint hier von selbst.",
                "Start a service and it will appear here by itself."),
            "reload": text("erneuert sich alle 5 s", "refreshes every 5 s"),
            "languageTitle": text("Sprache", "Language"),
        ]
    }

    func caption(count: Int) -> String {
        count == 1 ? text("1 Dienst", "1 service") : text("\(count) Dienste", "\(count) services")
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
            return days == 1 ? text("1 Tag", "1 day") : text("\(days) Tagen", "\(days) days")
        }
    }

    func ago(_ milliseconds: Int) -> String {
        milliseconds < 1_000
            ? text("gerade eben", "just now") : text("vor \(span(milliseconds))", "\(span(milliseconds)) ago")
    }

    func milliseconds(_ value: Double?) -> String {
        guard let value else { return "–" }
        let number = String(format: value < 10 ? "%.1f" : "%.0f", value)
        return "\(language == .german ? number.replacingOccurrences(of: ".", with: ",") : number) ms"
    }

    /// Time of the page, in UTC so that it can be laid beside logs.
    func asOf(_ unixMilliseconds: Int) -> String {
        let time = Timestamp.text(unixMilliseconds).dropFirst(11).prefix(8)
        return text("Stand \(time) UTC", "as of \(time) UTC")
    }
}
