import ServiceKit
import Shared

extension ReportDocument {
    /// As Markdown.
    var markdown: String {
        (["# " + MarkdownText.escaped(title)] + blocks.map(Self.markdown)).joined(separator: "\n\n") + "\n"
    }

    private static func markdown(_ block: Block) -> String {
        switch block {
        case .heading(let text): "## " + MarkdownText.escaped(text)
        case .paragraph(let pieces): pieces.map(markdown).joined()
        case .list(let items): items.map { "- " + $0.map(markdown).joined() }.joined(separator: "\n")
        case .table(let head, let rows):
            ([line(head), line(head.map { _ in "---" })]
                + rows.map { line($0.map { MarkdownText.cell(markdown($0)) }) }).joined(separator: "\n")
        }
    }

    private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    private static func markdown(_ piece: Piece) -> String {
        switch piece {
        case .plain(let text): MarkdownText.escaped(text)
        case .strong(let text): "**" + MarkdownText.escaped(text) + "**"
        case .name(let text), .code(let text): MarkdownText.code(text)
        // Read far from the Observer, as a mail: a path tells more than a link that leads nowhere.
        case .link(let text, let path): MarkdownText.escaped(text) + ": " + MarkdownText.code(path)
        }
    }

    /// As a page that needs no other file.
    var html: String {
        """
        <!DOCTYPE html>
        <html lang="\(language.rawValue)"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
        <title>\(title.htmlEscaped)</title><link rel="icon" href="data:,"><style>\(Self.style)</style></head>
        <body><main><h1>\(title.htmlEscaped)</h1>
        \(blocks.map(Self.html).joined(separator: "\n"))
        </main></body></html>

        """
    }

    /// The page as a file that is read anywhere: its links lead to the Observer that wrote it.
    ///
    /// - Parameter base: Address of that Observer, with or without a slash at its end.
    static func standalone(_ html: String, base: String) -> String {
        let base = base.hasSuffix("/") ? String(base.dropLast()) : base
        // No text can look like this: quotation marks in texts are escaped.
        return html.replacing("href=\"/", with: "href=\"\(base.htmlEscaped)/")
    }

    private static let style = """
        :root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;\
        padding:0 1rem}div{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}\
        th,td{padding:.3rem .6rem;border-bottom:1px solid #8886;text-align:right;white-space:nowrap}\
        th:first-child,td:first-child{text-align:left}li{margin:.4rem 0}code{background:#8883;padding:0 .2rem}
        """

    private static func html(_ block: Block) -> String {
        switch block {
        case .heading(let text): "<h2>\(text.htmlEscaped)</h2>"
        case .paragraph(let pieces): "<p>\(pieces.map(html).joined())</p>"
        case .list(let items):
            "<ul>" + items.map { "<li>\($0.map(html).joined())</li>" }.joined(separator: "\n") + "</ul>"
        case .table(let head, let rows):
            "<div tabindex=\"0\"><table><thead><tr>"
                + head.map { "<th scope=\"col\">\($0.htmlEscaped)</th>" }.joined() + "</tr></thead><tbody>"
                + rows.map(html).joined(separator: "\n") + "</tbody></table></div>"
        }
    }

    private static func html(_ row: [Piece]) -> String {
        let rest = row.dropFirst().map { "<td>\(html($0))</td>" }.joined()
        return "<tr><th scope=\"row\">\(row.first.map(html) ?? "")</th>\(rest)</tr>"
    }

    private static func html(_ piece: Piece) -> String {
        switch piece {
        case .plain(let text), .name(let text): text.htmlEscaped
        case .strong(let text): "<strong>\(text.htmlEscaped)</strong>"
        case .code(let text): "<code>\(text.htmlEscaped)</code>"
        case .link(let text, let path): "<a href=\"\(path.htmlEscaped)\">\(text.htmlEscaped)</a>"
        }
    }
}
