import Testing

@testable import EInvoice

@Suite("Lexical forms")
struct LexicalFormTests {
    @Test("Decimals", arguments: ["1", "-1.50", "+0.0", ".5", "5.", " 12 ", "\n007\t", "99999999999999999999.99"])
    func decimals(_ text: String) {
        #expect(LexicalForm.isDecimal(Array(text.utf8)[...]))
    }

    @Test(
        "No decimals", arguments: ["", " ", ".", "-", "1,5", "1e3", "NaN", "INF", "1 000", "--1", "1-", "1.2.3", "٣"])
    func noDecimals(_ text: String) {
        #expect(!LexicalForm.isDecimal(Array(text.utf8)[...]))
    }

    @Test(
        "Dates",
        arguments: [
            "2024-02-29", "2000-02-29", " 2025-12-31 ", "2025-01-01Z", "2025-01-01+14:00", "-0044-03-15", "12025-01-01",
        ])
    func dates(_ text: String) {
        #expect(LexicalForm.isDate(Array(text.utf8)[...]))
    }

    @Test(
        "No dates",
        arguments: [
            "", "2023-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "2025-4-3", "25-04-03",
            "20250403", "03.04.2025", "2025-04-03T00:00:00", "2025-01-01+14:01", "2025-01-01z", "0000-01-01",
            "02025-01-01", "2025-01-01 x",
        ])
    func noDates(_ text: String) {
        #expect(!LexicalForm.isDate(Array(text.utf8)[...]))
    }

    @Test("Times", arguments: ["00:00:00", "23:59:59.999", "24:00:00", "12:00:00Z", "12:00:00.0-05:30"])
    func times(_ text: String) {
        #expect(LexicalForm.isTime(Array(text.utf8)[...]))
    }

    @Test(
        "No times", arguments: ["", "24:00:01", "12:00", "12:60:00", "1:00:00", "12:00:00.", "12:00:60", "24:00:00.1"])
    func noTimes(_ text: String) {
        #expect(!LexicalForm.isTime(Array(text.utf8)[...]))
    }

    @Test("Booleans are four words, in small letters")
    func booleans() {
        for word in ["true", "false", "1", "0", " true\n"] { #expect(LexicalForm.isBoolean(Array(word.utf8)[...])) }
        for word in ["", "True", "TRUE", "yes", "2", "true false"] {
            #expect(!LexicalForm.isBoolean(Array(word.utf8)[...]))
        }
    }

    @Test("Base64 is whole groups of four, with blank space anywhere")
    func base64() {
        for text in ["", "QQ==", "QUI=", "QUJD", " Q U\nJD ", "+/+/"] {
            #expect(LexicalForm.isBase64(Array(text.utf8)[...]))
        }
        for text in ["Q", "QQ", "QQ=", "Q===", "QQ==QQ==", "Q*JD", "QUJD="] {
            #expect(!LexicalForm.isBase64(Array(text.utf8)[...]))
        }
    }

    @Test("Language tags are words of letters, joined by hyphens")
    func languages() {
        for text in ["de", "de-DE", "x-klingon", "zh-Hant-2025"] {
            #expect(LexicalForm.isLanguage(Array(text.utf8)[...]))
        }
        for text in ["", "d1", "de_DE", "german-", "abcdefghi", "de DE"] {
            #expect(!LexicalForm.isLanguage(Array(text.utf8)[...]))
        }
    }
}
