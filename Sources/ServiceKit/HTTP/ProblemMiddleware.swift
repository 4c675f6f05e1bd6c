import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Shared

/// Turns every thrown error into `application/problem+json`; the innermost middleware.
///
/// Known errors keep their meaning. Unknown ones are logged with the request id and become an opaque 500.
struct ProblemMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as CancellationError where Task.isCancelled {
            throw error
        } catch {
            return Self.render(problem(for: error, request: request, context: context), request, context)
        }
    }

    private func problem(for error: any Error, request: Request, context: ServiceContext) -> Problem {
        switch error {
        case let error as any ProblemConvertible: return error.problem
        case let error as any HTTPResponseError where error.status.code < 500: return .generic(error.status)
        case is NIOTooManyBytesError: return .generic(.contentTooLarge)
        default:
            context.log(
                .error, "Unexpected error",
                ["error": "\(String(reflecting: error))", "path": "\(request.uri.path)"])
            return .generic(.internalServerError)
        }
    }

    /// The answer to a failed request in its reader's language.
    static func render(_ problem: Problem, _ request: Request, _ context: ServiceContext) -> Response {
        let details = ProblemDetails(
            title: problem.status.reasonPhrase, status: problem.status.code, detail: problem.detail(context.language),
            instance: request.uri.path, code: problem.code, requestID: context.requestID,
            errors: problem.findings.isEmpty
                ? nil
                : problem.findings.map {
                    .init(pointer: $0.pointer, code: $0.code, detail: $0.detail(context.language), fix: $0.fix)
                },
            nextOpenDate: problem.nextOpenDate)
        var headers = problem.headers
        headers[.contentType] = ProblemDetails.mediaType
        headers[.contentLanguage] = context.language.rawValue
        headers[.cacheControl] = "no-store"
        // try? because a struct of strings always encodes; an empty body keeps the status if it ever did not.
        let body = (try? context.responseEncoder.encode(details)) ?? Data()
        headers[.contentLength] = String(body.count)
        return Response(status: problem.status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}

extension Problem {
    /// The problem for a bare status.
    static func generic(_ status: HTTPResponse.Status) -> Problem {
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
