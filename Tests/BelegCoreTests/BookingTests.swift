import BelegCore
import Foundation
import TestSupport
import Testing

@Suite struct BookingTests {
    private func lines(
        _ kind: DocumentKind, chart: ChartAccounts.Chart = .skr03, positions: [PositionInput],
        partner change: (inout PartnerInput) -> Void = { _ in }
    ) async throws -> [String] {
        let fixture = try BelegFixture(chart: chart)
        let partner = try await fixture.partner(change: change)
        let document = try await fixture.finalised(kind, partner: partner, positions: positions)
        return Booking(of: document, accounts: ChartAccounts(chart)).lines.map {
            "\($0.account) \(MoneyFormat.text($0.amountMinor))"
        }
    }

    @Test("an invoice debits the receivable and credits revenue and VAT per rate")
    func invoice() async throws {
        let positions: [PositionInput] = [
            .sample(), .sample(price: "50", rate: "7"), .sample(price: "10", rate: "0"),
            .sample(price: "1", account: "8735"),
        ]
        #expect(
            try await lines(.rechnung, positions: positions) == [
                "1400 183.69", "8400 -100.00", "8300 -50.00", "8200 -10.00", "8735 -1.00", "1776 -19.19", "1771 -3.50",
            ])
        #expect(
            try await lines(.rechnung, chart: .skr04, positions: positions) { $0.debtorAccount = "10001" } == [
                "10001 183.69", "4400 -100.00", "4300 -50.00", "4200 -10.00", "8735 -1.00", "3806 -19.19",
                "3801 -3.50",
            ])
    }

    @Test("an incoming invoice debits purchases and input VAT and credits the payable")
    func incoming() async throws {
        let positions: [PositionInput] = [
            .sample(account: "4930"), .sample(price: "50", rate: "7"), .sample(price: "10", rate: "0"),
        ]
        #expect(
            try await lines(.eingangsrechnung, positions: positions) == [
                "1600 -182.50", "4930 100.00", "3300 50.00", "3200 10.00", "1576 19.00", "1571 3.50",
            ])
        #expect(
            try await lines(.eingangsrechnung, chart: .skr04, positions: [.sample()]) { $0.creditorAccount = "70001" }
                == ["70001 -119.00", "5400 100.00", "1406 19.00"])
    }

    @Test("a deduction changes sides, a line of zero is left out")
    func negativeParts() async throws {
        let positions: [PositionInput] = [
            .sample(), .sample(quantity: "-1", price: "10", rate: "7"), .sample(price: "0", rate: "0"),
        ]
        #expect(
            try await lines(.rechnung, positions: positions) == [
                "1400 108.30", "8400 -100.00", "8300 10.00", "1776 -19.00", "1771 0.70",
            ])
    }

    @Test("every booking of 300 random documents balances to the cent")
    func balances() async throws {
        let fixture = try BelegFixture()
        let partner = try await fixture.partner()
        var random = SeededGenerator(seed: 3)
        for round in 0..<300 {
            let positions = (0..<Int.random(in: 1...12, using: &random)).map { _ -> PositionInput in
                .sample(
                    quantity: ExactDecimal(units: Int64.random(in: 1...9_999_999, using: &random)).description,
                    price: ExactDecimal(units: Int64.random(in: 1...99_999_999, using: &random)).description,
                    rate: ["19", "7", "0"].randomElement(using: &random) ?? "0",
                    discount: ExactDecimal(units: Int64.random(in: 0...900_000, using: &random)).description,
                    account: [nil, "8401", "8301"].randomElement(using: &random) ?? nil)
            }
            let kind: DocumentKind = round.isMultiple(of: 2) ? .rechnung : .eingangsrechnung
            let document = try await fixture.draft(
                kind, partner: partner, supplierNumber: "R-\(round)", positions: positions)
            let lines = Booking(of: document, accounts: ChartAccounts(.skr03)).lines
            #expect(lines.reduce(0) { $0 + $1.amountMinor } == 0)
            #expect(lines.allSatisfy { $0.amountMinor != 0 })
            let header = document.header
            #expect(header.netMinor == document.positions.reduce(0) { $0 + $1.netMinor })
            #expect(header.vatMinor == document.vatGroups.reduce(0) { $0 + $1.vatMinor })
        }
    }

    @Test("the payload is the body that Finance expects")
    func payload() async throws {
        let fixture = try BelegFixture()
        let document = try await fixture.finalised(partner: fixture.partner("Müller & Söhne"))
        let entry = try #require(try await fixture.outbox.due(now: BelegFixture.now, limit: 5).first)
        #expect(entry.idempotencyKey == "\(document.header.id):2" && entry.action == .post)
        #expect(
            entry.payload
                == #"{"currency":"EUR","date":"2026-01-15","description":"Rechnung RE-2026-00001 Müller & Söhne","#
                + #""document_number":"RE-2026-00001","lines":[{"account":"1400","debit":"119.00"},"#
                + #"{"account":"8400","credit":"100.00"},{"account":"1776","credit":"19.00"}]}"#)
    }
}
