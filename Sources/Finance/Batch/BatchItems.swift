import FinanceCore
import Glibc
import NIOCore
import ServiceKit
import Shared

/// Cuts the body of a batch into its items as the bytes come in, and reads each.
///
/// Holds what is not yet a whole item and no more, and looks at no byte of it anew because others have come. Plainly
/// written items are read where they lie; all others are handed to the ordinary decoder. How the body is cut into pieces
/// on its way makes no difference.
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
    /// How far the item at hand was looked through, in bytes from its start; its end is not among them.
    private var passed = 0
    private var object = ObjectGrammar()
    private var row = RowGrammar.firstLine
    /// Where the item at hand begins.
    private var start = 0
    /// Line of the body that was reached: that of the item last taken, or of the place where the frame is broken.
    private(set) var line = 1
    /// Items cut off so far.
    private(set) var count = 0
    /// Bytes looked at in search of the ends of items: as many as the body has, or twice as many, however it is cut.
    private(set) var searchedBytes = 0

    /// - Parameter decode: the ordinary decoder, for items that are not written plainly.
    init(_ format: BatchFormat, decode: @escaping @Sendable (UnsafeRawBufferPointer) -> BatchItem) {
        self.format = format
        self.decode = decode
    }

    /// Bytes of memory that what is not yet a whole item takes.
    var heldBytes: Int { pending.storageCapacity }

    mutating func append(_ bytes: ByteBuffer) {
        var bytes = bytes
        if pending.readableBytes == 0 {
            pending = bytes
        } else {
            // Else the buffer would keep all that was ever read.
            pending.discardReadBytes()
            pending.writeBuffer(&bytes)
        }
    }

    /// No more bytes come.
    mutating func complete() { isComplete = true }

    /// Takes the items that are there, as far as there is room.
    /// - Throws: as ``take(into:atMost:lines:)``.
    mutating func take(into items: inout [PlacedItem], atMost room: Int) throws(BatchFault) {
        var lines = Int.max
        try take(into: &items, atMost: room, lines: &lines)
    }

    /// Takes the items that are there, as far as there is room.
    /// - Parameters:
    ///   - room: items to take at most.
    ///   - lines: the room in lines; the item that fills it is the last one.
    /// - Throws: ``BatchFault`` when the frame is broken; the items before are taken.
    mutating func take(
        into items: inout [PlacedItem], atMost room: Int, lines: inout Int
    ) throws(BatchFault) {
        var fault: BatchFault?
        let before = items.count
        let bytes = pending
        let used = bytes.withUnsafeReadableBytes { buffer in
            var (position, counted) = (0, 0)
            do throws(BatchFault) {
                while items.count - before < room, lines > 0, let item = try next(buffer, &position) {
                    line += Self.lineFeeds(buffer, counted..<start)
                    counted = start
                    items.append(PlacedItem(item: item, line: line))
                    lines -= item.lines
                }
            } catch {
                fault = error
            }
            line += Self.lineFeeds(buffer, counted..<position)
            return position
        }
        pending.moveReaderIndex(forwardBy: used)
        if pending.readableBytes == 0 { pending = ByteBuffer() }
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

    /// The end of the item that begins at a place; nil when it is not there yet. The end of the body ends an item as well.
    /// - Parameter find: looks for it from a place on.
    private mutating func endOfItem(
        _ bytes: UnsafeRawBufferPointer, _ start: Int, find: (inout BatchItems, _ from: Int) -> Int?
    ) throws(BatchFault) -> Int? {
        let from = start + passed
        let end = find(&self, from)
        searchedBytes += (end ?? bytes.count) - from
        if (end ?? bytes.count) - start > Self.itemLimit { throw .itemTooLarge(count, limit: Self.itemLimit) }
        passed = end == nil && !isComplete ? bytes.count - start : 0
        return end ?? (isComplete ? bytes.count : nil)
    }

    // MARK: Lines

    /// A line is an item, whatever it holds; lines of blanks are none.
    private mutating func nextLine(
        _ bytes: UnsafeRawBufferPointer, _ position: inout Int
    ) throws(BatchFault) -> BatchItem? {
        while position < bytes.count {
            guard let end = try endOfItem(bytes, position, find: { Self.lineFeed(bytes, from: $1) }) else { return nil }
            let line = UnsafeRawBufferPointer(rebasing: bytes[position..<end])
            start = position
            position = min(end + 1, bytes.count)
            var blanks = 0
            Self.skipBlanks(line, &blanks)
            if blanks == line.count { continue }
            count += 1
            var scanner = TransactionScanner(line, at: blanks)
            if let draft = scanner.transaction(), scanner.isAtEnd { return .draft(draft) }
            return decode(line)
        }
        return nil
    }

    private static func lineFeed(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress else { return nil }
        return memchr(base + start, 0x0a, bytes.count - start).map { UnsafeRawPointer($0) - base }
    }

    private static func lineFeeds(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int {
        let part = UnsafeRawBufferPointer(rebasing: bytes[range])
        var (count, position) = (0, 0)
        while let found = lineFeed(part, from: position) {
            count += 1
            position = found + 1
        }
        return count
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
        let isNew = passed == 0
        if isNew {
            var scanner = TransactionScanner(bytes, at: position)
            let draft = scanner.transaction()
            searchedBytes += scanner.position - position
            if let draft, scanner.position - position <= Self.itemLimit {
                return cutOff(.draft(draft), at: scanner.position, &position)
            }
            object = ObjectGrammar()
        }
        var isClosed = false
        let end = try endOfItem(bytes, position) { items, from in
            let end = items.object.end(bytes, from: from)
            isClosed = end != nil
            return end
        }
        guard let end else { return nil }
        if !isClosed { throw .unfinished(count) }
        if !isNew {
            var scanner = TransactionScanner(bytes, at: position)
            if let draft = scanner.transaction() { return cutOff(.draft(draft), at: end, &position) }
        }
        return cutOff(decode(UnsafeRawBufferPointer(rebasing: bytes[position..<end])), at: end, &position)
    }

    private mutating func cutOff(_ item: BatchItem, at end: Int, _ position: inout Int) -> BatchItem {
        start = position
        position = end
        place = .afterItem
        count += 1
        return item
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
            let end = try endOfItem(bytes, position) { items, from in items.row.endOfRow(bytes, from: from) }
            guard let end else { return nil }
            start = position
            var last = end
            defer { position = min(end + 1, bytes.count) }
            if last > position, bytes[last - 1] == 0x0d { last -= 1 }
            let row = UnsafeRawBufferPointer(rebasing: bytes[position..<last])
            guard let rows else {
                do throws(FinanceError) {
                    let rows = try TransferRowReader(header: row)
                    self.row = rows.grammar
                    self.rows = rows
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
}
