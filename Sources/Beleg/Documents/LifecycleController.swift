import BelegCore
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationCompat
import ServiceKit
import Shared

/// The way of a document of one kind: finalise, storno, repeat the booking.
struct LifecycleController {
    private static let bodyLimit = 16 * 1024

    let kind: DocumentKind
    let documents: DocumentStore
    let outbox: OutboxStore
    let wake: WakeSignal

    func addRoutes(to router: Router<ServiceContext>) {
        router.post("\(kind.route)/{id}/finalise", use: finalise)
        router.post("\(kind.route)/{id}/storno", use: reverse)
        router.post("\(kind.route)/{id}/buchung/wiederholen", use: repeatBooking)
    }

    @Sendable private func finalise(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<DocumentAnswer> {
        let expectation = try EntityVersion.expected(request)
        let document = try await documents.finalise(
            id: context.entityID, kind: kind, expectedVersion: expectation?.version, now: .now)
        wake.wake()
        return .document(document)
    }

    @Sendable private func reverse(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<DocumentAnswer> {
        let body = Data(buffer: try await request.collectBody(limit: Self.bodyLimit))
        let reversal =
            body.isEmpty ? ReversalRequest() : try Request.decodeJSON(ReversalBody.self, from: body).request()
        let storno = try await documents.reverse(id: context.entityID, kind: kind, reversal, now: .now)
        wake.wake()
        return .document(storno, status: .created)
    }

    @Sendable private func repeatBooking(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<DocumentAnswer> {
        let document = try await outbox.repeatBooking(documentID: context.entityID, kind: kind, now: .now)
        wake.wake()
        return .document(document, status: .accepted)
    }
}
