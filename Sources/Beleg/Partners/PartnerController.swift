import BelegCore
import Foundation
import HTTPTypes
import Hummingbird
import ServiceKit
import Shared

/// `/partner`: customers and suppliers in one directory.
struct PartnerController {
    private static let bodyLimit = 64 * 1024

    let partners: PartnerStore

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("\(BelegRoute.partners)", use: list)
        router.post("\(BelegRoute.partners)", use: create)
        router.get("\(BelegRoute.partners)/{id}", use: show)
        router.put("\(BelegRoute.partners)/{id}", use: update)
    }

    @Sendable private func list(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<ListAnswer<PartnerAnswer>> {
        let query = QueryReader(request)
        let filter = try PartnerFilter(
            role: query.text("rolle"), search: query.text("suche"), cursor: query.text("cursor"),
            limit: query.text("limit"))
        return JSONAnswer(ListAnswer("partner", try await partners.list(filter), PartnerAnswer.init))
    }

    @Sendable private func create(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<PartnerAnswer> {
        let draft = try await request.decodeNewJSON(PartnerBody.self, limit: Self.bodyLimit).draft()
        let partner = try await partners.create(draft, now: .now)
        return answer(partner, status: .created, location: "\(BelegRoute.partners)/\(partner.id)")
    }

    @Sendable private func show(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<PartnerAnswer> {
        answer(try await partners.get(id: context.entityID))
    }

    @Sendable private func update(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<PartnerAnswer> {
        let expectation = try EntityVersion.required(request)
        let draft = try await request.decodeJSON(PartnerBody.self, limit: Self.bodyLimit).draft()
        return answer(
            try await partners.update(
                id: context.entityID, draft, expectedVersion: expectation.version, now: .now))
    }

    private func answer(
        _ partner: Partner, status: HTTPResponse.Status = .ok, location: String? = nil
    ) -> JSONAnswer<PartnerAnswer> {
        var headers: HTTPFields = [.eTag: EntityVersion.tag(partner.version)]
        if let location { headers[.location] = location }
        return JSONAnswer(PartnerAnswer(partner), status: status, headers: headers)
    }
}
