import FinanceCore
import HTTPTypes
import Hummingbird
import ServiceKit
import Shared

/// `/api/v1/mandanten`: companies, and behind each the same routes as the standard ledger has.
struct MandantController {
    private static let bodyLimit = 16 * 1024

    struct Body: JSONBody {
        let id: Field<String>
        let name: Field<String>
        let chart: Field<String>
        var unknownMembers: [Finding] = []

        static let members = JSONMembers(CodingKeys.self)

        private enum CodingKeys: String, CodingKey, CaseIterable {
            case id, name, chart
        }

        /// - Throws: every fault of the body.
        func draft() throws -> MandantDraft {
            var reader = FieldReader(unknownMembers)
            let id = reader.required(id, "/id", "string").flatMap { Self.id($0, &reader) }
            let name = reader.required(name, "/name", "string")
            let chart = reader.optional(chart, "/chart", "string").map { Self.chart($0, &reader) } ?? .skr03
            if let name, id == nil || chart == nil, let standIn = MandantID("stand-in") {
                // The rules of the name are asked as well, so that one answer tells of all faults.
                do throws(FinanceError) {
                    _ = try MandantDraft(id: standIn, name: name, chart: .skr03)
                } catch {
                    if case .invalid(let findings) = error { reader.report(findings) }
                }
            }
            try reader.finish()
            guard let id, let name, let chart else { throw Problem.invalid([]) }
            return try MandantDraft(id: id, name: name, chart: chart)
        }

        private static func id(_ text: String, _ reader: inout FieldReader) -> MandantID? {
            let id = MandantID(text)
            if id == nil {
                reader.report(
                    "/id", "id-malformed",
                    de: "2 bis 40 Kleinbuchstaben, Ziffern und einzelne Bindestriche, der Anfang ein Buchstabe.",
                    en: "2 to 40 lower-case letters, digits and single hyphens, beginning with a letter.")
            }
            return id
        }

        private static func chart(_ text: String, _ reader: inout FieldReader) -> ChartOfAccounts? {
            let chart = ChartOfAccounts(rawValue: text.lowercased())
            if chart == nil {
                let words = ChartOfAccounts.allCases.map(\.rawValue).joined(separator: ", ")
                reader.report("/chart", "chart-unknown", de: "Erlaubt sind \(words).", en: "Use one of \(words).")
            }
            return chart
        }
    }

    let shelf: MandantShelf
    let routing: LedgerRouting

    func addRoutes(to router: Router<ServiceContext>) {
        let group = router.group("\(FinanceRoute.mandanten)")
        group.get(use: list)
        group.post(use: create)
        group.get("{mandant}", use: show)
        for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete, .options] {
            group.on("{mandant}/finanzen/**", method: method, use: forward)
        }
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        let list = ListResponse(name: "mandanten", elements: shelf.mandanten.map(MandantResponse.init))
        return WrittenAnswer(body: list.json)
    }

    @Sendable private func show(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        WrittenAnswer(body: MandantResponse(mandant: try shelf.mandant(try context.mandant())).json)
    }

    @Sendable private func create(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        let draft = try await request.decodeJSON(Body.self, limit: Self.bodyLimit).draft()
        let created: (mandant: Mandant, isNew: Bool)
        do throws(FinanceError) { created = try await shelf.create(draft) } catch {
            throw context.ending(error, request)
        }
        return WrittenAnswer(
            body: MandantResponse(mandant: created.mandant).json, status: created.isNew ? .created : .ok,
            headers: [.location: "\(FinanceRoute.mandanten)/\(created.mandant.id)"])
    }

    /// Answers with the routes of a company's ledger. The lease lasts until the last byte of the answer is written.
    @Sendable private func forward(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let mandant = try context.mandant()
        let lease: LedgerLease
        do throws(FinanceError) { lease = try await shelf.ledger(of: mandant) } catch {
            throw context.ending(error, request)
        }
        let routes = LedgerRoutes.of(lease.mandant)
        let part = lease.attachment {
            RouterPart(
                of: .finance, at: routes.prefix,
                steps: [SequenceStep(ledger: lease.ledger, routes: routes)]
            ) { routing.addRoutes(of: lease.ledger, at: routes, to: $0) }
        }
        var response = try await part.respond(to: request, context: context)
        for name in [HTTPField.Name.location, .link] {
            if let link = response.headers[name] { response.headers[name] = routes.moved(link) }
        }
        let body = response.body
        response.body = ResponseBody(contentLength: body.contentLength) { writer in
            defer { withExtendedLifetime(lease) {} }
            try await body.write(writer)
        }
        return response
    }
}

/// A company as the API shows it.
private struct MandantResponse: JSONWritable {
    let mandant: Mandant

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", mandant.id.description)
            writer.member("name", mandant.name)
            writer.member("chart", mandant.chart.rawValue)
            writer.member("created_at", mandant.createdAt)
            writer.member("ledger", LedgerRoutes.of(mandant.id).prefix)
        }
    }
}

extension ServiceContext {
    /// The company that the path names.
    /// - Throws: 404; a text that is no id names nobody.
    fileprivate func mandant() throws -> MandantID {
        let text = parameters.get("mandant") ?? ""
        guard let id = MandantID(text) else { throw Problem.unknown(.mandant, text) }
        return id
    }
}
