import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Shared

/// Serves ``ExamplePage`` and its files.
struct ExamplePageController {
    private let page = ExamplePage()

    func addRoutes(to router: Router<ServiceContext>) {
        for asset in ExamplePage.assets {
            router.get("/assets/\(asset.name)") { _, _ in
                Self.answer(
                    ByteBuffer(bytes: asset.bytes),
                    [.contentType: asset.mediaType, .cacheControl: "no-cache", .xContentTypeOptions: "nosniff"])
            }
        }
    }

    /// The page in the language of `lang`, else of the browser.
    func page(_ request: Request, _ context: ServiceContext) -> Response {
        let chosen = request.uri.queryParameters["lang"].flatMap { Language(rawValue: String($0)) }
        let language = chosen ?? context.language
        return Self.answer(
            ByteBuffer(string: page.html(language)),
            [
                .contentType: "text/html; charset=utf-8", .contentLanguage: language.rawValue,
                .vary: "Accept, Accept-Language", .cacheControl: "no-cache",
                .contentSecurityPolicy: ExamplePage.contentSecurityPolicy, .xContentTypeOptions: "nosniff",
                .referrerPolicy: "no-referrer", .xFrameOptions: "DENY",
            ])
    }

    private static func answer(_ body: ByteBuffer, _ headers: HTTPFields) -> Response {
        Response(status: .ok, headers: headers, body: .init(byteBuffer: body))
    }
}
