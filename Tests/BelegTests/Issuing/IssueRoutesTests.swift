import HTTPTypes
import HummingbirdTesting
import Shared
import TestSupport
import Testing

@Suite struct IssueRoutesTests {
    static let seller = [
        "seller.name": "Verkauf & Söhne GmbH", "seller.street": "Hauptstraße 1", "seller.postal.code": "10115",
        "seller.city": "Berlin", "seller.vat.id": "DE123456788", "seller.contact.name": "Erika Muster",
        "seller.contact.phone": "+49 30 1234567", "seller.contact.email": "rechnung@example.com",
        "seller.iban": "DE02 1203 0000 0000 2020 51",
    ]
    static let partner = """
        {"name":"Käufer <AG>","strasse":"Markt 2","plz":"80331","ort":"München","land":"DE","ustId":"DE136695976"}
        """

    @Test("a finalised Rechnung is an XRechnung that passes its own check", arguments: ["ubl", "cii"])
    func issue(target: String) async throws {
        try await BelegRouterFixture.run(values: Self.seller) { service in
            let path = try await Self.finalised(service)
            let answer = try await service.call(.get, "\(path)/erechnung?ziel=\(target)")
            #expect(answer.status == .ok, "\(answer.text)")
            #expect(answer.headers[.contentType] == "application/xml; charset=utf-8")
            #expect(answer.headers[.contentDisposition] == "attachment; filename=\"RE-2026-00001.xml\"")
            let verdict = try await service.call(.post, "/api/v1/pruefen", answer.text).json
            #expect(verdict["angenommen"] == true, "\(verdict)")
            for text in ["RE-2026-00001", "Verkauf &amp; Söhne GmbH", "Käufer &lt;AG&gt;", "DE02120300000000202051"] {
                #expect(answer.text.contains(text))
            }
        }
    }

    @Test("the e-invoice of a Storno names the invoice that it reverses", arguments: ["ubl", "cii"])
    func storno(target: String) async throws {
        try await BelegRouterFixture.run(values: Self.seller) { service in
            let path = try await Self.finalised(service)
            let reversal = try await service.call(.post, path + "/storno").json
            let id = try #require(reversal["id"].stringValue)
            let answer = try await service.call(.get, "/api/v1/rechnungen/\(id)/erechnung?ziel=\(target)")
            #expect(answer.status == .ok, "\(answer.text)")
            #expect(answer.text.contains("<cbc:InvoiceTypeCode>384<") || answer.text.contains("<ram:TypeCode>384<"))
            let place = target == "ubl" ? "<cac:BillingReference>" : "<ram:InvoiceReferencedDocument>"
            let reference = answer.text.split(separator: place).last?.prefix(200) ?? ""
            #expect(reference.contains("RE-2026-00001"), "\(answer.text)")
            let verdict = try await service.call(.post, "/api/v1/pruefen", answer.text).json
            #expect(verdict["angenommen"] == true, "\(verdict)")
        }
    }

    @Test("every tax category that an invoice can have passes the check")
    func categories() async throws {
        try await BelegRouterFixture.run(values: Self.seller) { service in
            for (category, rate) in [("S", 7), ("Z", 0), ("E", 0), ("AE", 0), ("K", 0), ("G", 0)] {
                let reason = category == "E" ? #","befreiungsgrund":"Heilbehandlung, § 4 Nr. 14 UStG""# : ""
                let path = try await Self.finalised(
                    service,
                    #"{"bezeichnung":"Ware","menge":"2.5","einheit":"kg","einzelpreis":"19.99","mwstSatz":\#(rate),"#
                        + #""mwstKategorie":"\#(category)","rabattProzent":"3"\#(reason)}"#)
                for target in ["ubl", "cii"] {
                    let answer = try await service.call(.get, "\(path)/erechnung?ziel=\(target)")
                    #expect(answer.status == .ok, "\(category) \(target): \(answer.text)")
                }
            }
        }
    }

    @Test("the page of an invoice runs nothing and loads nothing")
    func page() async throws {
        try await BelegRouterFixture.run(values: Self.seller) { service in
            let path = try await Self.finalised(service)
            let answer = try await service.call(
                .get, "\(path)/erechnung?ziel=html", headers: [.acceptLanguage: "de"])
            #expect(answer.headers[.contentSecurityPolicy]?.hasPrefix("sandbox") == true)
            #expect(answer.text.contains("Käufer &lt;AG&gt;") && answer.text.contains("119,00"))
        }
    }

    @Test("without facts about the seller, and before it is final, there is no e-invoice")
    func refusals() async throws {
        try await BelegRouterFixture.run { service in
            let path = try await Self.finalised(service)
            let answer = try await service.call(.get, "\(path)/erechnung")
            #expect(try answer.status == .conflict && answer.problem.code == "seller-incomplete")
            #expect(try answer.problem.detail?.contains("SELLER_IBAN") == true)
            let draft = try await service.draft(try await service.partner())
            let refused = try await service.call(.get, "/api/v1/rechnungen/\(draft)/erechnung")
            #expect(try refused.problem.code == "not-finalised")
            let unknown = try await service.call(.get, "\(path)/erechnung?ziel=edifact")
            #expect(try unknown.problem.faults == ["?ziel unknown-target"])
        }
    }

    @Test("what is missing about the seller is named as it is set, and nothing else")
    func missingSettings() async throws {
        var seller = Self.seller
        for key in ["seller.street", "seller.vat.id", "seller.contact.phone"] { seller[key] = nil }
        try await BelegRouterFixture.run(values: seller) { service in
            let path = try await Self.finalised(service)
            for (language, text) in [
                ("de", "Beim Start von Beleg fehlen: SELLER_VAT_ID oder SELLER_TAX_NUMBER; SELLER_CONTACT_PHONE."),
                ("en", "Beleg was started without SELLER_VAT_ID or SELLER_TAX_NUMBER; SELLER_CONTACT_PHONE."),
            ] {
                let answer = try await service.call(.get, "\(path)/erechnung", headers: [.acceptLanguage: language])
                #expect(answer.status == .conflict)
                #expect(try answer.problem.detail?.contains(text) == true, "\(answer.text)")
            }
        }
    }

    private static func finalised(_ service: BelegRouterFixture, _ position: String? = nil) async throws -> String {
        let partner = try await service.partner(partner)
        let body = position.map { #"{"kundenId":"\#(partner)","datum":"2026-01-15","positionen":[\#($0)]}"# }
        let created = try await service.call(
            .post, "/api/v1/rechnungen", body ?? BelegRouterFixture.invoice(partner))
        let path = "/api/v1/rechnungen/\(try created.json["id"].stringValue ?? "")"
        let final = try await service.call(.post, path + "/finalise")
        try #require(final.status == .ok, "\(created.text) \(final.text)")
        return path
    }
}
