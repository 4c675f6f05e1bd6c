/// A text of separated values, read record by record (RFC 4180 and what spreadsheet programs make of it).
///
/// Fields may be quoted, quotes are doubled inside quotes, line breaks may stand inside quotes, lines end with CRLF, LF
/// or CR, empty lines are skipped. A faulty record is reported and the next one is read from the next line on.
package struct DelimitedText: Sendable {
    /// One record and the line where it begins.
    package struct Record: Sendable, Equatable {
        /// Line in the file, counted from 1.
        package let line: Int
        /// The fields without their quotes.
        package let fields: [String]
    }

    /// What reading on yields.
    package enum Item: Sendable, Equatable {
        case record(Record)
        case fault(ImportFault)
    }

    /// Most fields in one record; the widest known format has 125.
    package static let fieldLimit = 512
    /// Most bytes in one field.
    package static let fieldByteLimit = 32_768

    private let bytes: [UInt8]
    private let delimiter: UInt8
    private var position = 0
    private var line = 1

    /// Starts at the beginning of a UTF-8 text.
    package init(utf8 bytes: [UInt8], delimiter: UInt8) {
        self.bytes = bytes
        self.delimiter = delimiter
    }

    /// Reads the next record; nil at the end.
    package mutating func next() -> Item? {
        skipEmptyLines()
        guard position < bytes.count else { return nil }
        let start = line
        do {
            return .record(Record(line: start, fields: try readFields()))
        } catch {
            if error != .unterminatedQuote { skipLine() }
            return .fault(error.fault(row: start))
        }
    }

    private mutating func skipEmptyLines() {
        while position < bytes.count, isLineBreak(bytes[position]) { endLine() }
    }

    private mutating func skipLine() {
        while position < bytes.count, !isLineBreak(bytes[position]) { position += 1 }
        endLine()
    }

    private func isLineBreak(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// Passes one line break; CRLF is one.
    private mutating func endLine() {
        guard position < bytes.count else { return }
        let isPair =
            bytes[position] == UInt8(ascii: "\r") && position + 1 < bytes.count
            && bytes[position + 1] == UInt8(ascii: "\n")
        position += isPair ? 2 : 1
        line += 1
    }

    private mutating func readFields() throws(Malformation) -> [String] {
        var fields: [String] = []
        while true {
            if fields.count == Self.fieldLimit { throw .tooManyFields }
            let isQuoted = position < bytes.count && bytes[position] == UInt8(ascii: "\"")
            fields.append(isQuoted ? try readQuotedField() : try readPlainField())
            guard position < bytes.count else { return fields }
            if bytes[position] == delimiter {
                position += 1
            } else if isLineBreak(bytes[position]) {
                endLine()
                return fields
            } else {
                throw .textAfterQuote
            }
        }
    }

    private mutating func readPlainField() throws(Malformation) -> String {
        let start = position
        while position < bytes.count, bytes[position] != delimiter, !isLineBreak(bytes[position]) { position += 1 }
        if position - start > Self.fieldByteLimit { throw .fieldTooLong }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func readQuotedField() throws(Malformation) -> String {
        position += 1
        var content: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                    if content.count > Self.fieldByteLimit { throw .fieldTooLong }
                    return String(decoding: content, as: UTF8.self)
                }
                content.append(byte)
                position += 1
            } else if isLineBreak(byte) {
                let start = position
                endLine()
                content.append(contentsOf: bytes[start..<position])
            } else {
                content.append(byte)
                position += 1
            }
        }
        throw .unterminatedQuote
    }
}

extension DelimitedText {
    /// What makes a record unreadable.
    private enum Malformation: Error {
        case unterminatedQuote, textAfterQuote, tooManyFields, fieldTooLong

        func fault(row: Int) -> ImportFault {
            switch self {
            case .unterminatedQuote:
                ImportFault(
                    row: row, "unterminated-quote",
                    de: "Ein Anführungszeichen wird bis zum Dateiende nicht geschlossen.",
                    en: "A quotation mark is not closed before the end of the file.")
            case .textAfterQuote:
                ImportFault(
                    row: row, "text-after-quote",
                    de: "Nach einem schließenden Anführungszeichen folgt weder Trennzeichen noch Zeilenende.",
                    en: "A closing quotation mark is followed by neither a separator nor the end of the line.")
            case .tooManyFields:
                ImportFault(
                    row: row, "too-many-fields", de: "Mehr als \(DelimitedText.fieldLimit) Felder.",
                    en: "More than \(DelimitedText.fieldLimit) fields.")
            case .fieldTooLong:
                ImportFault(
                    row: row, "field-too-long", de: "Ein Feld ist länger als \(DelimitedText.fieldByteLimit) Bytes.",
                    en: "A field is longer than \(DelimitedText.fieldByteLimit) bytes.")
            }
        }
    }
}
