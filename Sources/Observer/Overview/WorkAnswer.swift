import ObserverCore
import Shared

/// The page's first line: "Can I work?"
struct WorkAnswer: Sendable {
    /// Colour of the answer.
    let tone: Tone
    private let failing: [String]
    private let limited: [String]
    private let waiting: [String]
    private let count: Int

    /// Judges by all services.
    init(_ entries: [ServiceEntry]) {
        count = entries.count
        func names(_ statuses: ServiceStatus...) -> [String] {
            entries.filter { statuses.contains($0.status) }.map(\.descriptor.serviceName)
        }
        failing = names(.unreachable, .unhealthy)
        limited = names(.warning)
        waiting = names(.unknown)
        if !failing.isEmpty {
            tone = .bad
        } else if !limited.isEmpty {
            tone = .care
        } else {
            tone = entries.isEmpty || !waiting.isEmpty ? .idle : .good
        }
    }

    /// The answer in a word or two.
    var verdict: LocalizedText {
        switch tone {
        case .good: LocalizedText(de: "Ja.", en: "Yes.")
        case .care: LocalizedText(de: "Ja, mit Einschränkung.", en: "Yes, with limits.")
        case .bad where failing.count == count: LocalizedText(de: "Nein.", en: "No.")
        case .bad: LocalizedText(de: "Nur teilweise.", en: "Only in part.")
        case .idle: LocalizedText(de: "Noch unklar.", en: "Not known yet.")
        }
    }

    /// The sentence behind it.
    var detail: LocalizedText {
        switch tone {
        case .good where count == 1:
            LocalizedText(de: "Der eine angemeldete Dienst arbeitet.", en: "The one registered service works.")
        case .good:
            LocalizedText(de: "Alle \(count) Dienste arbeiten.", en: "All \(count) services work.")
        case .care:
            LocalizedText(de: "Mit Warnung: \(list(limited)).", en: "With a warning: \(list(limited)).")
        case .bad:
            LocalizedText(
                de: "Gestört: \(list(failing)) (\(failing.count) von \(count)).",
                en: "In trouble: \(list(failing)) (\(failing.count) of \(count)).")
        case .idle where count == 0:
            LocalizedText(de: "Noch hat sich kein Dienst angemeldet.", en: "No service has registered yet.")
        case .idle:
            LocalizedText(de: "Noch nicht geprüft: \(list(waiting)).", en: "Not checked yet: \(list(waiting)).")
        }
    }

    private func list(_ names: [String]) -> String {
        let shown = names.prefix(5).joined(separator: ", ")
        return names.count > 5 ? "\(shown) … (+\(names.count - 5))" : shown
    }
}
