import Mustache

/// Escapes text for HTML scalar by scalar.
///
/// The library's own escaping goes character by character: a quotation mark followed by a combining accent is another
/// character to it and stays as it is, while a browser sees the quotation mark and ends the attribute.
struct ScalarHTMLEscaping: MustacheContentType {
    /// The name under which templates ask for it.
    static let name = "SCALAR_HTML"

    func escapeText(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            default: escaped.append(Self.isShowable(scalar) ? scalar : "\u{FFFD}")
            }
        }
        return String(escaped)
    }

    /// Control characters and marks that reverse the direction of writing could make a row say something else.
    private static func isShowable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: false
        default: true
        }
    }
}
