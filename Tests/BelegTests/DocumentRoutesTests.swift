import HTTPTypes
import HummingbirdTesting
import Shared
import TestSupport
import Testing

@Suite struct DocumentRoutesTests {
    @Test("an invoice goes from draft to number to storno")
    func lifecycle() async throws {
        try await BelegRouterFixture.run { service in
            let partner = try await service.partner()
            let created = try await service.call(.post, "/api/v1/rechnungen", BelegRouterFixture.invoice(partner))
            #expect(created.status == .created && created.headers[.eTag] == "\"1\"")
            let draft = try created.json
            #expect(draft["status"].stringValue == "entwurf" && draft["nummer"] == .null && draft["buchung"] == .null)
            #expect(draft["summeBrutto"].stringValue == "119.00" && draft["faelligAm"].stringValue == "2026-02-14")
            let id = try #require(draft["id"].stringValue)
            let path = "/api/v1/rechnungen/\(id)"
            #expect(created.headers[.location] == path)
            let changed = try await service.call(
                .put, path, BelegRouterFixture.invoice(partner, price: "19.9999"), headers: [.ifMatch: "\"1\""])
            #expect(try changed.json["positionen"].elements.first?["einzelpreis"].stringValue == "19.9999")
            let final = try await service.call(.post, path + "/finalise", headers: [.ifMatch: "\"2\""])
            let document = try final.json
            #expect(final.status == .ok && final.headers[.eTag] == "\"3\"")
            #expect(document["nummer"].stringValue == "RE-2026-00001")
            #expect(document["buchung"]["status"].stringValue == "wartet")
            #expect(document["buchung"]["versuche"].intValue == 0)
            let storno = try await service.call(.post, path + "/storno", #"{"datum":"2026-02-01","grund":"Irrtum"}"#)
            #expect(storno.status == .created)
            #expect(try storno.json["nummer"].stringValue == "ST-2026-00001")
            #expect(try storno.json["buchung"]["wartetAuf"].stringValue == "RE-2026-00001")
            #expect(try storno.json["stornoVon"]["nummer"].stringValue == "RE-2026-00001")
            let original = try await service.call(.get, path).json
            #expect(original["status"].stringValue == "storniert" && original["version"].intValue == 3)
            let chain = try await service.call(.get, "/api/v1/belege/kette/\(id)").json
            #expect(chain["belege"].elements.compactMap { $0["typ"].stringValue } == ["rechnung", "storno"])
            let ranges = try await service.call(.get, "/api/v1/nummernkreise").json
            #expect(ranges["lueckenlos"] == true && ranges["nummernkreise"].elements.count == 2)
        }
    }

    @Test("too many positions are one fault, whatever they hold")
    func tooManyPositions() async throws {
        try await BelegRouterFixture.run { service in
            let lines = Array(repeating: "0", count: 5_001).joined(separator: ",")
            let answer = try await service.call(.post, "/api/v1/rechnungen", #"{"positionen":[\#(lines)]}"#)
            #expect(answer.status == .unprocessableContent)
            let faults = try answer.problem.errors ?? []
            #expect(faults.filter { $0.pointer.hasPrefix("/positionen") }.map(\.code) == ["too-many-positions"])
        }
    }

    @Test("a finalised document is not changed any more")
    func frozen() async throws {
        try await BelegRouterFixture.run { service in
            let partner = try await service.partner()
            let path = "/api/v1/rechnungen/\(try await service.draft(partner))"
            #expect(try await service.call(.post, path + "/storno").problem.code == "not-finalised")
            #expect(try await service.call(.post, path + "/finalise").status == .ok)
            for answer in [
                try await service.call(.post, path + "/finalise"), try await service.call(.delete, path),
                try await service.call(
                    .put, path, BelegRouterFixture.invoice(partner), headers: [.ifMatch: "*"]),
            ] {
                #expect(answer.status == .conflict)
                #expect(try answer.problem.code == "not-a-draft")
            }
            #expect(try await service.call(.post, path + "/storno").status == .created)
            #expect(try await service.call(.post, path + "/storno").problem.code == "already-reversed")
        }
    }

    @Test("a draft is deleted and leaves its number to nobody")
    func deletion() async throws {
        try await BelegRouterFixture.run { service in
            let partner = try await service.partner()
            let path = "/api/v1/rechnungen/\(try await service.draft(partner))"
            #expect(
                try await service.call(.delete, path, headers: [.ifMatch: "\"9\""]).status == .preconditionFailed)
            #expect(try await service.call(.delete, path).status == .noContent)
            #expect(try await service.call(.get, path).status == .notFound)
        }
    }

    @Test("one 422 names every fault of a document, wherever it was found")
    func faults() async throws {
        try await BelegRouterFixture.run { service in
            let answer = try await service.call(
                .post, "/api/v1/rechnungen",
                """
                {"kundenId":"niemand","datum":20260115,"waehrung":"USD","positionen":[
                  {"bezeichnung":"a","menge":"1,5","einzelpreis":true,"mwstSatz":19},
                  "x",
                  {"bezeichnung":"b","menge":1.00001,"einzelpreis":0.1,"mwstSatz":"16"}]}
                """)
            #expect(answer.status == .unprocessableContent)
            #expect(
                Set(try answer.problem.faults) == [
                    "/kundenId unknown-partner", "/datum wrong-type", "/waehrung unsupported-currency",
                    "/positionen/0/menge not-a-decimal", "/positionen/0/einzelpreis wrong-type",
                    "/positionen/1 wrong-type", "/positionen/2/menge too-many-decimals",
                    "/positionen/2/mwstSatz unknown-vat-rate",
                ])
        }
    }

    @Test("JSON numbers are taken exactly")
    func exactNumbers() async throws {
        try await BelegRouterFixture.run { service in
            let partner = try await service.partner()
            for (price, net) in [("0.1", "0.10"), ("1234567.8901", "1234567.89"), ("4.35", "4.35"), ("1e2", "100.00")] {
                let answer = try await service.call(
                    .post, "/api/v1/rechnungen", BelegRouterFixture.invoice(partner, price: price)
                ).json
                #expect(answer["summeNetto"].stringValue == net)
            }
        }
    }

    @Test("a differing total shows both figures")
    func totals() async throws {
        try await BelegRouterFixture.run { service in
            let partner = try await service.partner()
            let body = BelegRouterFixture.invoice(partner).dropLast() + #","summeBrutto":"120.00"}"#
            let problem = try await service.call(.post, "/api/v1/rechnungen", String(body)).problem
            #expect(problem.faults == ["/summeBrutto total-differs"])
            #expect(problem.errors?.first?.detail == "Stated are 120.00, computed were 119.00.")
        }
    }

    @Test("an incoming invoice is taken once")
    func incoming() async throws {
        try await BelegRouterFixture.run { service in
            let supplier = try await service.partner()
            let body = """
                {"lieferantenId":"\(supplier)","datum":"2026-01-20","lieferantenRechnungsnummer":"4711",
                 "lieferantenRechnungsdatum":"2026-01-15","positionen":[
                 {"bezeichnung":"Papier","menge":"3","einzelpreis":"4.99","mwstSatz":"19","konto":"4930"}]}
                """
            let created = try await service.call(.post, "/api/v1/eingangsrechnungen", body)
            #expect(created.status == .created)
            let id = try #require(try created.json["id"].stringValue)
            #expect(try created.json["lieferantenId"].stringValue == supplier)
            let again = try await service.call(.post, "/api/v1/eingangsrechnungen", body)
            #expect(again.status == .conflict)
            #expect(try again.problem.faults == ["/lieferantenRechnungsnummer duplicate-supplier-invoice"])
            let final = try await service.call(.post, "/api/v1/eingangsrechnungen/\(id)/finalise")
            #expect(try final.json["nummer"].stringValue == "ER-2026-00001")
            #expect(try await service.call(.get, "/api/v1/rechnungen/\(id)").status == .notFound)
            let list = try await service.call(
                .get, "/api/v1/eingangsrechnungen?lieferantenId=\(supplier)&status=finalisiert&datumVon=2026-01-01"
            ).json
            #expect(list["eingangsrechnungen"].elements.count == 1)
        }
    }

    @Test("a faulty query is a 422 with every fault")
    func query() async throws {
        try await BelegRouterFixture.run { service in
            let answer = try await service.call(
                .get, "/api/v1/rechnungen?status=fertig&datumVon=gestern&datumBis=x&cursor=a&limit=5000")
            #expect(
                Set(try answer.problem.faults) == [
                    "?status invalid-status", "?datumVon invalid-date", "?datumBis invalid-date",
                    "?cursor invalid-cursor", "?limit out-of-range",
                ])
        }
    }

    @Test("health shows database and outbox")
    func health() async throws {
        try await BelegRouterFixture.run { service in
            let partner = try await service.partner()
            let path = "/api/v1/rechnungen/\(try await service.draft(partner))"
            _ = try await service.call(.post, path + "/finalise")
            let health = try await service.call(.get, "/health").json
            #expect(health["status"].stringValue == "healthy")
            #expect(health["metrics"]["queue_size"].intValue == 1)
            #expect((health["metrics"]["database_connections"].intValue ?? 0) >= 1)
            #expect(health["checks"]["outbox:waiting"].elements.count == 1)
            #expect(health["checks"]["database:responseTime"].elements.count == 1)
        }
    }
}
