import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationCompat
import ObserverCore
import ServiceKit
import Shared

/// What people order on the pages: forms that work without scripts, and lead back to the page.
struct ActionController {
    private static let bodyLimit = 16 * 1_024

    private struct Confirmation: Decodable {
        var confirmed: String?
    }

    let pages: DashboardController
    let operating: OperatingController
    let incidents: IncidentController

    func addRoutes(to router: Router<ServiceContext>) {
        for command in OperatorCommand.allCases {
            router.post("/ui/services/{id}/\(command.rawValue)") { request, context in
                try await order(command, request, context)
            }
        }
        router.post("/ui/silences", use: silence)
        router.post("/ui/silences/{id}/end", use: endSilence)
    }

    // MARK: Commands

    private func order(
        _ command: OperatorCommand, _ request: Request, _ context: ServiceContext
    ) async throws -> Response {
        try Self.requireSameOrigin(request)
        let path = PagePath.service(OperatingController.id(context))
        let form = try await Self.decode(Confirmation.self, request)
        guard form.confirmed == "yes" else { return Self.seeOther("\(path)?ask=\(command.rawValue)#ask") }
        do {
            _ = try await operating.obey(command, request, context, by: Self.person)
            return Self.seeOther(path)
        } catch let error as any ProblemConvertible {
            return try await pages.service(request, context, refusal: error.problem)
        }
    }

    // MARK: Silences

    @Sendable private func silence(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try Self.requireSameOrigin(request)
        let form = try await Self.decode(SilenceForm.self, request)
        do {
            try await incidents.add(try Self.silence(form))
            return Self.seeOther("\(PagePath.incidents)#silences")
        } catch let error as any ProblemConvertible {
            return await pages.incidents(request, context, form: form, refusal: error.problem)
        }
    }

    /// By the rules of the API, so that there is one set of them.
    private static func silence(_ form: SilenceForm) throws -> Silence {
        var members: [String: JSONValue] = ["reason": .string(form.reason ?? "")]
        members["service"] = form.service.flatMap { $0.isEmpty ? nil : .string($0) }
        members["minutes"] = form.minutes.flatMap { Int64($0) }.map { .integer($0) }
        members["maintenance"] = .bool(form.maintenance == "yes")
        return try IncidentController.silence(
            from: try JSONEncoder().encode(JSONValue.object(members)), by: person, now: .current())
    }

    @Sendable private func endSilence(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try Self.requireSameOrigin(request)
        do {
            try await incidents.end(context.parameters.get("id").flatMap { Int($0) })
            return Self.seeOther("\(PagePath.incidents)#silences")
        } catch {
            return await pages.incidents(request, context, refusal: error)
        }
    }

    // MARK: Forms

    /// Who orders something here, in the journal.
    private static let person = "Dashboard"

    /// A form is obeyed only when our own page sent it: other pages of this machine may call the API, but
    /// must not press buttons here unseen.
    private static func requireSameOrigin(_ request: Request) throws(Problem) {
        let isOwn =
            if let origin = request.headers[.origin] {
                origin.lowercased().split(separator: "/", maxSplits: 2).last.map(String.init)
                    == request.head.authority?.lowercased()
            } else {
                request.headers[.secFetchSite] == "same-origin"
            }
        if isOwn { return }
        throw Problem(
            .forbidden, code: "foreign-form",
            detail: LocalizedText(
                de: "Dieses Formular kam nicht von der Seite des Observers. Für Programme ist /services/{id}/… da.",
                en: "This form did not come from the Observer's page. Programs use /services/{id}/…."))
    }

    private static func decode<Form: Decodable>(_ type: Form.Type, _ request: Request) async throws -> Form {
        let body = String(buffer: try await request.collectBody(limit: bodyLimit))
        do {
            return try URLEncodedFormDecoder().decode(type, from: body)
        } catch {
            throw Problem(
                .badRequest, code: "malformed-form",
                detail: LocalizedText(de: "Das Formular ist unlesbar.", en: "The form cannot be read."))
        }
    }

    private static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
    }
}
