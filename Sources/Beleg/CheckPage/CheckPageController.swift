import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Shared

/// The files of ``CheckPage``; the page itself is Beleg's `/` for browsers.
struct CheckPageController {
    func addRoutes(to router: Router<ServiceContext>) {
        router.get("\(CheckPage.scriptPath)") { _, _ in
            Self.asset(CheckPageScript.js, "text/javascript; charset=utf-8")
        }
        router.get("\(CheckPage.stylePath)") { _, _ in Self.asset(CheckPageStyle.css, "text/css; charset=utf-8") }
    }

    /// The page, if the caller is a browser.
    static func page(_ request: Request, _ context: ServiceContext) -> Response? {
        guard request.headers[.accept]?.lowercased().contains("text/html") == true else { return nil }
        let chosen = request.uri.queryParameters["lang"].flatMap { Language(rawValue: String($0)) }
        let language = chosen ?? context.language
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentLanguage: language.rawValue,
                .vary: "Accept, Accept-Language", .cacheControl: "no-cache",
                .contentSecurityPolicy: CheckPage.contentSecurityPolicy, .xContentTypeOptions: "nosniff",
                .referrerPolicy: "no-referrer", .xFrameOptions: "DENY",
            ],
            body: .init(byteBuffer: ByteBuffer(string: CheckPage.html(language))))
    }

    private static func asset(_ text: String, _ mediaType: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: mediaType, .cacheControl: "no-cache", .xContentTypeOptions: "nosniff"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
