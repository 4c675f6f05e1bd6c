import HTTPTypes
import Hummingbird
import NIOCore
import Shared
import Synchronization

/// `/openapi.json`, `/openapi.yaml` and the reference page `/docs`.
///
/// The contract is read when somebody asks for the first time: a start does not wait for it.
final class ContractController: Sendable {
    private let contract: ServiceContract
    private let version: String
    private let read = Mutex<ContractDocument?>(nil)

    init(contract: ServiceContract, version: String) {
        self.contract = contract
        self.version = version
    }

    private func document() throws -> ContractDocument {
        try read.withLock { kept in
            if let kept { return kept }
            let document = try ContractDocument(contract, version: version)
            kept = document
            return document
        }
    }

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("/openapi.json") { [self] _, _ in
            Self.answer(ByteBuffer(string: try document().json), "application/json; charset=utf-8")
        }
        router.get("/openapi.yaml") { [self] _, _ in
            Self.answer(ByteBuffer(string: try document().yaml), "application/yaml; charset=utf-8")
        }
        router.get("/docs", use: page)
        router.get("\(ReferencePage.stylePath)") { _, _ in
            Self.answer(ByteBuffer(string: ReferenceStyle.css), "text/css; charset=utf-8")
        }
        router.get("\(ReferencePage.scriptPath)") { _, _ in
            Self.answer(ByteBuffer(string: ReferenceScript.js), "text/javascript; charset=utf-8")
        }
    }

    @Sendable private func page(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let chosen = request.uri.queryParameters["lang"].flatMap { Language(rawValue: String($0)) }
        let language = chosen ?? context.language
        let html = ReferencePage(document: try document(), contract: contract, language: language).html
        var response = Self.answer(ByteBuffer(string: html), "text/html; charset=utf-8")
        response.headers[.contentLanguage] = language.rawValue
        response.headers[.vary] = "Accept-Language"
        response.headers[.contentSecurityPolicy] = ReferencePage.contentSecurityPolicy
        return response
    }

    private static func answer(_ body: ByteBuffer, _ mediaType: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: mediaType, .cacheControl: "no-cache", .xContentTypeOptions: "nosniff"],
            body: .init(byteBuffer: body))
    }
}
