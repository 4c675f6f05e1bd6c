import ObserverCore
import Shared

/// Something a person wants to do, and the services it takes.
struct BusinessFunction: Sendable {
    let name: LocalizedText
    let services: [String]

    /// What the stack is for.
    static let all = [
        BusinessFunction(name: LocalizedText(de: "Buchen", en: "Posting"), services: ["finance-service"]),
        BusinessFunction(
            name: LocalizedText(de: "Beleg erfassen", en: "Invoices"), services: ["beleg-service"]),
        BusinessFunction(name: LocalizedText(de: "Auswertung", en: "Reports"), services: ["finance-service"]),
    ]

    /// The worst of the best: a service that runs several times works while one of them does.
    func status(in services: [ShownService]) -> ServiceStatus? {
        let best = self.services.map { service in
            services.filter { $0.name == service }.map(\.status).max { $0.urgency < $1.urgency }
        }
        guard best.allSatisfy({ $0 != nil }) else { return nil }
        return best.compactMap { $0 }.min { $0.urgency < $1.urgency }
    }

    func members(in services: [ShownService], _ words: OverviewWords, _ language: Language) -> [String: Any] {
        let status = status(in: services)
        let tone = status.map { Tone($0) } ?? .idle
        return [
            "name": name(language), "tone": tone.rawValue, "symbol": status == nil ? "–" : tone.symbol,
            "state": words.availability(status),
        ]
    }
}
