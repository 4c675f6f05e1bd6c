import Foundation
import HTTPTypes
import Hummingbird
import Shared

/// Cross-origin rules (Fetch standard, section 3.2): pages from loopback and from the configured origins may call.
///
/// A page can send a plain POST anywhere without asking first; the browser only hides the answer from it. So requests
/// that change something are refused (403) when a foreign page sent them.
///
/// Hummingbird's own middleware answers preflights only with fixed origins and never exposes headers on the answer
/// itself, so that pages could not read `ETag` or `Ledger-Seq`.
struct OriginMiddleware: RouterMiddleware {
    /// Header fields that a page may read.
    private static let exposed =
        "ETag, Location, Ledger-Seq, Idempotency-Replayed, X-Request-ID, Retry-After, Content-Disposition, Allow, "
        + "Content-Language, Link"
    private static let allowedHeaders =
        "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, "
        + "Last-Event-ID, X-Request-ID"

    /// How long a browser keeps the answer to a preflight: the longest that Chromium keeps any.
    private static let preflightSeconds = 7_200

    /// Configured origins; `*` allows all.
    let origins: [String]

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        guard let origin = request.headers[.origin] else { return try await next(request, context) }
        let isAllowed = allows(origin)
        if request.method == .options, request.headers[.accessControlRequestMethod] != nil {
            return preflight(origin: isAllowed ? origin : nil)
        }
        if !isAllowed, !request.method.isSafe, !isSameOrigin(origin, request) {
            return ProblemMiddleware.render(.foreignOrigin, request, context)
        }
        var response = try await next(request, context)
        response.headers[values: .vary].append("Origin")
        if isAllowed {
            response.headers[.accessControlAllowOrigin] = origin
            response.headers[.accessControlExposeHeaders] = Self.exposed
        }
        return response
    }

    private func preflight(origin: String?) -> Response {
        var headers: HTTPFields = [.vary: "Origin"]
        if let origin {
            headers[.accessControlAllowOrigin] = origin
            headers[.accessControlAllowMethods] = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
            headers[.accessControlAllowHeaders] = Self.allowedHeaders
            headers[.accessControlMaxAge] = String(Self.preflightSeconds)
        }
        return Response(status: .noContent, headers: headers)
    }

    /// The page came from the service itself, under whatever name it was reached.
    private func isSameOrigin(_ origin: String, _ request: Request) -> Bool {
        guard let authority = request.head.authority?.lowercased() else { return false }
        return ["http://" + authority, "https://" + authority].contains(origin.lowercased())
    }

    func allows(_ origin: String) -> Bool {
        if origins.contains("*") || origins.contains(origin) { return true }
        guard let url = URL(string: origin), ["http", "https"].contains(url.scheme), let host = url.host else {
            return false
        }
        return ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host)
    }
}

extension HTTPRequest.Method {
    /// Changes nothing (RFC 9110, section 9.2.1).
    fileprivate var isSafe: Bool { [.get, .head, .options].contains(self) }
}

extension Problem {
    fileprivate static let foreignOrigin = Problem(
        .forbidden, code: "foreign-origin",
        detail: .init(
            de: "Seiten dieser Herkunft dürfen hier nichts ändern; erlaubte Herkünfte nennt CORS_ORIGINS.",
            en: "Pages of this origin must not change anything here; CORS_ORIGINS names those that may."))
}
