/// The character encodings that German accounting files come in.
package enum TextEncoding: String, Sendable {
    case utf8 = "UTF-8"
    case windows1252 = "windows-1252"

    /// Turns the bytes of a file into UTF-8 without a byte order mark.
    ///
    /// A file with the UTF-8 mark must be UTF-8; without a mark it is UTF-8 when it is valid UTF-8, else windows-1252,
    /// in which every byte has a meaning (the five unassigned ones become control characters, as in browsers).
    ///
    /// - Throws: one fault for UTF-16, for a broken UTF-8 file and for zero bytes.
    package static func decode(_ bytes: [UInt8]) throws(ImportRejection) -> (utf8: [UInt8], encoding: TextEncoding) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw rejection(
                "unsupported-encoding", de: "UTF-16 wird nicht gelesen; bitte als UTF-8 oder Windows-1252 speichern.",
                en: "UTF-16 is not supported; save the file as UTF-8 or Windows-1252.")
        }
        if bytes.contains(0) {
            throw rejection(
                "not-a-text", de: "Die Datei enthält Null-Bytes und ist keine Textdatei.",
                en: "The file contains zero bytes and is not a text file.")
        }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let body = hasMark ? Array(bytes.dropFirst(3)) : bytes
        if isValidUTF8(body) { return (body, .utf8) }
        if hasMark {
            throw rejection(
                "invalid-utf8", de: "Die Datei ist als UTF-8 gekennzeichnet, enthält aber ungültige Bytes.",
                en: "The file is marked as UTF-8 but contains invalid bytes.")
        }
        return (transcodeWindows1252(body), .windows1252)
    }

    private static func isValidUTF8(_ bytes: [UInt8]) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }

    private static func transcodeWindows1252(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 16)
        for byte in bytes {
            if byte < 0x80 {
                result.append(byte)
            } else {
                let scalar = byte < 0xA0 ? windows1252Upper[Int(byte) - 0x80] : UInt16(byte)
                appendUTF8(of: scalar, to: &result)
            }
        }
        return result
    }

    /// Appends one character of the basic plane from U+0080 upwards, surrogates excluded by the table.
    private static func appendUTF8(of scalar: UInt16, to result: inout [UInt8]) {
        if scalar < 0x800 {
            result.append(0xC0 | UInt8(scalar >> 6))
        } else {
            result.append(0xE0 | UInt8(scalar >> 12))
            result.append(0x80 | UInt8((scalar >> 6) & 0x3F))
        }
        result.append(0x80 | UInt8(scalar & 0x3F))
    }

    /// Meaning of the bytes 0x80–0x9F (WHATWG Encoding Standard, index windows-1252).
    private static let windows1252Upper: [UInt16] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
        0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
    ]

    private static func rejection(_ code: String, de: String, en: String) -> ImportRejection {
        ImportRejection(faults: [ImportFault(row: 1, code, de: de, en: en)])
    }
}
