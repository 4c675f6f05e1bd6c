import Foundation
import Hummingbird
import ObserverCore
import Shared

/// The part of the services that the overview's table shows.
struct ServiceList {
    /// Rows of one page: with a thousand services, all rows would be more than anybody reads or a browser paints at once.
    static let pageSize = 50
    /// A filter is of use from this many services on.
    private static let leastForFilter = 12

    /// Text that the name must contain.
    private let text: String
    private let isProblemsOnly: Bool
    private let page: Int

    /// Reads `q`, `show` and `page`; whatever is malformed is as good as not there, for a page must be shown.
    init(_ request: Request) {
        let parameters = request.uri.queryParameters
        let given = parameters["q"].map { String($0).replacing("+", with: " ") } ?? ""
        text = String((given.removingPercentEncoding ?? given).prefix(200))
        isProblemsOnly = parameters["show"] == "problems"
        page = parameters["page"].flatMap { Int($0) }.map { min(max($0, 1), 1_000) } ?? 1
    }

    init() {
        text = ""
        isProblemsOnly = false
        page = 1
    }

    func filtered(_ services: [ShownService]) -> [ShownService] {
        services.filter { service in
            (text.isEmpty || service.name.localizedCaseInsensitiveContains(text))
                && (!isProblemsOnly || service.status != .healthy)
        }
    }

    /// The services of the page, and the values of filter and page links.
    func values(
        _ services: [ShownService], _ words: DashboardWords
    ) -> (shown: ArraySlice<ShownService>, values: [String: Any]) {
        let found = filtered(services)
        let pages = max((found.count + Self.pageSize - 1) / Self.pageSize, 1)
        let page = min(page, pages)
        let shown = found.dropFirst((page - 1) * Self.pageSize).prefix(Self.pageSize)
        let isFiltered = !text.isEmpty || isProblemsOnly
        var values: [String: Any] = [
            "hasFilter": services.count >= Self.leastForFilter || isFiltered, "q": text,
            "isProblems": isProblemsOnly, "hasPages": pages > 1, "hasRows": !found.isEmpty,
            "caption": words.caption(count: found.count, of: services.count),
            "pageText": words.text("Seite \(page) von \(pages)", "page \(page) of \(pages)"),
            "emptyText": (isFiltered ? words.page["noMatch"] : words.page["empty"]) ?? "",
        ]
        if page > 1 { values["earlierHref"] = href(page: page - 1) }
        if page < pages { values["laterHref"] = href(page: page + 1) }
        return (shown, values)
    }

    private func href(page: Int) -> String {
        "/?q=\(PagePath.encoded(text))&show=\(isProblemsOnly ? "problems" : "all")&page=\(page)"
    }
}
