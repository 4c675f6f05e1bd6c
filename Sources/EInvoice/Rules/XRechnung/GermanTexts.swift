/// Checks of texts that XRechnung asks for in both syntaxes.
enum GermanTexts {
    /// Every line of the payment terms that begins with a number sign must be a cash discount as XRechnung writes it
    /// (BR-DE-18), and the text must go on behind the last one with a line break.
    ///
    ///     #SKONTO#TAGE=7#PROZENT=2.00#BASISBETRAG=100.00#
    static func isDiscountText(_ text: String) -> Bool {
        let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        let marked = lines.filter { Node.normalize(String($0)).hasPrefix("#") }
        guard !marked.isEmpty else { return true }
        let discount = /#SKONTO#TAGE=[0-9]+#PROZENT=[0-9]+\.[0-9]{2}(#BASISBETRAG=-?[0-9]+\.[0-9]{2})?#/
        guard marked.allSatisfy({ Node.normalize(String($0)).wholeMatch(of: discount) != nil }) else { return false }
        return endsWithBreak(text)
    }

    /// What stands behind the last pair of number signs of a line must begin with a line break.
    private static func endsWithBreak(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        var rest = 0
        var lineStart = 0
        while lineStart <= bytes.count {
            let lineEnd = bytes[lineStart...].firstIndex(of: 0x0A) ?? bytes.count
            let line = bytes[lineStart..<lineEnd]
            // At least one character between two number signs, as far as the line goes.
            if let first = line.firstIndex(of: UInt8(ascii: "#")), let last = line.lastIndex(of: UInt8(ascii: "#")),
                last > first + 1
            {
                rest = last + 1
            }
            lineStart = lineEnd + 1
        }
        let tail = bytes[rest...]
        guard let end = tail.firstIndex(where: { !Node.isSpace($0) }) ?? (tail.isEmpty ? nil : bytes.count) else {
            return false
        }
        return tail[..<end].contains(0x0A)
    }

    /// At least three digits (BR-DE-27).
    static func isTelephone(_ text: String) -> Bool { text.utf8.count { (0x30...0x39).contains($0) } >= 3 }

    /// One `@`, a name before it, and a domain with a point behind it (BR-DE-28).
    static func isEmail(_ text: String) -> Bool {
        let parts = Node.normalize(text).split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !text.contains(" ") || !Node.normalize(text).contains(" ") else {
            return false
        }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
    }

    /// Begins with a scheme, such as `https:` (BR-TMP-2).
    static func isURL(_ text: String) -> Bool {
        text.firstMatch(of: /^[a-zA-Z][a-zA-Z0-9+.-]+:/) != nil
    }

    /// An IBAN whose check digits fit (ISO 13616, modulo 97), blanks aside.
    static func isIBAN(_ text: String) -> Bool {
        let plain = text.filter { !$0.isWhitespace }
        guard plain.wholeMatch(of: /[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{0,30}/) != nil else { return false }
        var remainder = 0
        for byte in Array(plain.utf8.dropFirst(4)) + Array(plain.utf8.prefix(4)) {
            // The official rule turns letters into numbers as they stand, small ones into larger ones.
            let value = byte > 64 ? Int(byte) - 55 : Int(byte) - 48
            remainder = (remainder * (value > 99 ? 1_000 : value > 9 ? 100 : 10) + value) % 97
        }
        return remainder == 1
    }
}
