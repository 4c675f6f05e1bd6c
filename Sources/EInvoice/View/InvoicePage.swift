/// An invoice as a page for people: printable, complete, in German or English.
///
/// The page is one file without script, images or links; all its text comes from the invoice and is escaped.
public enum InvoicePage {
    /// The style of every page; a server can name its hash in a content security policy.
    public static let style = InvoicePageStyle.text

    /// Renders an invoice.
    public static func html(_ invoice: Invoice, language: ViewLanguage) -> String {
        var body = InvoicePageBody(invoice: invoice, language: language)
        body.write()
        return page(title: title(invoice, language), language: language, body: body.output.html)
    }

    private static func title(_ invoice: Invoice, _ language: ViewLanguage) -> String {
        let kind = invoice.typeCode.flatMap { CodeNames.name(of: $0, in: .invoiceType, language) }
        return [kind ?? language.pick("Rechnung", "Invoice"), invoice.number ?? ""].joined(separator: " ")
    }

    private static func page(title: String, language: ViewLanguage, body: String) -> String {
        var head = HTMLText()
        head.text(title)
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>\(head.html)</title>
            <style>\(style)</style>
            </head>
            <body>
            \(body)
            </body>
            </html>

            """
    }
}
