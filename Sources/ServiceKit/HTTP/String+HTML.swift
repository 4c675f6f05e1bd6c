extension String {
    /// The text as it stands between tags or in a quoted attribute, escaped scalar by scalar.
    ///
    /// By characters, a quotation mark followed by a combining accent would be another character and stay as it is, while
    /// a browser sees the quotation mark and ends the attribute.
    package var htmlEscaped: String {
        var escaped = String.UnicodeScalarView()
        for scalar in unicodeScalars {
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
        case 0x0A: true
        case 0x00..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: false
        default: true
        }
    }
}
