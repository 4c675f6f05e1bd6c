/// HTML in the making. Text gets in through ``text(_:)`` alone, which escapes it.
struct HTMLText {
    private(set) var html = ""

    /// Markup that stands in the source code, never in an invoice.
    mutating func markup(_ literal: StaticString) {
        html += literal.description
    }

    /// Text of any origin.
    mutating func text(_ value: String) {
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            // Marks that turn the direction of writing could show an amount backwards.
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{200E}", "\u{200F}": html += "\u{FFFD}"
            case "\0": html += "\u{FFFD}"
            default: html.unicodeScalars.append(scalar)
            }
        }
    }

    /// Text in an element; line breaks are kept by the style of its class.
    mutating func element(_ open: StaticString, _ value: String, _ close: StaticString) {
        markup(open)
        text(value)
        markup(close)
    }
}
