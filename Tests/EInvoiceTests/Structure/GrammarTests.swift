import Testing

@testable import EInvoice

@Suite("Grammars")
struct GrammarTests {
    @Test("Every child of a grammar has a name of its own in its aggregate", arguments: [Grammar.ubl, Grammar.cii])
    func distinctNames(_ grammar: Grammar) {
        for aggregate in grammar.aggregates {
            #expect(aggregate.positions.count == aggregate.particles.count, "\(aggregate.name)")
            #expect(!aggregate.particles.isEmpty, "\(aggregate.name)")
        }
    }

    @Test("A child's content follows from its name, or from the type that is written behind it")
    func contents() throws {
        #expect(try child("AccountingSupplierParty", of: "Invoice", .ubl) == "SupplierParty 1 1")
        #expect(try child("IssueTime", of: "Invoice", .ubl) == "time 0 1")
        #expect(try child("InvoiceLine", of: "Invoice", .ubl) == "InvoiceLine 1 n")
        #expect(try child("AdditionalStreetName", of: "Address", .ubl) == "text 0 1")
        #expect(try child("SellerTradeParty", of: "HeaderTradeAgreement", .cii) == "TradeParty 0 1")
        #expect(try child("FormattedIssueDateTime", of: "ReferencedDocument", .cii) == "formattedDateTime 0 1")
        #expect(try child("IssueDateTime", of: "ExchangedDocument", .cii) == "dateTime 1 1")
        #expect(try child("AllowanceCharge", of: "LogisticsServiceCharge", .cii) == "text 0 1")
        #expect(try child("ChargeAmount", of: "TradePrice", .cii) == "amount 1 n")
    }

    private func child(_ name: String, of aggregate: String, _ grammar: Grammar) throws -> String {
        let index = try #require(grammar.index(of: aggregate))
        let position = try #require(grammar.aggregates[index].positions[name])
        let particle = grammar.aggregates[index].particles[position]
        let content =
            switch particle.content {
            case .aggregate(let index): grammar.aggregates[index].name
            case .value(let type): type.rawValue
            }
        return "\(content) \(particle.isRequired ? 1 : 0) \(particle.isRepeatable ? "n" : "1")"
    }
}
