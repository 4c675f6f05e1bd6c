import EInvoice
import Foundation
import Testing

@Suite("Invoice page")
struct InvoicePageTests {
    @Test("Every text of an invoice is on its page, escaped", arguments: ViewLanguage.allCases)
    func completeness(language: ViewLanguage) {
        let full = FullInvoice()
        let html = InvoicePage.html(full.invoice, language: language)
        for token in full.tokens {
            let escaped = token.replacingOccurrences(of: "&", with: "&amp;")
                .replacingOccurrences(of: "<", with: "&lt;").replacingOccurrences(of: ">", with: "&gt;")
                .replacingOccurrences(of: "\"", with: "&quot;").replacingOccurrences(of: "'", with: "&#39;")
            #expect(html.contains(escaped), "\(token)")
        }
        #expect(!html.contains("BT-9<") && html.hasPrefix("<!DOCTYPE html>"))
    }

    @Test("Nothing of an invoice becomes markup")
    func injection() {
        let attack = "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>"
        var invoice = FullInvoice().invoice
        invoice.number = attack
        invoice.currency = attack
        invoice.seller.name = attack
        invoice.lines[0].unit = attack
        invoice.lines[0].item.attributes = [ItemAttribute(name: attack, value: attack)]
        invoice.attachments[0].content?.filename = attack
        let html = InvoicePage.html(invoice, language: .german)
        #expect(!html.contains("<script") && !html.contains("<img"))
        #expect(html.components(separatedBy: "</style>").count == 2)
    }

    @Test("Figures and dates are written as the language does")
    func formats() {
        var invoice = Invoice()
        invoice.currency = "EUR"
        invoice.issueDate = "2025-11-26"
        invoice.totals.due = ExactDecimal("-1234567.5")
        let german = InvoicePage.html(invoice, language: .german)
        #expect(german.contains("−1.234.567,50\u{A0}EUR") && german.contains("26.11.2025"))
        let english = InvoicePage.html(invoice, language: .english)
        #expect(english.contains("−1,234,567.50\u{A0}EUR") && english.contains("2025-11-26"))
    }

    @Test("Marks that reverse the direction of writing are taken out")
    func direction() {
        var invoice = Invoice()
        invoice.number = "1\u{202E}00.1"
        #expect(!InvoicePage.html(invoice, language: .german).unicodeScalars.contains("\u{202E}"))
    }
}
