package import HTTPTypes
import Hummingbird
import Shared

extension Router<ServiceContext> {
    /// Answers 405 with `Allow` (RFC 9110, section 15.5.6) where a path exists but not for the method.
    ///
    /// Call it when all routes are there.
    func guardMethods() {
        var methods: [String: (path: RouterPath, known: Set<HTTPRequest.Method>)] = [:]
        for route in routes {
            methods[route.path.description, default: (route.path, [])].known.insert(route.method)
        }
        for (path, known) in methods.values {
            let all = known.union(known.contains(.get) ? [.head, .options] : [.options])
            let allow = all.map(\.rawValue).sorted().joined(separator: ", ")
            for method in [HTTPRequest.Method.get, .head, .post, .put, .patch, .delete] where !all.contains(method) {
                on(path, method: method) { _, _ -> Response in throw Problem.methodNotAllowed(method, allow) }
            }
            if !known.contains(.options) {
                on(path, method: .options) { _, _ in Response(status: .noContent, headers: [.allow: allow]) }
            }
        }
    }
}

extension Problem {
    /// 405 with the methods that exist.
    package static func methodNotAllowed(_ method: HTTPRequest.Method, _ allow: String) -> Problem {
        Problem(
            .methodNotAllowed, code: "method-not-allowed",
            detail: .init(
                de: "\(method.rawValue) gibt es hier nicht, nur \(allow).",
                en: "There is no \(method.rawValue) here, only \(allow)."),
            headers: [.allow: allow])
    }
}
