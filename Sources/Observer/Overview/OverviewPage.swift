import Foundation
import Mustache
import ObserverCore
import ServiceKit
import Shared

/// The page that answers "can I work?", rendered on the server.
struct OverviewPage: Sendable {
    private let template: MustacheTemplate
    private let version: String

    /// - Throws: When the template cannot be parsed.
    init(version: String) throws {
        MustacheContentTypes.register(ScalarHTMLEscaping(), named: ScalarHTMLEscaping.name)
        template = try MustacheTemplate(string: OverviewTemplate.html)
        self.version = version
    }

    /// The whole page.
    func render(_ services: [ShownService], language: Language, at now: Moment) -> String {
        let words = OverviewWords(language)
        let sorted = services.sorted { ($0.status.urgency, $0.name, $0.url) < ($1.status.urgency, $1.name, $1.url) }
        let answer = WorkAnswer(sorted)
        var page: [String: Any] = words.page
        page["lang"] = language.rawValue
        page["isGerman"] = language == .german
        page["style"] = OverviewStyle.versionedPath
        page["icon"] = OverviewStyle.icon(for: answer.tone)
        page["tone"] = answer.tone.rawValue
        page["symbol"] = answer.tone.symbol
        page["verdict"] = answer.verdict(language)
        page["detail"] = answer.detail(language)
        page["functions"] = BusinessFunction.all.map { $0.members(in: sorted, words, language) }
        page["hasRows"] = !sorted.isEmpty
        page["rows"] = sorted.map { row($0, words, language, at: now) }
        page["caption"] = words.caption(count: sorted.count)
        page["asOf"] = words.asOf(now.unixMilliseconds)
        page["version"] = version
        return template.render(page)
    }

    private func row(
        _ entry: ShownService, _ words: OverviewWords, _ language: Language, at now: Moment
    ) -> [String: Any] {
        let tone = Tone(entry.status)
        return [
            "name": entry.name, "url": entry.url,
            "address": entry.url.replacingOccurrences(of: "http://", with: ""), "tone": tone.rawValue,
            "symbol": tone.symbol, "status": words.status(entry.status, isLost: entry.isLost),
            "why": entry.why?(language) ?? "",
            "since": entry.since.map { words.span(now.unixMilliseconds - $0) } ?? "–",
            "sinceAt": entry.since.map(Timestamp.text) ?? "",
            "checked": entry.lastCheckedAt.map { words.ago(now.unixMilliseconds - $0) } ?? "–",
            "checkedAt": entry.lastCheckedAt.map(Timestamp.text) ?? "",
            "response": words.milliseconds(entry.responses.lastMilliseconds),
            "mean": words.milliseconds(entry.responses.meanMilliseconds), "restarts": String(entry.restarts),
            "hasRestarts": entry.restarts > 0, "version": entry.version ?? "–",
        ]
    }
}

/// The four colours of the page, each with a symbol of its own, because not everybody sees colours.
enum Tone: String, Sendable {
    case good, care, bad, idle

    init(_ status: ServiceStatus) {
        self =
            switch status {
            case .healthy: .good
            case .warning: .care
            case .unhealthy, .unreachable: .bad
            case .unknown: .idle
            }
    }

    var symbol: String {
        switch self {
        case .good: "✓"
        case .care: "!"
        case .bad: "✕"
        case .idle: "?"
        }
    }
}

extension ServiceStatus {
    /// Place on the page: what needs an eye comes first.
    var urgency: Int {
        switch self {
        case .unreachable: 0
        case .unhealthy: 1
        case .warning: 2
        case .unknown: 3
        case .healthy: 4
        }
    }
}
