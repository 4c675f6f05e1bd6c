import Glibc

/// Reads what is appended to a log file that may be rotated meanwhile by ``LogFile/rotateIfNeeded(_:limitBytes:keep:)``.
package struct LogFollower: Sendable {
    /// What one look has found.
    package struct Look: Sendable, Equatable {
        /// Whole lines, without their line feeds.
        package var lines: [String] = []
        /// The place behind each of them.
        package var places: [LogPlace] = []
        /// Whether lines before these were left out, because there were too many.
        package var isGap = false
        /// Whether there is more to read at once.
        package var hasMore = false
    }

    private static let pieceBytes = 64 << 10
    /// Whoever is further behind than this goes on with the latest piece.
    private static let longestLag = 1 << 20
    /// A longer line is cut: it would have to wait in memory for its end.
    private static let longestLine = 8 << 10

    private let path: String
    private var offset: Int
    private var begun: [UInt8] = []
    private var isCut = false
    /// After a gap the first line is only the end of one.
    private var skipsLine = false
    /// Whether lines are missing before the first look.
    private var beginsWithGap = false

    /// Follows a file from its present end.
    package init(_ path: String) {
        self.path = path
        offset = LogFile.size(path)
    }

    /// Follows a file from a place where somebody has read before.
    package init(_ path: String, after place: LogPlace) {
        self.path = path
        offset = place.offset
        if place.rotation == LogPlace.rotation(of: path + ".1") { return }
        // One rotation later, what was taken out of its front is in the first of the old files.
        let removed = place.rotation == LogPlace.rotation(of: path + ".2") ? LogFile.size(path + ".1") : .max
        beginsWithGap = offset < removed
        skipsLine = beginsWithGap
        offset = beginsWithGap ? 0 : offset - removed
    }

    /// Takes what was appended since the last look.
    package mutating func look() -> Look {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return Look() }
        defer { close(descriptor) }
        let size = Int(lseek(descriptor, 0, SEEK_END))
        var look = Look()
        look.isGap = beginsWithGap
        beginsWithGap = false
        if size < offset {
            // Rotated: what was taken out of its front is in the first of the old files.
            let removed = LogFile.size(path + ".1")
            look.isGap = look.isGap || offset < removed
            offset = max(offset - removed, 0)
        }
        // Shorter still: the file is another one, or was emptied.
        if size < offset { offset = 0 }
        if size - offset > Self.longestLag {
            offset = size - Self.pieceBytes
            begun = []
            isCut = false
            skipsLine = true
            look.isGap = true
        }
        var bytes = [UInt8](repeating: 0, count: min(size - offset, Self.pieceBytes))
        let count = pread(descriptor, &bytes, bytes.count, off_t(offset))
        guard count > 0 else { return look }
        let rotation = LogPlace.rotation(of: path + ".1")
        for (line, end) in take(bytes[..<count]) {
            look.lines.append(line)
            look.places.append(LogPlace(rotation: rotation, offset: offset + end))
        }
        offset += count
        look.hasMore = offset < size
        return look
    }

    /// The lines that end in these bytes, and how many bytes lie before the next ones.
    private mutating func take(_ bytes: ArraySlice<UInt8>) -> [(line: String, end: Int)] {
        var lines: [(line: String, end: Int)] = []
        var rest = bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            append(rest[..<end])
            if !skipsLine { lines.append((text, end + 1 - bytes.startIndex)) }
            begun = []
            isCut = false
            skipsLine = false
            rest = rest[(end + 1)...]
        }
        append(rest)
        return lines
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        if isCut || skipsLine { return }
        isCut = begun.count + bytes.count > Self.longestLine
        begun += bytes.prefix(Self.longestLine - begun.count)
    }

    private var text: String { String(decoding: begun, as: UTF8.self) + (isCut ? "…" : "") }
}
