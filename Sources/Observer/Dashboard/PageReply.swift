import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Shared

/// The language of a page, and how it was chosen.
struct PageLanguage {
    private static let cookie = "lang"

    let language: Language
    /// Set when the reader has just chosen: it is kept for the next pages.
    private let isChosen: Bool

    /// `?lang=`, else what was chosen before, else `Accept-Language`.
    init(_ request: Request, _ context: ServiceContext) {
        let chosen = request.uri.queryParameters["lang"].flatMap { Language(rawValue: String($0)) }
        let kept = request.cookies[Self.cookie].flatMap { Language(rawValue: $0.value) }
        language = chosen ?? kept ?? context.language
        isChosen = chosen != nil
    }

    /// Answers a page.
    func reply(_ html: String, status: HTTPResponse.Status = .ok) -> Response {
        var response = Response(
            status: status,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentLanguage: language.rawValue,
                .vary: "Accept, Accept-Language, Cookie", .cacheControl: "no-store",
                .contentSecurityPolicy: PageAsset.contentSecurityPolicy, .xContentTypeOptions: "nosniff",
                // Not "no-referrer": browsers then hide the origin of our own forms, and they would be refused.
                .referrerPolicy: "same-origin", .xFrameOptions: "DENY",
            ], body: .init(byteBuffer: ByteBuffer(string: html)))
        if isChosen {
            response.setCookie(
                Cookie(
                    name: Self.cookie, value: language.rawValue, maxAge: 31_536_000, path: "/", httpOnly: true,
                    sameSite: .lax))
        }
        return response
    }
}
