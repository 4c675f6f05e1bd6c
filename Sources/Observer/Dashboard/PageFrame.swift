import ObserverCore
import Shared

/// What all pages have around their content.
struct PageFrame {
    let templates: PageTemplates
    let version: String
    let words: DashboardWords
    let facts: DashboardFacts

    /// The values of head and foot.
    ///
    /// - Parameters:
    ///   - path: Address of the page, for the links to its other language.
    ///   - query: What they must keep of its query, with a `&` behind.
    ///   - refreshes: Whether browsers without scripts reload it; not where something is being filled in.
    ///   - isRefusal: Whether it answers a form; then it is read again under its own address, not under the form's.
    func values(
        title: String, tone: Tone, path: String, query: String = "", refreshes: Bool, isRefusal: Bool = false
    ) -> [String: Any] {
        var values = words.page
        values["title"] = title
        values["tone"] = tone.rawValue
        values["symbol"] = tone.symbol
        values["icon"] = PageAsset.icon(for: tone)
        values["unknownIcon"] = PageAsset.icon(for: .idle)
        values["style"] = PageAsset.style.versionedPath
        values["script"] = PageAsset.script.versionedPath
        values["path"] = path
        values["query"] = query
        values["refreshes"] = refreshes
        if isRefusal { values["pageAddress"] = path }
        values["version"] = version
        values["asOf"] = words.asOf(facts.now.unixMilliseconds)
        values["isOverview"] = path == "/"
        values["isIncidents"] = path == PagePath.incidents
        if !facts.openIncidents.isEmpty { values["openCount"] = String(facts.openIncidents.count) }
        return values
    }
}

/// The four colours of the pages, each with a symbol of its own, because not everybody sees colours.
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
