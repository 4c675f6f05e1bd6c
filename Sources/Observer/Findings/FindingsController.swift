import HTTPTypes
import Hummingbird
import ObserverCore
import ServiceKit
import Shared

/// `/findings` and `/report`: what the figures mean, and what to do about it.
struct FindingsController {
    let source: FindingsSource

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("/findings", use: findings)
        router.get("/report", use: report)
    }

    @Sendable private func findings(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<JSONValue> {
        var query = QueryReader(request)
        let language = Self.language(&query, context)
        try query.finish()
        let found = try await source.findings(at: .current())
        var members = found.board.json(language)
        members["at"] = .string(Timestamp.text(found.at.unixMilliseconds))
        members["services"] = .integer(Int64(found.services))
        return JSONAnswer(.object(members), headers: [.cacheControl: "no-store", .vary: "Accept-Language"])
    }

    @Sendable private func report(_ request: Request, _ context: ServiceContext) async throws -> Response {
        var query = QueryReader(request)
        let span =
            query.value(
                "period", code: "unknown-period", de: "Erwartet wird day oder week.", en: "Expected day or week."
            ) { text in ObservedSpan(rawValue: text).flatMap { $0 == .now ? nil : $0 } } ?? .day
        let format =
            query.value(
                "format", code: "unknown-format", de: "Erwartet wird markdown, html oder json.",
                en: "Expected markdown, html or json."
            ) { ReportFormat(rawValue: $0) } ?? .preferred(request.headers[.accept])
        let language = Self.language(&query, context)
        try query.finish()
        let report = try await source.report(span, at: .current())
        switch format {
        case .json:
            return try JSONAnswer(report.json(language), headers: Self.headers(language))
                .response(from: request, context: context)
        case .markdown:
            return Self.answer(
                ReportDocument(report, language).markdown, "text/markdown; charset=utf-8", language)
        case .html:
            return Self.answer(ReportDocument(report, language).html, "text/html; charset=utf-8", language)
        }
    }

    private static func language(_ query: inout QueryReader, _ context: ServiceContext) -> Language {
        query.value("lang", code: "unknown-language", de: "Erwartet wird de oder en.", en: "Expected de or en.") {
            Language(rawValue: $0)
        } ?? context.language
    }

    private static func headers(_ language: Language) -> HTTPFields {
        [.cacheControl: "no-store", .vary: "Accept, Accept-Language", .contentLanguage: language.rawValue]
    }

    /// The page has a style of its own, so that it stays readable as a file; nothing else may be loaded or run.
    private static func answer(_ text: String, _ mediaType: String, _ language: Language) -> Response {
        var headers = headers(language)
        headers[.contentType] = mediaType
        headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        headers[.xContentTypeOptions] = "nosniff"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
