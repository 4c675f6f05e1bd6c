import Foundation
import HTTPTypes
import Hummingbird
import Shared

/// Cross-origin rules (Fetch standard, section 3.2): pages from loopback and from the configured origins may call.
///
/// A page can send a plain POST anywhere without asking first; the browser only hides the answer from it. So requests
/// that change something are refused (403) when a foreign page sent them: by `Sec-Fetch-Site` (Fetch Metadata), which
/// no page can set, else by `Origin` against `Host`. Programs send neither and are obeyed.
///
/// Hummingbird's own middleware answers preflights only with fixed origins and never exposes headers on the answer
/// itself, so that pages could not read `ETag` or `Ledger-Seq`.
struct OriginGuard: RequestStep {
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

    func before(_ request: Request, _ context: inout ServiceContext) throws -> Response? {
        let origin = request.headers[.origin]
        if origin == nil, request.method.isSafe { return nil }
        let isAllowed = origin.map(allows) ?? false
        if let origin, request.method == .options, request.headers[.accessControlRequestMethod] != nil {
            return preflight(origin: isAllowed ? origin : nil)
        }
        if !isAllowed, !request.method.isSafe, isCrossOrigin(request) { throw Problem.foreignOrigin }
        return nil
    }

    func after(_ response: inout Response, _ request: Request, _ context: ServiceContext) {
        guard let origin = request.headers[.origin] else { return }
        response.headers[values: .vary].append("Origin")
        if allows(origin) {
            response.headers[.accessControlAllowOrigin] = origin
            response.headers[.accessControlExposeHeaders] = Self.exposed
        }
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

    /// A browser sent the request for a page that did not come from the service itself, under whatever name.
    private func isCrossOrigin(_ request: Request) -> Bool {
        if let site = request.headers[.secFetchSite] { return site != "same-origin" && site != "none" }
        guard let origin = request.headers[.origin]?.lowercased() else { return false }
        guard let authority = request.head.authority?.lowercased() else { return true }
        return origin != "http://" + authority && origin != "https://" + authority
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
            de: "Eine fremde Webseite sandte diese Anfrage; sie darf hier nichts ändern. Wer darf, nennt CORS_ORIGINS.",
            en: "A foreign web page sent this request; it must not change anything here. CORS_ORIGINS names who may."))
}
