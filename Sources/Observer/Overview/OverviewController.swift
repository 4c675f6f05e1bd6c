import HTTPTypes
import Hummingbird
import ObserverCore
import ServiceKit
import Shared

/// `/` and its style sheet: a page for browsers, two fields for everyone else.
struct OverviewController {
    private struct Summary: Encodable {
        let message: String
        let servicesCount: Int

        enum CodingKeys: String, CodingKey {
            case message
            case servicesCount = "services_count"
        }
    }

    private let watch: RegistryWatch
    private let watchdog: Watchdog
    private let page: OverviewPage

    /// - Throws: When the page's template is broken, which a test finds.
    init(watch: RegistryWatch, watchdog: Watchdog, version: String) throws {
        self.watch = watch
        self.watchdog = watchdog
        page = try OverviewPage(version: version)
    }

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("/", use: index)
        router.get("\(OverviewStyle.path)") { _, _ in styleSheet() }
    }

    @Sendable private func index(_ request: Request, _ context: ServiceContext) async throws -> Response {
        guard request.headers[.accept]?.lowercased().contains("text/html") == true else {
            let summary = Summary(
                message: LocalizedText(de: "Der Observer läuft.", en: "The Observer is running.")(context.language),
                servicesCount: await watch.supervisor.counts.total)
            let answer = JSONAnswer(summary, headers: [.vary: "Accept, Accept-Language"])
            return try answer.response(from: request, context: context)
        }
        let chosen = request.uri.queryParameters["lang"].flatMap { Language(rawValue: String($0)) }
        let language = chosen ?? context.language
        let html = page.render(
            ShownService.all(await watch.supervisor.entries, watchdog.state), language: language, at: .current())
        return Response(status: .ok, headers: headers(language), body: .init(byteBuffer: ByteBuffer(string: html)))
    }

    private func headers(_ language: Language) -> HTTPFields {
        [
            .contentType: "text/html; charset=utf-8", .contentLanguage: language.rawValue,
            .vary: "Accept, Accept-Language", .cacheControl: "no-store",
            .contentSecurityPolicy: OverviewStyle.contentSecurityPolicy, .xContentTypeOptions: "nosniff",
            .referrerPolicy: "no-referrer", .xFrameOptions: "DENY",
        ]
    }

    private func styleSheet() -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/css; charset=utf-8", .cacheControl: "public, max-age=86400, immutable",
                .xContentTypeOptions: "nosniff",
            ],
            body: .init(byteBuffer: ByteBuffer(string: OverviewStyle.css)))
    }
}

extension HTTPField.Name {
    fileprivate static let referrerPolicy = name("Referrer-Policy")
    fileprivate static let xFrameOptions = name("X-Frame-Options")

    private static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("not a field name: \(text)") }
        return name
    }
}
