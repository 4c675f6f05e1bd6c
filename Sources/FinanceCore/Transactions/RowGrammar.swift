/// Where fields and rows of a CSV end (RFC 4180), byte by byte: whoever cuts rows and whoever reads their fields goes by it,
/// so that both always agree.
///
/// A quote opens at the start of a field only; anywhere else in an unquoted field it is a sign like others (`5" pipe`).
/// After a closing quote comes a delimiter or the end of the row. Where something else follows, the row is broken and
/// ends at the next line feed: a stray quote must not swallow the rows after it.
package struct RowGrammar: Sendable {
    /// What a byte is in its row.
    enum Sign {
        /// Part of a field's text.
        case text
        /// A quote around a field, or the first of a doubled one.
        case quote
        case delimiter
        case lineFeed
        /// Follows a closing quote where nothing may.
        case stray
    }

    /// How the row stands after the bytes so far.
    enum Place: Sendable {
        case fieldStart, plain, quoted, afterQuote, broken
    }

    private let delimiter: UInt8
    private(set) var place = Place.fieldStart

    init(delimiter: UInt8) { self.delimiter = delimiter }

    /// Goes on by one byte.
    mutating func pass(_ byte: UInt8) -> Sign {
        switch place {
        case .quoted:
            guard byte == UInt8(ascii: "\"") else { return .text }
            place = .afterQuote
            return .quote
        case .afterQuote where byte == UInt8(ascii: "\""):
            place = .quoted
            return .text
        case .fieldStart where byte == UInt8(ascii: "\""):
            place = .quoted
            return .quote
        case .broken where byte != 0x0a:
            return .stray
        default:
            break
        }
        if byte == 0x0a {
            place = .fieldStart
            return .lineFeed
        }
        if byte == delimiter {
            place = .fieldStart
            return .delimiter
        }
        if place == .afterQuote {
            place = .broken
            return .stray
        }
        place = .plain
        return .text
    }

    /// The line feed that ends the row; nil, and what was learned is kept for the bytes that follow, if it is not there yet.
    package mutating func endOfRow(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        for position in start..<bytes.count where pass(bytes[position]) == .lineFeed { return position }
        return nil
    }

    /// The grammar of a row that ends with its line: the one that names the columns, before the delimiter is known.
    package static var firstLine: RowGrammar {
        var grammar = RowGrammar(delimiter: 0x0a)
        grammar.place = .broken
        return grammar
    }
}
