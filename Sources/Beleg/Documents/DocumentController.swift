import BelegCore
import Foundation
import HTTPTypes
import Hummingbird
import ServiceKit
import Shared

/// Drafts of one kind: list, create, read, replace, delete.
struct DocumentController {
    /// 5,000 positions with long texts stay below it.
    private static let bodyLimit = 4 << 20

    let kind: DocumentKind
    let documents: DocumentStore

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("\(kind.route)", use: list)
        router.post("\(kind.route)", use: create)
        router.get("\(kind.route)/{id}", use: show)
        router.put("\(kind.route)/{id}", use: update)
        router.delete("\(kind.route)/{id}", use: delete)
    }

    @Sendable private func list(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<ListAnswer<DocumentAnswer>> {
        let query = QueryReader(request)
        let filter = try DocumentFilter(
            partnerID: query.text(kind.partnerParameter), status: query.text("status"), from: query.text("datumVon"),
            through: query.text("datumBis"), cursor: query.text("cursor"), limit: query.text("limit"))
        let page = try await documents.list(kind: kind, filter)
        return JSONAnswer(ListAnswer(kind.listName, page) { DocumentAnswer($0) })
    }

    @Sendable private func create(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<DocumentAnswer> {
        let body = try await request.decodeNewJSON(DocumentBody.self, limit: Self.bodyLimit).input(kind)
        let document = try await documents.create(body.input, kind: kind, faults: body.faults, now: .now)
        return .document(document, status: .created)
    }

    @Sendable private func show(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<DocumentAnswer> {
        .document(try await documents.get(id: context.entityID, kind: kind))
    }

    @Sendable private func update(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<DocumentAnswer> {
        let expectation = try EntityVersion.required(request)
        let body = try await request.decodeJSON(DocumentBody.self, limit: Self.bodyLimit).input(kind)
        return .document(
            try await documents.update(
                id: context.entityID, body.input, kind: kind, faults: body.faults,
                expectedVersion: expectation.version))
    }

    @Sendable private func delete(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let expectation = try EntityVersion.expected(request)
        try await documents.delete(id: context.entityID, kind: kind, expectedVersion: expectation?.version)
        return Response(status: .noContent)
    }
}

extension JSONAnswer where Value == DocumentAnswer {
    /// A document with its version, and its place if it is new.
    static func document(_ document: Document, status: HTTPResponse.Status = .ok) -> JSONAnswer {
        var headers: HTTPFields = [.eTag: EntityVersion.tag(document.header.version)]
        if status == .created { headers[.location] = "\(document.header.baseKind.route)/\(document.header.id)" }
        return JSONAnswer(DocumentAnswer(document), status: status, headers: headers)
    }
}
