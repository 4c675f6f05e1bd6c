import Testing

@testable import EInvoice

struct TextEncodingTests {
    private static let text = "Süß – 12 €, “ja” ÿ"

    /// Bytes of a document that holds a text and declares an encoding.
    private static func document(_ name: String?, _ text: String, _ encode: (String) -> [UInt8]) -> [UInt8] {
        encode((name.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>\n" } ?? "") + "<a>\(text)</a>")
    }

    private static func utf16(isLittleEndian: Bool) -> (String) -> [UInt8] {
        { text in
            text.utf16.flatMap { unit in
                let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
                return isLittleEndian ? bytes : bytes.reversed()
            }
        }
    }

    private static func windows1252(_ text: String) -> [UInt8] {
        let upper: [Character: UInt8] = ["–": 0x96, "€": 0x80, "“": 0x93, "”": 0x94]
        return text.map { upper[$0] ?? UInt8($0.unicodeScalars.first?.value ?? 0) }
    }

    private static func read(_ bytes: [UInt8]) throws -> String { try ElementTree(parsing: bytes).text(0) }

    @Test func `every encoding that is read yields the same text`() throws {
        let (little, big) = (Self.utf16(isLittleEndian: true), Self.utf16(isLittleEndian: false))
        let documents: [[UInt8]] = [
            Self.document(nil, Self.text) { Array($0.utf8) },
            Self.document("UTF-8", Self.text) { [0xEF, 0xBB, 0xBF] + Array($0.utf8) },
            Self.document("UTF-16", Self.text) { [0xFF, 0xFE] + little($0) },
            Self.document("UTF-16", Self.text) { [0xFE, 0xFF] + big($0) },
            Self.document("UTF-16LE", Self.text, little), Self.document("UTF-16BE", Self.text, big),
            Self.document("windows-1252", Self.text, Self.windows1252),
        ]
        for (number, bytes) in documents.enumerated() { #expect(try Self.read(bytes) == Self.text, "\(number)") }
        let latin = Self.document("ISO-8859-1", "Süßÿ") { $0.map { UInt8($0.unicodeScalars.first?.value ?? 0) } }
        #expect(try Self.read(latin) == "Süßÿ")
    }

    @Test func `bytes of another encoding than the declared are a fault with its place`() {
        let latin = Self.document("UTF-8", "Süß", Self.windows1252)
        let error = #expect(throws: MarkupError.self) { try ElementTree(parsing: latin) }
        #expect(error?.reason == .invalidCharacter && error?.line == 2 && error?.column == 5)
        for bytes: [UInt8] in [
            [0xFF, 0xFE, 0, 0, 0x3C, 0, 0, 0], [0xFF, 0xFE, 0x3C], [0xFE, 0xFF, 0xD8, 0x00, 0x00, 0x3C],
            Array("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>".utf8),
        ] {
            #expect(throws: MarkupError.self) { try ElementTree(parsing: bytes) }
        }
    }
}
