import Crypto
import EInvoice
import Foundation
import Shared

/// Beleg's page for browsers: drop invoices on it, read the verdict and the invoice.
enum CheckPage {
    static let scriptPath = "/assets/pruefen.js"
    static let stylePath = "/assets/pruefen.css"

    /// Our own script and style sheet alone; the invoice is shown in a frame without rights, whose style is named by
    /// its hash.
    static let contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-\(invoiceStyleHash)'; connect-src 'self'; "
        + "frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    private static let invoiceStyleHash =
        Data(SHA256.hash(data: Data(InvoicePage.style.utf8))).base64EncodedString()

    /// The page in a language. Nothing in it comes from a request.
    static func html(_ language: Language) -> String {
        let words = CheckPageWords(language: language)
        let other = language == .german ? Language.english : .german
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(words.title)</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="\(stylePath)">
            <script src="\(scriptPath)" defer></script>
            </head>
            <body>
            <header>
            <h1>\(words.title)</h1>
            <a href="/?lang=\(other.rawValue)" hreflang="\(other.rawValue)">\(words.otherLanguage)</a>
            </header>
            <main>
            <p>\(words.explanation)</p>
            <label id="drop" for="files">
            <strong>\(words.drop)</strong>
            <span>\(words.choose)</span>
            <input id="files" type="file" multiple accept=".xml,.pdf,.zip,application/xml,text/xml,application/pdf,application/zip">
            </label>
            <noscript><p class="rejected">\(words.needsScript)</p></noscript>
            <div id="results" aria-live="polite"></div>
            </main>
            <template id="result">
            <article>
            <h2></h2>
            <p class="verdict" role="status">\(words.checking)</p>
            <dl></dl>
            <table hidden><thead><tr>
            <th>\(words.severity)</th><th>\(words.rule)</th><th>\(words.finding)</th><th>\(words.place)</th>
            </tr></thead><tbody></tbody></table>
            <details hidden><summary>\(words.show)</summary>
            <iframe sandbox title="\(words.show)"></iframe>
            </details>
            </article>
            </template>
            <div id="words" hidden data-accepted="\(words.accepted)" data-rejected="\(words.rejected)" \
            data-failed="\(words.failed)" data-line="\(words.line)" data-scenario="\(words.scenario)" \
            data-syntax="\(words.syntax)" data-rules="\(words.rules)" data-file="\(words.file)" \
            data-fatal="\(RuleSeverity.fatal.word(language))" data-warning="\(RuleSeverity.warning.word(language))" \
            data-information="\(RuleSeverity.information.word(language))" \
            data-attachments="\(words.attachments)" data-expected="\(words.expected)" \
            data-actual="\(words.actual)"></div>
            </body>
            </html>

            """
    }
}
