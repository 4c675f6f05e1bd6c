import Foundation
import HTTPTypes
import Hummingbird

/// Cross-origin rules (Fetch standard, section 3.2): pages from loopback and from the configured origins may call.
///
/// Hummingbird's own middleware answers preflights only with fixed origins and never exposes headers on the answer
/// itself, so that pages could not read `ETag` or `Ledger-Seq`.
struct OriginMiddleware: RouterMiddleware {
    /// Header fields that a page may read.
    private static let exposed =
        "ETag, Location, Ledger-Seq, Idempotency-Replayed, X-Request-ID, Retry-After, Content-Disposition, Allow"
    private static let allowedHeaders =
        "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, "
        + "Last-Event-ID, X-Request-ID"

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
            headers[.accessControlMaxAge] = "600"
        }
        return Response(status: .noContent, headers: headers)
    }

    func allows(_ origin: String) -> Bool {
        if origins.contains("*") || origins.contains(origin) { return true }
        guard let url = URL(string: origin), ["http", "https"].contains(url.scheme), let host = url.host else {
            return false
        }
        return ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host)
    }
}
