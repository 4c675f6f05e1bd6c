/// The encodings of documents that are read, and the way from each to UTF-8.
package enum TextEncoding: Hashable, Sendable {
    case utf8, utf16LittleEndian, utf16BigEndian, latin1, windows1252

    /// The bytes of a document in UTF-8, without byte order mark.
    ///
    /// - Throws: ``MarkupError/Reason/unsupportedEncoding(_:)`` or ``MarkupError/Reason/invalidCharacter``.
    package static func transcode(_ bytes: [UInt8]) throws(MarkupError.Reason) -> [UInt8] {
        switch try detect(bytes) {
        case (.utf8, let skipped): skipped == 0 ? bytes : Array(bytes[skipped...])
        case (.utf16LittleEndian, let skipped): try fromUTF16(bytes[skipped...], high: 1)
        case (.utf16BigEndian, let skipped): try fromUTF16(bytes[skipped...], high: 0)
        case (.latin1, _): fromSingleBytes(bytes, upper: nil)
        case (.windows1252, _): fromSingleBytes(bytes, upper: windows1252Upper)
        }
    }

    /// The byte order mark wins, then the shape of the first characters, then the declaration.
    static func detect(_ bytes: [UInt8]) throws(MarkupError.Reason) -> (TextEncoding, skipped: Int) {
        let start = Array(bytes.prefix(4))
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if start.starts(with: [0xFF, 0xFE, 0, 0]) || start.starts(with: [0, 0, 0xFE, 0xFF]) {
            throw .unsupportedEncoding("UTF-32")
        }
        if start.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if start.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        if start.count >= 2, start[0] == 0x3C, start[1] == 0 { return (.utf16LittleEndian, 0) }
        if start.count >= 2, start[0] == 0, start[1] == 0x3C { return (.utf16BigEndian, 0) }
        return (try named(declaredName(bytes) ?? "utf-8"), 0)
    }

    private static func named(_ name: String) throws(MarkupError.Reason) -> TextEncoding {
        switch name.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii": .utf8
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1": .latin1
        case "windows-1252", "cp1252", "cp-1252": .windows1252
        default: throw .unsupportedEncoding(String(name.prefix(40)))
        }
    }

    /// The value of `encoding` in the XML declaration, if there is one.
    private static func declaredName(_ bytes: [UInt8]) -> String? {
        let head = bytes.prefix(200)
        guard head.starts(with: Array("<?xml".utf8)), let end = head.firstIndex(of: UInt8(ascii: ">")) else {
            return nil
        }
        let declaration = String(decoding: head[..<end], as: UTF8.self)
        guard let found = declaration.firstRange(of: "encoding") else { return nil }
        let value = declaration[found.upperBound...].drop { $0 == " " || $0 == "=" || $0 == "\t" }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        return String(value.dropFirst().prefix { $0 != quote })
    }

    private static func fromUTF16(_ bytes: ArraySlice<UInt8>, high: Int) throws(MarkupError.Reason) -> [UInt8] {
        guard bytes.count.isMultiple(of: 2) else { throw .truncated }
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            units.append(UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high]))
            index += 2
        }
        var result: [UInt8] = []
        result.reserveCapacity(units.count)
        let malformed = Unicode.UTF16.self
        let failed = Swift.transcode(
            units.makeIterator(), from: malformed, to: Unicode.UTF8.self, stoppingOnError: true
        ) { result.append($0) }
        guard !failed else { throw .invalidCharacter }
        return result
    }

    private static func fromSingleBytes(_ bytes: [UInt8], upper: [UInt16]?) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 16)
        for byte in bytes {
            guard byte >= 0x80 else {
                result.append(byte)
                continue
            }
            let isRemapped = byte < 0xA0
            let scalar = isRemapped ? upper?[Int(byte) - 0x80] ?? UInt16(byte) : UInt16(byte)
            result.append(contentsOf: utf8(scalar))
        }
        return result
    }

    private static func utf8(_ scalar: UInt16) -> [UInt8] {
        scalar < 0x800
            ? [0xC0 | UInt8(scalar >> 6), 0x80 | UInt8(scalar & 0x3F)]
            : [0xE0 | UInt8(scalar >> 12), 0x80 | UInt8((scalar >> 6) & 0x3F), 0x80 | UInt8(scalar & 0x3F)]
    }

    /// 0x80…0x9F of windows-1252; the five unused bytes stay what they are, as browsers read them.
    private static let windows1252Upper: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]
}
