import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import TestSupport
import Testing

@testable import Beleg

/// A misspelt member must not be dropped: the invoice would go out without it.
@Suite("Unknown members of documents and partners") struct UnknownMemberTests {
    private static let invoice = BelegRouterFixture.invoice("p")
    private static let incoming = """
        {"lieferantenId":"p","datum":"2026-01-20","lieferantenRechnungsnummer":"4711",
         "lieferantenRechnungsdatum":"2026-01-15",
         "positionen":[{"bezeichnung":"Papier","menge":"3","einzelpreis":"4.99","mwstSatz":"19"}]}
        """

    @Test(
        "an unknown member is refused at its place, with the one that is meant",
        arguments: [
            ("/partner", #"{"name":"A","zahlungszieltage":7}"#, "/zahlungszieltage", "/zahlungszielTage"),
            ("/partner", #"{"name":"A","farbe":"rot"}"#, "/farbe", nil),
            ("/rechnungen", invoice.replacing("menge", with: "mege"), "/positionen/0/mege", "/positionen/0/menge"),
            (
                "/rechnungen", invoice.replacing("mwstSatz\"", with: #"mwstSatz":19,"rabatProzent""#),
                "/positionen/0/rabatProzent", "/positionen/0/rabattProzent"
            ),
            (
                "/rechnungen", invoice.replacing("{\"kundenId", with: #"{"faelligam":"2026-02-01","kundenId"#),
                "/faelligam", "/faelligAm"
            ),
            (
                "/rechnungen", invoice.replacing("{\"kundenId", with: #"{"lieferantenRechnungsnummer":"1","kundenId"#),
                "/lieferantenRechnungsnummer", nil
            ),
            (
                "/eingangsrechnungen", incoming.replacing("{\"lief", with: #"{"kundenId":"p","lief"#), "/kundenId", nil
            ),
            (
                "/eingangsrechnungen", incoming.replacing("{\"lief", with: #"{"bemerkng":"x","lief"#), "/bemerkng",
                "/bemerkung"
            ),
        ] as [(String, String, String, String?)])
    func refused(_ path: String, _ body: String, _ pointer: String, _ meant: String?) async throws {
        try await BelegRouterFixture.run { service in
            let partner = try await service.partner()
            let body = body.replacing("Id\":\"p\"", with: "Id\":\"\(partner)\"")
            let count = try await service.call(.get, "/api/v1" + path).json["count"]
            let answer = try await service.call(.post, "/api/v1" + path, body)
            #expect(answer.status == .unprocessableContent)
            let fault = try #require(try answer.problem.errors?.first { $0.code == "member-unknown" })
            #expect(fault.pointer == pointer && fault.fix == meant.map { [.move(from: pointer, to: $0)] })
            #expect(try await service.call(.get, "/api/v1" + path).json["count"] == count)
        }
    }

    @Test("a storno with an unknown member is refused, and the document stays")
    func reversal() async throws {
        try await BelegRouterFixture.run { service in
            let path = "/api/v1/rechnungen/\(try await service.draft(try await service.partner()))"
            #expect(try await service.call(.post, path + "/finalise").status == .ok)
            let answer = try await service.call(.post, path + "/storno", #"{"Datum":"2026-02-01","grund":"Irrtum"}"#)
            #expect(try answer.problem.faults == ["/Datum member-unknown"])
            #expect(try await service.call(.get, path).json["status"] == "finalisiert")
        }
    }

    @Test("unknown members stand beside all other faults")
    func together() async throws {
        try await BelegRouterFixture.run { service in
            let answer = try await service.call(.post, "/api/v1/partner", #"{"nam":"A","iban":"DE00","plz":5}"#)
            #expect(
                Set(try answer.problem.faults) == [
                    "/nam member-unknown", "/name missing", "/iban invalid-iban", "/plz wrong-type",
                ])
        }
    }

    @Test("what a GET answers can be sent back, edited or not")
    func roundTrip() async throws {
        try await BelegRouterFixture.run { service in
            let partner = try await service.partner()
            let partnerPath = "/api/v1/partner/\(partner)"
            try await Self.sendBack(service, partnerPath) { $0["ort"] = "Köln" }
            let invoice = "/api/v1/rechnungen/\(try await service.draft(partner))"
            try await Self.sendBack(service, invoice) { _ in }
            try await Self.sendBack(service, invoice) { document in
                guard var line = document["positionen"]?.elements.first?.objectValue else { return }
                line["einzelpreis"] = "50.00"
                document["positionen"] = .array([.object(line), .object(line)])
            }
            #expect(try await service.call(.get, invoice).json["summeNetto"] == "100.00")
            let body = Self.incoming.replacing("Id\":\"p\"", with: "Id\":\"\(partner)\"")
            let created = try await service.call(.post, "/api/v1/eingangsrechnungen", body).json
            let id = try #require(created["id"].stringValue)
            try await Self.sendBack(service, "/api/v1/eingangsrechnungen/\(id)") { $0["bemerkung"] = "geprüft" }
        }
    }

    @Test(
        "what the service gives is refused when something is created",
        arguments: [
            ("/partner", #"{"name":"A","id":"p","version":7}"#, ["/id", "/version"]),
            (
                "/rechnungen", invoice.replacing("{\"kundenId", with: #"{"nummer":"R-1","status":null,"kundenId"#),
                ["/nummer", "/status"]
            ),
            (
                "/rechnungen", invoice.replacing("\"menge", with: #""rabattBetrag":"10.00","menge"#),
                ["/positionen/0/rabattBetrag"]
            ),
            (
                "/eingangsrechnungen", incoming.replacing("{\"lief", with: #"{"id":"e","buchung":{},"lief"#),
                ["/buchung", "/id"]
            ),
        ])
    func given(_ path: String, _ body: String, _ pointers: [String]) async throws {
        try await BelegRouterFixture.run { service in
            let partner = try await service.partner()
            let body = body.replacing("Id\":\"p\"", with: "Id\":\"\(partner)\"")
            let count = try await service.call(.get, "/api/v1" + path).json["count"]
            let answer = try await service.call(.post, "/api/v1" + path, body)
            #expect(answer.status == .unprocessableContent)
            #expect(try answer.problem.faults == pointers.map { "\($0) member-read-only" })
            #expect(try await service.call(.get, "/api/v1" + path).json["count"] == count)
            let german = try await service.call(.post, "/api/v1" + path, body, headers: [.acceptLanguage: "de"])
            #expect(try german.problem.errors?.first?.detail.hasPrefix("Dieses Feld vergibt der Dienst") == true)
        }
    }

    /// Reads, edits, sends back; the edit must be accepted.
    private static func sendBack(
        _ service: BelegRouterFixture, _ path: String, _ edit: (inout [String: JSONValue]) -> Void
    ) async throws {
        let seen = try await service.call(.get, path)
        var members = try #require(try seen.json.objectValue)
        edit(&members)
        let body = String(decoding: try JSONEncoder().encode(members), as: UTF8.self)
        let tag = try #require(seen.headers[.eTag])
        let answer = try await service.call(.put, path, body, headers: [.ifMatch: tag])
        #expect(answer.status == .ok, "\(path): \(String(buffer: answer.body))")
    }

    @Test("a figure of one's own is still compared when a draft is replaced")
    func ownFigure() async throws {
        try await BelegRouterFixture.run { service in
            let partner = try await service.partner()
            let path = "/api/v1/rechnungen/\(try await service.draft(partner))"
            let body = BelegRouterFixture.invoice(partner, price: "50").dropLast() + #","summeNetto":"51.00"}"#
            let answer = try await service.call(.put, path, String(body), headers: [.ifMatch: "\"1\""])
            #expect(try answer.problem.faults == ["/summeNetto total-differs"])
        }
    }

    @Test(
        "the contract names the members that are read, and marks the others as read only",
        arguments: [
            ("Partner", PartnerBody.members.names, []), ("Position", PositionBody.members.names, []),
            ("Reversal", ReversalBody.members.names, []),
            (
                "Invoice", DocumentBody.members.names,
                ["lieferantenId", "lieferantenRechnungsnummer", "lieferantenRechnungsdatum"]
            ),
            ("IncomingInvoice", DocumentBody.members.names, ["kundenId"]),
        ])
    func schema(_ name: String, _ members: [String], _ foreign: [String]) throws {
        let document = try JSONDocument(Array(try ContractDocument(.beleg, version: "1").json.utf8)).value
        let schema = document["components"]["schemas"][name]
        let properties = try #require(schema["properties"].objectValue)
        let written = properties.filter { $0.value["readOnly"] != true }.keys
        #expect(Set(written) == Set(members).subtracting(foreign))
        #expect(schema["additionalProperties"] == false)
    }
}
