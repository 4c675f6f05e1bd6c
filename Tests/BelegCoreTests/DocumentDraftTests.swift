import BelegCore
import Shared
import Testing

@Suite struct DocumentDraftTests {
    @Test("totals follow EN 16931: rounded lines, VAT per group on the sum")
    func totals() throws {
        let positions: [PositionInput] = [
            .sample(quantity: "3", price: "33.3333"), .sample(quantity: "2.5", price: "9.99", discount: "10"),
            .sample(quantity: "1", price: "0.55", rate: "7"), .sample(quantity: "4", price: "12.25", rate: "0"),
        ]
        let draft = try DocumentDraft(.sample(positions: positions), kind: .rechnung)
        #expect(draft.positions.map(\.netMinor) == [10_000, 2_248, 55, 4_900])
        #expect(draft.positions[1].discountMinor == 250)
        #expect(draft.totals.groups.map(\.key.rate) == [.standard, .reduced, .zero])
        #expect(draft.totals.groups.map(\.baseMinor) == [12_248, 55, 4_900])
        #expect(draft.totals.groups.map(\.vatMinor) == [2_327, 4, 0])
        #expect(draft.totals.grossMinor == 17_203 + 2_331)
    }

    @Test("a differing total of the sender shows both figures")
    func totalDiffers() throws {
        var input = DocumentInput.sample()
        input.net = "100.00"
        input.vat = "19.01"
        input.gross = "119.01"
        let wrong = input
        let found = findings { _ = try DocumentDraft(wrong, kind: .rechnung) }
        #expect(found.map(\.pointer) == ["/summeMwst", "/summeBrutto"])
        #expect(found[0].detail.de.contains("19.01") && found[0].detail.de.contains("19.00"))
        #expect(found[1].detail.en.contains("119.01") && found[1].detail.en.contains("119.00"))
        input.vat = "19"
        input.gross = "119.00"
        #expect(try DocumentDraft(input, kind: .rechnung).totals.grossMinor == 11_900)
    }

    @Test("one answer names every fault of a document")
    func allFaults() {
        var broken = PositionInput()
        broken.quantity = "1.23456"
        broken.unitPrice = "-1"
        broken.vatRate = "16"
        broken.vatCategory = "X"
        broken.discountPercent = "101"
        broken.account = "x"
        var input = DocumentInput.sample(positions: [broken, .sample(quantity: "0"), .sample(price: "abc")])
        input.partnerID = nil
        input.date = "2026-02-30"
        input.currency = "USD"
        let found = codes { _ = try DocumentDraft(input, kind: .eingangsrechnung) }
        #expect(
            Set(found) == [
                "/lieferantenId missing", "/datum invalid-date", "/lieferantenRechnungsnummer missing",
                "/lieferantenRechnungsdatum missing", "/waehrung unsupported-currency",
                "/positionen/0/bezeichnung missing", "/positionen/0/menge too-many-decimals",
                "/positionen/0/einzelpreis out-of-range", "/positionen/0/mwstSatz unknown-vat-rate",
                "/positionen/0/mwstKategorie unknown-vat-category", "/positionen/0/rabattProzent out-of-range",
                "/positionen/0/konto invalid-account", "/positionen/1/menge zero-quantity",
                "/positionen/2/einzelpreis not-a-decimal",
            ])
    }

    @Test("what decoding found is not reported a second time")
    func mergesEarlierFaults() {
        var position = PositionInput.sample()
        position.quantity = nil
        let earlier = Finding("/positionen/0/menge", "wrong-type", de: "Typ", en: "type")
        let found = codes {
            _ = try DocumentDraft(.sample(positions: [position]), kind: .rechnung, faults: [earlier])
        }
        #expect(found == ["/positionen/0/menge wrong-type"])
    }

    @Test("category and rate must fit")
    func vatCategories() throws {
        func faults(_ rate: String, _ category: String?, _ reason: String? = nil, _ kind: DocumentKind) -> [String] {
            var position = PositionInput.sample(rate: rate)
            position.vatCategory = category
            position.exemptionReason = reason
            return codes { _ = try DocumentDraft(.sample(kind, positions: [position]), kind: kind) }
        }
        let pointer = "/positionen/0/mwstKategorie"
        #expect(faults("19", "Z", nil, .rechnung) == ["\(pointer) vat-category-mismatch"])
        #expect(faults("0", "S", nil, .rechnung) == ["\(pointer) vat-category-mismatch"])
        #expect(faults("0", "E", nil, .rechnung) == ["/positionen/0/befreiungsgrund missing"])
        #expect(faults("0", "E", "§ 4 Nr. 11 UStG", .rechnung) == [])
        #expect(faults("0", "AE", nil, .rechnung) == [])
        #expect(faults("0", "AE", nil, .eingangsrechnung) == ["\(pointer) vat-category-not-supported"])
        #expect(faults("0", nil, nil, .eingangsrechnung) == [])
        #expect(faults("19.00", nil, nil, .rechnung) == [])
    }

    @Test("amounts and lists beyond the limits are refused")
    func limits() {
        let large = PositionInput.sample(quantity: "999999999", price: "999999999")
        #expect(
            codes { _ = try DocumentDraft(.sample(positions: [large]), kind: .rechnung) } == [
                "/positionen/0 amount-too-large"
            ])
        let many = Array(repeating: PositionInput.sample(), count: DocumentDraft.maximumPositions + 1)
        #expect(
            codes { _ = try DocumentDraft(.sample(positions: many), kind: .rechnung) } == [
                "/positionen too-many-positions"
            ])
        var input = DocumentInput.sample()
        input.dueDate = "2026-01-14"
        #expect(codes { _ = try DocumentDraft(input, kind: .rechnung) } == ["/faelligAm due-before-date"])
    }
}
