import FinanceCore
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Shared

/// The ways a batch may be written.
enum BatchFormat: Sendable {
    /// One JSON array.
    case array
    /// One JSON object per line.
    case lines
    /// A row of column names, then a row per transaction.
    case csv

    /// The format of a request's media type.
    /// - Throws: ``Problem`` 415.
    init(_ request: Request) throws(Problem) {
        let mediaType = (request.headers[.contentType] ?? "application/json").lowercased()
        switch mediaType.prefix(while: { $0 != ";" && !$0.isWhitespace }) {
        case "application/json": self = .array
        case "application/x-ndjson", "application/ndjson", "application/jsonl": self = .lines
        case "text/csv": self = .csv
        default:
            throw Problem(
                .unsupportedMediaType, code: "unsupported-media-type",
                detail: LocalizedText(
                    de: "Ein Stapel ist application/json, application/x-ndjson oder text/csv.",
                    en: "A batch is application/json, application/x-ndjson or text/csv."))
        }
    }
}

/// One transaction of a batch: read, or refused by itself.
enum BatchItem: Sendable {
    case draft(TransactionDraft)
    case fault(Problem)
}

/// Cuts the body of a batch into its items as the bytes come in, and reads each.
///
/// Holds what is not yet a whole item and no more. Plainly written items are read where they lie; all others are
/// handed to the ordinary decoder.
struct BatchItems {
    /// Largest item in bytes, as for a single post.
    static let itemLimit = 1 << 20

    private enum Place {
        case start, beforeItem, afterItem, end
    }

    private let format: BatchFormat
    private let decode: @Sendable (UnsafeRawBufferPointer) -> BatchItem
    private var pending = ByteBuffer()
    private var isComplete = false
    private var place = Place.start
    private var rows: TransferRowReader?
    /// Items cut off so far.
    private(set) var count = 0

    /// - Parameter decode: the ordinary decoder, for items that are not written plainly.
    init(_ format: BatchFormat, decode: @escaping @Sendable (UnsafeRawBufferPointer) -> BatchItem) {
        self.format = format
        self.decode = decode
    }

    mutating func append(_ bytes: ByteBuffer) {
        var bytes = bytes
        if pending.readableBytes == 0 { pending = bytes } else { pending.writeBuffer(&bytes) }
    }

    /// No more bytes come.
    mutating func complete() { isComplete = true }

    /// Takes the items that are there, as far as there is room.
    /// - Throws: ``BatchFault`` when the frame is broken; the items before are taken.
    mutating func take(into items: inout [BatchItem], atMost room: Int) throws(BatchFault) {
        var fault: BatchFault?
        let before = items.count
        let bytes = pending
        let used = bytes.withUnsafeReadableBytes { buffer in
            var position = 0
            do throws(BatchFault) {
                while items.count - before < room, let item = try next(buffer, &position) { items.append(item) }
            } catch {
                fault = error
            }
            return position
        }
        pending.moveReaderIndex(forwardBy: used)
        if pending.readableBytes == 0 { pending.clear() }
        if let fault { throw fault }
    }

    private mutating func next(
        _ bytes: UnsafeRawBufferPointer, _ position: inout Int
    ) throws(BatchFault) -> BatchItem? {
        switch format {
        case .array: try nextInArray(bytes, &position)
        case .lines: try nextLine(bytes, &position)
        case .csv: try nextRow(bytes, &position)
        }
    }

    // MARK: Lines

    private mutating func nextLine(
        _ bytes: UnsafeRawBufferPointer, _ position: inout Int
    ) throws(BatchFault) -> BatchItem? {
        Self.skipBlanks(bytes, &position)
        guard position < bytes.count else { return nil }
        var scanner = TransactionScanner(bytes, at: position)
        if let draft = scanner.transaction() {
            var end = scanner.position
            while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x0d || bytes[end] == 0x09 { end += 1 }
            if end < bytes.count ? bytes[end] == 0x0a : isComplete {
                position = min(end + 1, bytes.count)
                count += 1
                return .draft(draft)
            }
        }
        var end = position
        while end < bytes.count, bytes[end] != 0x0a { end += 1 }
        guard try isWhole(end - position, end < bytes.count) else { return nil }
        defer { position = min(end + 1, bytes.count) }
        count += 1
        return decode(UnsafeRawBufferPointer(rebasing: bytes[position..<end]))
    }

    /// Whether an item is there to its end; one that cannot become whole any more is a fault, unless the end of the
    /// body ends it.
    private func isWhole(_ length: Int, _ hasEnd: Bool) throws(BatchFault) -> Bool {
        if length > Self.itemLimit { throw .itemTooLarge(count, limit: Self.itemLimit) }
        return hasEnd || isComplete
    }

    // MARK: Array

    private mutating func nextInArray(
        _ bytes: UnsafeRawBufferPointer, _ position: inout Int
    ) throws(BatchFault) -> BatchItem? {
        while true {
            Self.skipBlanks(bytes, &position)
            guard position < bytes.count else {
                if isComplete, place != .end { throw .unexpected(nil, expected: expected, afterItem: count) }
                return nil
            }
            let byte = bytes[position]
            switch (place, byte) {
            case (.start, UInt8(ascii: "[")):
                position += 1
                place = .beforeItem
            case (.beforeItem, UInt8(ascii: "]")) where count == 0, (.afterItem, UInt8(ascii: "]")):
                position += 1
                place = .end
            case (.afterItem, UInt8(ascii: ",")):
                position += 1
                place = .beforeItem
            case (.beforeItem, UInt8(ascii: "{")):
                return try item(bytes, &position)
            default:
                throw .unexpected(byte, expected: expected, afterItem: count)
            }
        }
    }

    private var expected: String {
        switch place {
        case .start: "["
        case .beforeItem: "{"
        case .afterItem: ", / ]"
        case .end: "EOF"
        }
    }

    private mutating func item(
        _ bytes: UnsafeRawBufferPointer, _ position: inout Int
    ) throws(BatchFault) -> BatchItem? {
        var scanner = TransactionScanner(bytes, at: position)
        if let draft = scanner.transaction() {
            position = scanner.position
            place = .afterItem
            count += 1
            return .draft(draft)
        }
        guard let end = Self.endOfObject(bytes, from: position) else {
            if bytes.count - position > Self.itemLimit { throw .itemTooLarge(count, limit: Self.itemLimit) }
            if isComplete { throw .unfinished(count) }
            return nil
        }
        if end - position > Self.itemLimit { throw .itemTooLarge(count, limit: Self.itemLimit) }
        let item = decode(UnsafeRawBufferPointer(rebasing: bytes[position..<end]))
        position = end
        place = .afterItem
        count += 1
        return item
    }

    /// The place behind an object: where its brackets are closed, those in strings left aside.
    private static func endOfObject(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var (depth, isInString) = (0, false)
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if isInString {
                if byte == UInt8(ascii: "\\") {
                    position += 1
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return position }
            default: break
            }
        }
        return nil
    }

    private static func skipBlanks(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0a, 0x0d: position += 1
            default: return
            }
        }
    }

    // MARK: CSV

    private mutating func nextRow(
        _ bytes: UnsafeRawBufferPointer, _ position: inout Int
    ) throws(BatchFault) -> BatchItem? {
        while true {
            while position < bytes.count, bytes[position] == 0x0a || bytes[position] == 0x0d { position += 1 }
            guard position < bytes.count else {
                if isComplete, rows == nil { throw .header([]) }
                return nil
            }
            let end = Self.endOfRow(bytes, from: position)
            guard try isWhole((end ?? bytes.count) - position, end != nil) else { return nil }
            var last = end ?? bytes.count
            defer { position = min((end ?? bytes.count) + 1, bytes.count) }
            if last > position, bytes[last - 1] == 0x0d { last -= 1 }
            let row = UnsafeRawBufferPointer(rebasing: bytes[position..<last])
            guard let rows else {
                do throws(FinanceError) {
                    self.rows = try TransferRowReader(header: row)
                } catch {
                    throw .header(error.rowFindings)
                }
                continue
            }
            count += 1
            do throws(FinanceError) {
                return .draft(try rows.draft(row))
            } catch {
                return .fault(error.problem)
            }
        }
    }

    /// The line feed that ends a row, those between quotes left aside.
    private static func endOfRow(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var isQuoted = false
        for position in start..<bytes.count {
            if bytes[position] == UInt8(ascii: "\"") { isQuoted.toggle() }
            if bytes[position] == 0x0a, !isQuoted { return position }
        }
        return nil
    }
}
