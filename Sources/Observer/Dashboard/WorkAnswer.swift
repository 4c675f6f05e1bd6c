import ObserverCore
import Shared

/// The page's first line: "Can I work?"
///
/// The tasks decide: a broken service that no task needs is a limit, not a no.
struct WorkAnswer: Sendable {
    /// Colour of the answer.
    let tone: Tone
    private let isBlockedWhole: Bool
    private let failing: [String]
    private let limited: [String]
    private let waiting: [String]
    private let count: Int

    /// Judges by the tasks, and by all services where none of them serves a task.
    init(_ entries: [ShownService], functions: [BusinessFunction] = BusinessFunction.standard) {
        count = entries.count
        func names(_ statuses: ServiceStatus...) -> [String] {
            entries.filter { statuses.contains($0.status) }.map(\.name)
        }
        failing = names(.unreachable, .unhealthy)
        limited = names(.warning)
        waiting = names(.unknown)
        let index = ServiceIndex(entries)
        let tasks = functions.compactMap { $0.standing(in: index).status }
        let decisive = tasks.isEmpty ? entries.map(\.status) : tasks
        let blocked = decisive.filter { Tone($0) == .bad }.count
        isBlockedWhole = blocked == decisive.count
        if blocked > 0 {
            tone = .bad
        } else if decisive.isEmpty || decisive.allSatisfy({ $0 == .unknown }) {
            tone = .idle
        } else if tasks.contains(.unknown) {
            tone = .idle
        } else {
            tone = failing.isEmpty && limited.isEmpty && !tasks.contains(.warning) ? .good : .care
        }
    }

    /// The answer in a word or two.
    var verdict: LocalizedText {
        switch tone {
        case .good: LocalizedText(de: "Ja.", en: "Yes.")
        case .care: LocalizedText(de: "Ja, mit Einschränkung.", en: "Yes, with limits.")
        case .bad where isBlockedWhole: LocalizedText(de: "Nein.", en: "No.")
        case .bad: LocalizedText(de: "Nur teilweise.", en: "Only in part.")
        case .idle: LocalizedText(de: "Noch unklar.", en: "Not known yet.")
        }
    }

    /// The sentences behind it: what is broken, limited or not known.
    var detail: LocalizedText {
        if count == 0 {
            return LocalizedText(de: "Noch hat sich kein Dienst angemeldet.", en: "No service has registered yet.")
        }
        var de: [String] = []
        var en: [String] = []
        func add(_ names: [String], _ german: String, _ english: String) {
            if names.isEmpty { return }
            de.append("\(german): \(list(names)).")
            en.append("\(english): \(list(names)).")
        }
        add(failing, "Gestört", "In trouble")
        add(limited, "Mit Warnung", "With a warning")
        add(waiting, "Nicht geprüft", "Not checked")
        if de.isEmpty {
            return count == 1
                ? LocalizedText(de: "Der eine angemeldete Dienst arbeitet.", en: "The one registered service works.")
                : LocalizedText(de: "Alle \(count) Dienste arbeiten.", en: "All \(count) services work.")
        }
        return LocalizedText(de: de.joined(separator: " "), en: en.joined(separator: " "))
    }

    private func list(_ names: [String]) -> String {
        let shown = names.prefix(5).joined(separator: ", ")
        return names.count > 5 ? "\(shown) … (+\(names.count - 5))" : shown
    }
}
