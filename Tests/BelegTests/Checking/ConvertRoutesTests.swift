import EInvoice
import HTTPTypes
import HummingbirdTesting
import Shared
import TestSupport
import Testing

@Suite struct ConvertRoutesTests {
    @Test("an issued invoice turns into the other syntax, back, and into a page")
    func conversions() async throws {
        try await BelegRouterFixture.run(values: IssueRoutesTests.seller) { service in
            let partner = try await service.partner(IssueRoutesTests.partner)
            let path = "/api/v1/rechnungen/\(try await service.draft(partner))"
            #expect(try await service.call(.post, path + "/finalise").status == .ok)
            let ubl = try await service.call(.get, path + "/erechnung?ziel=ubl").text
            let cii = try await service.call(.post, "/api/v1/wandeln?ziel=cii", ubl)
            #expect(cii.status == .ok && cii.text.contains("rsm:CrossIndustryInvoice"))
            #expect(cii.text == (try await service.call(.get, path + "/erechnung?ziel=cii").text))
            let again = try await service.call(.post, "/api/v1/wandeln?ziel=ubl", cii.text)
            #expect(again.text == ubl)
            let page = try await service.call(
                .post, "/api/v1/wandeln?ziel=html", ubl, headers: [.acceptLanguage: "de"])
            #expect(page.headers[.contentType] == "text/html; charset=utf-8" && page.text.contains("Zu zahlen"))
        }
    }

    @Test("what is no invoice, or no target, is an error with a code")
    func refusals() async throws {
        try await BelegRouterFixture.run { service in
            for (query, body, code) in [
                ("?ziel=cii", "<a/>", "no-einvoice"), ("?ziel=cii", "hello", "malformed-xml"),
                ("?ziel=cii", "%PDF-1.4 nothing", "pdf-unreadable"), ("", "<a/>", "invalid"),
                ("?ziel=x", "<a/>", "invalid"),
            ] {
                let answer = try await service.call(.post, "/api/v1/wandeln\(query)", body)
                #expect(try answer.status == .unprocessableContent && answer.problem.code == code)
            }
        }
    }

    @Test("what a target has no place for is named")
    func losses() async throws {
        try await BelegRouterFixture.run { service in
            var invoice = Invoice()
            invoice.precedingInvoices = [PrecedingInvoice(), PrecedingInvoice()]
            for index in 0..<2 { invoice.precedingInvoices[index].number = "RE-\(index)" }
            let ubl = String(decoding: UBLWriter.write(invoice).bytes, as: UTF8.self)
            let answer = try await service.call(.post, "/api/v1/wandeln?ziel=cii", ubl)
            #expect(answer.headers[HTTPField.Name("X-Verluste") ?? .accept] == "BG-3")
        }
    }
}
