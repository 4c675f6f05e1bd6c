import Foundation
import Glibc
import Shared
import TestSupport
import Testing

/// An invoice's way from Beleg to the ledger between real processes.
@Suite(.serialized)
struct InvoiceSerialTests {
    @Test func `an invoice finalised while Finance is down is booked exactly once when it is back`() async throws {
        try await StackFixture.run { stack in
            let beleg = HTTPCaller(stack.belegURL)
            let finance = HTTPCaller(stack.financeURL)
            let customer = try await customer(beleg)
            await stack.finance.end(with: SIGKILL)
            let id = try await finalisedInvoice(beleg, customer: customer)
            // Both die with the booking on its way.
            await stack.beleg.end(with: SIGKILL)
            try await stack.finance.restart()
            try await stack.beleg.restart()
            try await eventually(within: 40, "the booking arrives") {
                try await beleg.get(BelegRoute.invoices + "/\(id)").json["buchung"]["status"] == "gebucht"
            }
            let list = try await finance.get(FinanceRoute.transactions).json
            #expect(list["count"].intValue == 1)
            let lines = list["transactions"].elements.first?["lines"].elements ?? []
            #expect(lines.count == 3)
            let storno = try await beleg.call("POST", BelegRoute.invoices + "/\(id)/storno", body: nil)
            #expect(storno.status == 201, "\(storno.text)")
            try await eventually("the reversal arrives") {
                try await finance.get(FinanceRoute.transactions).json["count"].intValue == 2
            }
            let sheet = try await finance.get(FinanceRoute.accounts + "/1400").json
            #expect(sheet["balance"] == "0.00")
        }
    }

    private func customer(_ beleg: HTTPCaller) async throws -> JSONValue {
        let answer = try await beleg.post(
            BelegRoute.partners,
            json: .object([
                "name": "Musterkunde GmbH", "strasse": "Hauptstr. 1", "plz": "10115", "ort": "Berlin", "land": "DE",
            ]))
        #expect(answer.status == 201, "\(answer.text)")
        return answer.json["id"]
    }

    private func finalisedInvoice(_ beleg: HTTPCaller, customer: JSONValue) async throws -> String {
        let draft = try await beleg.post(
            BelegRoute.invoices,
            json: .object([
                "kundenId": customer, "datum": "2026-01-15",
                "positionen": .array([
                    .object([
                        "bezeichnung": "Beratung", "menge": "2", "einheit": "Std", "einzelpreis": "100.00",
                        "mwstSatz": "19",
                    ])
                ]),
            ]))
        #expect(draft.status == 201, "\(draft.text)")
        let id = try #require(draft.json["id"].stringValue)
        let final = try await beleg.call("POST", BelegRoute.invoices + "/\(id)/finalise", body: nil)
        #expect(final.status == 200 && final.json["nummer"] == "RE-2026-00001", "\(final.text)")
        return id
    }
}
