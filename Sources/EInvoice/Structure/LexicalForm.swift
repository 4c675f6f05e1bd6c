/// The lexical forms of XML Schema's simple types, as far as invoices use them.
///
/// Blank space around a value is ignored, as the schema's `collapse` says. An empty value is never valid here.
enum LexicalForm {
    static func isDecimal(_ text: String) -> Bool {
        var digits = 0
        var points = 0
        var isFirst = true
        for byte in trimmed(text) {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: "."): points += 1
            case UInt8(ascii: "-") where isFirst, UInt8(ascii: "+") where isFirst: break
            default: return false
            }
            isFirst = false
        }
        return digits > 0 && points < 2
    }

    static func isBoolean(_ text: String) -> Bool {
        ["true", "false", "1", "0"].contains { trimmed(text).elementsEqual($0.utf8) }
    }

    static func isDate(_ text: String) -> Bool {
        var scanner = LexicalScanner(trimmed(text))
        return scanner.scanDate() && scanner.scanOptionalZone() && scanner.isAtEnd
    }

    static func isTime(_ text: String) -> Bool {
        var scanner = LexicalScanner(trimmed(text))
        return scanner.scanTime() && scanner.scanOptionalZone() && scanner.isAtEnd
    }

    static func isDateTime(_ text: String) -> Bool {
        var scanner = LexicalScanner(trimmed(text))
        return scanner.scanDate() && scanner.scan(UInt8(ascii: "T")) && scanner.scanTime()
            && scanner.scanOptionalZone() && scanner.isAtEnd
    }

    /// Base64 with any blank space between its characters; nothing at all is valid too.
    static func isBase64(_ text: String) -> Bool {
        var characters = 0
        var padding = 0
        for byte in text.utf8 where !isBlank(byte) {
            if byte == UInt8(ascii: "=") {
                padding += 1
            } else if padding > 0 || !isBase64Character(byte) {
                return false
            } else {
                characters += 1
            }
        }
        return padding <= 2 && (characters + padding).isMultiple(of: 4)
    }

    private static func isBase64Character(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
            true
        default:
            false
        }
    }

    /// Blank space as XML knows it.
    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    static func isBlank(_ text: String) -> Bool {
        text.utf8.allSatisfy(isBlank)
    }

    private static func trimmed(_ text: String) -> Substring.UTF8View {
        let bytes = text.utf8
        guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return text[text.endIndex...].utf8 }
        return text[first...last].utf8
    }
}
