import Foundation
import HTTPTypes
import Hummingbird
import ServiceKit
import Shared

/// Refuses requests that a foreign web page made a browser send.
///
/// DNS rebinding gives a foreign name our address: the name then stands in `Host`. Addresses cannot be rebound and
/// are always accepted. A changing request with a foreign `Origin` is refused as well, because a browser sends simple
/// POSTs anywhere without asking first.
struct HostGuard: RouterMiddleware {
    private let hosts: Set<String>
    private let origins: [String]

    /// - Parameters:
    ///   - hosts: Names accepted beside loopback, addresses and this machine's own name.
    ///   - origins: Web origins that may change something; `*` for all.
    init(hosts: [String], origins: [String]) {
        self.hosts = Set((hosts + [MachineName.current]).map { $0.lowercased() }).subtracting([""])
        self.origins = origins
    }

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        if let authority = request.head.authority, !accepts(authority: authority) { throw Problem.foreignHost }
        if ![.get, .head, .options].contains(request.method), let origin = request.headers[.origin],
            !accepts(origin: origin)
        {
            throw Problem.foreignOrigin
        }
        return try await next(request, context)
    }

    func accepts(authority: String) -> Bool {
        var host = authority.lowercased()[...]
        if host.hasPrefix("[") {
            host = host.dropFirst().prefix { $0 != "]" }
        } else if let colon = host.lastIndex(of: ":") {
            host = host[..<colon]
        }
        return accepts(host: String(host), addresses: { _ in true })
    }

    func accepts(origin: String) -> Bool {
        if origins.contains("*") || origins.contains(origin) { return true }
        guard let host = URL(string: origin)?.host?.lowercased() else { return false }
        return accepts(host: IPAddress.unbracketed(host), addresses: \.isLoopback)
    }

    private func accepts(host: String, addresses: (IPAddress) -> Bool) -> Bool {
        if let address = IPAddress(host) { return addresses(address) || hosts.contains(host) }
        return host == "localhost" || host.hasSuffix(".localhost") || hosts.contains(host)
    }
}

extension Problem {
    fileprivate static let foreignHost = Problem(
        .misdirectedRequest, code: "foreign-host",
        detail: .init(
            de: "Unter diesem Rechnernamen antwortet der Observer nicht (Einstellung allowed.hosts).",
            en: "The Observer does not answer under this host name (setting allowed.hosts)."))
    fileprivate static let foreignOrigin = Problem(
        .forbidden, code: "foreign-origin",
        detail: .init(
            de: "Von dieser Webseite aus darf nichts geändert werden.",
            en: "This web page may not change anything here."))
}
