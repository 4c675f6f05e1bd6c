import FinanceCore
import Testing

@Suite struct TextEncodingTests {
    @Test("Windows-1252 is recognised where UTF-8 is invalid")
    func windows1252() throws {
        let (utf8, encoding) = try TextEncoding.decode([0x47, 0xFC, 0x80, 0x96, 0xDF])
        #expect(String(decoding: utf8, as: UTF8.self) == "Gü€–ß")
        #expect(encoding == .windows1252)
    }

    @Test("All 256 bytes but zero become one character each")
    func wholeTable() throws {
        let bytes = (1...255).map { UInt8($0) }
        let text = String(decoding: try TextEncoding.decode(bytes).utf8, as: UTF8.self)
        #expect(text.unicodeScalars.count == 255)
    }

    @Test("UTF-8 is taken with and without its mark")
    func utf8() throws {
        for bytes in [Array("Gür".utf8), [0xEF, 0xBB, 0xBF] + Array("Gür".utf8)] {
            let (utf8, encoding) = try TextEncoding.decode(bytes)
            #expect(utf8 == Array("Gür".utf8))
            #expect(encoding == .utf8)
        }
    }

    @Test(
        "UTF-16, zero bytes and broken UTF-8 are refused by name",
        arguments: [
            ([0xFF, 0xFE, 0x41, 0x00], "unsupported-encoding"), ([0x41, 0x00], "not-a-text"),
            ([0xEF, 0xBB, 0xBF, 0xFC], "invalid-utf8"),
        ] as [([UInt8], String)])
    func refused(bytes: [UInt8], code: String) {
        let rejection = #expect(throws: ImportRejection.self) { try TextEncoding.decode(bytes) }
        #expect(rejection?.faults.map(\.code) == [code])
    }
}
