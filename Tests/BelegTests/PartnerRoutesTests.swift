import HTTPTypes
import HummingbirdTesting
import Shared
import TestSupport
import Testing

@Suite struct PartnerRoutesTests {
    @Test("a partner is created, read, replaced and listed")
    func lifecycle() async throws {
        try await BelegRouterFixture.run { service in
            let created = try await service.call(
                .post, "/api/v1/partner",
                #"{"name":"Muster GmbH","ustId":"DE136695976","iban":"DE89370400440532013000","zahlungszielTage":14}"#)
            #expect(created.status == .created && created.headers[.eTag] == "\"1\"")
            let id = try #require(try created.json["id"].stringValue)
            #expect(created.headers[.location] == "/api/v1/partner/\(id)")
            let shown = try await service.call(.get, "/api/v1/partner/\(id)").json
            #expect(shown["zahlungszielTage"].intValue == 14 && shown["land"].stringValue == "DE")
            let path = "/api/v1/partner/\(id)"
            let unguarded = try await service.call(.put, path, #"{"name":"Neu AG"}"#)
            #expect(unguarded.status == .preconditionRequired)
            let changed = try await service.call(.put, path, #"{"name":"Neu AG"}"#, headers: [.ifMatch: "\"1\""])
            #expect(changed.status == .ok && changed.headers[.eTag] == "\"2\"")
            let stale = try await service.call(.put, path, #"{"name":"Alt"}"#, headers: [.ifMatch: "\"1\""])
            #expect(stale.status == .preconditionFailed && stale.headers[.eTag] == "\"2\"")
            let list = try await service.call(.get, "/api/v1/partner?rolle=kunde&suche=neu").json
            #expect(list["partner"].elements.count == 1 && list["count"].intValue == 1)
            #expect(list["nextCursor"] == .null)
        }
    }

    @Test("one 422 names every fault, wrong types included")
    func faults() async throws {
        try await BelegRouterFixture.run { service in
            let answer = try await service.call(
                .post, "/api/v1/partner", #"{"name":5,"iban":"DE00","ustId":"DE136695977","zahlungszielTage":"bald"}"#,
                headers: [.acceptLanguage: "de"])
            #expect(answer.status == .unprocessableContent)
            let problem = try answer.problem
            #expect(
                Set(problem.faults) == [
                    "/name wrong-type", "/zahlungszielTage wrong-type", "/iban invalid-iban",
                    "/ustId vat-id-check-digit",
                ])
            #expect(problem.errors?.contains { $0.detail.contains("Prüfziffer") } == true)
            #expect(try await service.call(.get, "/api/v1/partner").json["count"].intValue == 0)
        }
    }

    @Test("what cannot be read or does not exist has its own status")
    func otherFaults() async throws {
        try await BelegRouterFixture.run { service in
            #expect(try await service.call(.post, "/api/v1/partner", "{").status == .badRequest)
            #expect(try await service.call(.post, "/api/v1/partner", "[]").status == .unprocessableContent)
            let large = #"{"name":"\#(String(repeating: "x", count: 70_000))"}"#
            #expect(try await service.call(.post, "/api/v1/partner", large).status == .contentTooLarge)
            #expect(
                try await service.call(.post, "/api/v1/partner", "a=b", headers: [.contentType: "text/plain"]).status
                    == .unsupportedMediaType)
            let missing = try await service.call(.get, "/api/v1/partner/nobody")
            #expect(missing.status == .notFound)
            #expect(try missing.problem.code == "partner-not-found")
            _ = try await service.partner(#"{"name":"A","nummer":"K-1"}"#)
            let taken = try await service.call(.post, "/api/v1/partner", #"{"name":"B","nummer":"k-1"}"#)
            #expect(taken.status == .conflict)
            #expect(try taken.problem.code == "partner-number-taken")
            let deletion = try await service.call(.delete, "/api/v1/partner/nobody")
            #expect(deletion.status == .methodNotAllowed && deletion.headers[.allow]?.contains("PUT") == true)
        }
    }
}
