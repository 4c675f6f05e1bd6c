/// The lexical forms of XML Schema's simple types, as far as invoices use them.
///
/// Blank space around a value is ignored, as the schema's `collapse` says. An empty value is never valid here.
enum LexicalForm {
    static func isDecimal(_ text: ArraySlice<UInt8>) -> Bool {
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

    static func isBoolean(_ text: ArraySlice<UInt8>) -> Bool {
        ["true", "false", "1", "0"].contains { trimmed(text).elementsEqual($0.utf8) }
    }

    static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
        var scanner = LexicalScanner(trimmed(text))
        return scanner.scanDate() && scanner.scanOptionalZone() && scanner.isAtEnd
    }

    static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
        var scanner = LexicalScanner(trimmed(text))
        return scanner.scanTime() && scanner.scanOptionalZone() && scanner.isAtEnd
    }

    static func isDateTime(_ text: ArraySlice<UInt8>) -> Bool {
        var scanner = LexicalScanner(trimmed(text))
        return scanner.scanDate() && scanner.scan(UInt8(ascii: "T")) && scanner.scanTime()
            && scanner.scanOptionalZone() && scanner.isAtEnd
    }

    /// Base64 with any blank space between its characters; nothing at all is valid too.
    static func isBase64(_ text: ArraySlice<UInt8>) -> Bool {
        var characters = 0
        var padding = 0
        for byte in text where !isBlank(byte) {
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

    static func isBlank(_ text: ArraySlice<UInt8>) -> Bool {
        text.allSatisfy(isBlank)
    }

    /// A language tag as XML Schema understands it: words of one to eight letters, later ones with digits too.
    static func isLanguage(_ text: ArraySlice<UInt8>) -> Bool {
        let words = trimmed(text).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return words.enumerated().allSatisfy { index, word in
            (1...8).contains(word.count) && word.allSatisfy { isLetter($0) || (index > 0 && isDigit($0)) }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let first = text.firstIndex(where: { !isBlank($0) }), let last = text.lastIndex(where: { !isBlank($0) })
        else { return [] }
        return text[first...last]
    }
}
