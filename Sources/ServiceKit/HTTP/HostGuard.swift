import HTTPTypes
import Hummingbird
import Shared

/// Answers only under names of our own, so that no foreign page can take our answers for its own (DNS rebinding).
///
/// Such a page gives its own name our address: the browser sends it our answers, and the foreign name stands in `Host`
/// and `Origin`. Addresses, and names without a dot, cannot be handed out by a foreign name server.
struct HostGuard: RequestStep {
    private let hosts: Set<String>

    /// - Parameter hosts: Names accepted beside loopback, addresses and this machine's own; `*` for all.
    init(hosts: [String]) {
        self.hosts = Set((hosts + [MachineName.current]).map { $0.lowercased() }).subtracting([""])
    }

    func before(_ request: Request, _ context: inout ServiceContext) throws -> Response? {
        if let authority = request.head.authority, !accepts(authority: authority) { throw Problem.foreignHost }
        return nil
    }

    func accepts(authority: String) -> Bool {
        let host = Self.host(of: authority.lowercased())
        if host.isEmpty { return false }
        return !host.contains(".") || IPAddress(host) != nil || host.hasSuffix(".localhost") || hosts.contains(host)
            || hosts.contains("*")
    }

    /// The name or address without port and brackets.
    private static func host(of authority: String) -> String {
        if authority.hasPrefix("[") { return String(authority.dropFirst().prefix { $0 != "]" }) }
        return String(authority.prefix { $0 != ":" })
    }
}

extension Problem {
    fileprivate static let foreignHost = Problem(
        .misdirectedRequest, code: "foreign-host",
        detail: .init(
            de: "Unter diesem Rechnernamen antwortet der Dienst nicht; weitere Namen nennt ALLOWED_HOSTS.",
            en: "The service does not answer under this host name; ALLOWED_HOSTS names further ones."))
}
