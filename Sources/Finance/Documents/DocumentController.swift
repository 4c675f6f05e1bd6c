import FinanceCore
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationCompat
import ServiceKit
import Shared

/// `/documents`: the papers behind the bookings, stored under the hash of their bytes.
struct DocumentController {
    /// Base64 in a JSON body takes a third more than the bytes.
    private static let bodyLimit = LedgerOptions().maximumDocumentBytes / 3 * 4 + (1 << 16)

    let ledger: LedgerStore
    var routes = LedgerRoutes.standard

    func addRoutes(to group: RouterGroup<ServiceContext>) {
        group.get("documents", use: list)
        group.post("documents", use: create)
        group.get("documents/{id}", use: show)
        group.get("documents/{id}/content", use: content)
    }

    @Sendable private func list(
        _ request: Request, _ context: ServiceContext
    ) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let filter = DocumentQuery(
            type: query.text("document_type"), transaction: query.transaction("transaction_id"),
            cursor: query.cursor(), limit: query.limit())
        let fields = query.fields(of: DocumentResponse.fields)
        try query.finish()
        let page = try await ledger.documents(filter)
        let list = ListResponse(
            name: "documents", elements: page.elements.map { DocumentResponse(document: $0, routes: routes) },
            nextCursor: page.next?.token, fields: fields)
        return WrittenAnswer(body: list.json)
    }

    /// A JSON body describes the document; any other body is the document, and the query describes it.
    @Sendable private func create(
        _ request: Request, _ context: ServiceContext
    ) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let conditions = query.conditions()
        try query.finish()
        let body = try await request.collectBody(limit: Self.bodyLimit)
        let isJSON = request.headers[.contentType]?.lowercased().hasPrefix("application/json") ?? false
        let isDescribed = query.text("filename") != nil
        let document =
            isJSON && !isDescribed
            ? try DocumentRequest(try Request.decodeJSON(DocumentRequest.Body.self, from: Data(buffer: body)), query)
            : try DocumentRequest(request, bytes: Array(body.readableBytesView))
        let stored = try await ledger.addDocument(document.draft, bytes: document.bytes, conditions: conditions)
        if conditions.isDryRun {
            return WrittenAnswer(body: DocumentResponse(document: stored, isRehearsal: true).json)
        }
        return WrittenAnswer(
            body: DocumentResponse(document: stored, routes: routes).json, status: .created,
            headers: [.location: "\(routes.documents)/\(stored.id)"])
    }

    @Sendable private func show(
        _ request: Request, _ context: ServiceContext
    ) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let fields = query.fields(of: DocumentResponse.fields)
        try query.finish()
        let document = try await ledger.document(try context.entity(.document))
        return WrittenAnswer(body: DocumentResponse(document: document, routes: routes).json(fields))
    }

    /// The bytes as they came. Foreign content must never run in our origin: no sniffing, no scripts.
    @Sendable private func content(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let document = try await ledger.document(try context.entity(.document))
        let bytes = try await ledger.documentBytes(document.id)
        return Response(
            status: .ok,
            headers: [
                .contentType: document.mediaType, .contentLength: String(bytes.count),
                .contentDisposition: Self.disposition(document), .eTag: "\"\(document.sha256)\"",
                .cacheControl: "private, max-age=31536000, immutable", .xContentTypeOptions: "nosniff",
                .contentSecurityPolicy: "sandbox; default-src 'none'",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Shows what browsers show safely, offers the rest for saving (RFC 6266; the name as RFC 8187 text).
    private static func disposition(_ document: Document) -> String {
        let shown: Set<String> = ["application/pdf", "image/png", "image/jpeg", "text/plain"]
        let kind = document.mediaType.prefix { $0 != ";" }.lowercased()
        let plain = document.filename.unicodeScalars.map { scalar in
            scalar.isASCII && scalar.value >= 0x20 && !"\"\\%".unicodeScalars.contains(scalar) ? Character(scalar) : "_"
        }
        let encoded = document.filename.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return (shown.contains(kind) ? "inline" : "attachment")
            + "; filename=\"\(String(plain))\"; filename*=UTF-8''\(encoded)"
    }
}
