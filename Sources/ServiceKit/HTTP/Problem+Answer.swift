import Foundation
package import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import Shared

extension Problem {
    /// What an error tells the caller. Known ones keep their meaning; unknown ones are logged with the request id and
    /// become an opaque 500.
    package init(of error: any Error, _ request: Request, _ context: ServiceContext) {
        switch error {
        case let error as any ProblemConvertible: self = error.problem
        case let error as any HTTPResponseError where error.status.code < 500: self = .generic(error.status)
        case is NIOTooManyBytesError: self = .generic(.contentTooLarge)
        default:
            context.log(
                .error, "Unexpected error",
                ["error": "\(String(reflecting: error))", "path": "\(request.uri.path)"])
            self = .generic(.internalServerError)
        }
    }

    /// The answer to a failed request, `application/problem+json` in its reader's language.
    func answer(_ request: Request, _ context: ServiceContext) -> Response {
        let details = ProblemDetails(
            title: status.reasonPhrase, status: status.code, detail: detail(context.language),
            instance: request.uri.path, code: code, requestID: context.requestID,
            errors: findings.isEmpty
                ? nil
                : findings.map {
                    .init(
                        pointer: $0.pointer, code: $0.code, detail: $0.detail(context.language), fix: $0.fix,
                        line: $0.line)
                },
            nextOpenDate: nextOpenDate)
        var headers = headers
        headers[.contentType] = ProblemDetails.mediaType
        headers[.contentLanguage] = context.language.rawValue
        headers[.cacheControl] = "no-store"
        // try? because a struct of strings always encodes; an empty body keeps the status if it ever did not.
        let body = (try? context.responseEncoder.encode(details)) ?? Data()
        headers[.contentLength] = String(body.count)
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// The problem for a bare status.
    package static func generic(_ status: HTTPResponse.Status) -> Problem {
        let (code, de, en) =
            switch status.code {
            case 400: ("malformed", "Die Anfrage ist nicht lesbar.", "The request cannot be read.")
            case 404: ("not-found", "Hier gibt es nichts.", "There is nothing here.")
            case 413: ("content-too-large", "Die Anfrage ist zu groß.", "The request is too large.")
            case 415:
                ("unsupported-media-type", "Dieses Format wird nicht gelesen.", "This media type is not read here.")
            case 503: ("unavailable", "Der Dienst ist gerade nicht bereit.", "The service is not ready right now.")
            case 500...:
                (
                    "internal-error", "Unerwarteter Fehler; die Anfragenummer hilft beim Suchen.",
                    "Unexpected error; the request id helps to find it."
                )
            default: ("request-failed", "Die Anfrage ist gescheitert.", "The request failed.")
            }
        return Problem(status, code: code, detail: LocalizedText(de: de, en: en))
    }
}
