import CProcess
import Glibc

/// Log files that a running process appends to.
package enum LogFile {
    /// Size in bytes; 0 where there is none.
    package static func size(_ path: String) -> Int {
        var info = stat()
        return stat(path, &info) == 0 ? Int(info.st_size) : 0
    }

    /// The last lines of a file, without their line feeds; empty where there is none.
    ///
    /// - Parameters:
    ///   - lines: How many at most.
    ///   - maximumBytes: How far back to look; a line that begins before is left out.
    package static func tail(_ path: String, lines: Int = 200, maximumBytes: Int = 256 << 10) -> [String] {
        let (bytes, start) = end(of: path, maximumBytes: maximumBytes)
        return Self.lines(in: bytes[...], start: start).suffix(lines)
    }

    /// The last whole lines of a file, and the place behind them, from where it can be followed.
    package static func tailToFollow(
        _ path: String, lines: Int, maximumBytes: Int = 256 << 10
    ) -> (lines: [String], place: LogPlace) {
        // Asked beforehand: a rotation in between is then told as a gap, and not passed over.
        let rotation = LogPlace.rotation(of: path + ".1")
        let (bytes, start) = end(of: path, maximumBytes: maximumBytes)
        let whole = bytes.prefix((bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1)
        let place = LogPlace(rotation: rotation, offset: start + whole.count)
        return (Self.lines(in: whole, start: start).suffix(lines), place)
    }

    /// The last bytes of a file, and how many lie before them.
    private static func end(of path: String, maximumBytes: Int) -> (bytes: [UInt8], start: Int) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return ([], 0) }
        defer { close(descriptor) }
        let size = size(path)
        // One byte more, to see whether the first line is whole.
        let start = max(size - maximumBytes - 1, 0)
        var bytes = [UInt8](repeating: 0, count: size - start)
        let count = pread(descriptor, &bytes, bytes.count, off_t(start))
        return (Array(bytes.prefix(max(count, 0))), start)
    }

    private static func lines(in bytes: ArraySlice<UInt8>, start: Int) -> [String] {
        guard !bytes.isEmpty else { return [] }
        let text = bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes
        let pieces = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return pieces.dropFirst(start > 0 ? 1 : 0).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Moves the content of a file that has grown beyond a limit to `path.1`, the one there to `path.2`, and so on.
    ///
    /// The process holds the file open with `O_APPEND` and goes on writing, so the content is copied and then taken out
    /// of the file. On ext4 and XFS **nothing is lost**: exactly the copied blocks are taken out, what came later stays.
    /// The cut lies at a block, so one line may begin in `path.1` and end in `path`; put together they are whole.
    ///
    /// On other file systems the file is cut to nothing. **What can be lost** there: the bytes written between the last
    /// read, which found nothing more, and the cut that follows at once: microseconds' worth on an idle machine, up to
    /// some milliseconds' when we are interrupted in between.
    ///
    /// When copying fails, as on a full disk, the file stays as it is. After a failure of power in between, a piece may
    /// be there twice.
    ///
    /// - Parameter keep: How many old files stay; 0 keeps none.
    /// - Returns: Whether anything was moved.
    @discardableResult
    package static func rotateIfNeeded(_ path: String, limitBytes: Int, keep: Int) -> Bool {
        guard size(path) > limitBytes else { return false }
        let source = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK)
        guard source >= 0 else { return false }
        defer { close(source) }
        // Two at once would copy the same bytes and take out twice as many. Whoever comes second leaves it to the first,
        // and looks anew: the first may have been done just now.
        guard flock(source, LOCK_EX | LOCK_NB) == 0, size(path) > limitBytes else { return false }
        guard keep > 0 else { return ftruncate(source, 0) == 0 }
        let copyPath = path + ".copy"
        let target = open(copyPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard target >= 0 else { return false }
        defer { close(target) }
        // The old files move only once the copy, all but its tail, is safe.
        guard copy(source, target) else {
            unlink(copyPath)
            return false
        }
        for number in stride(from: keep, to: 1, by: -1) { rename("\(path).\(number - 1)", "\(path).\(number)") }
        guard rename(copyPath, "\(path).1") == 0 else { return false }
        if takeOutCopied(source, target) { return true }
        return copy(source, target) && ftruncate(source, 0) == 0
    }

    /// Takes the copied blocks out of the source, and what is not a whole block off the copy again.
    private static func takeOutCopied(_ source: Int32, _ target: Int32) -> Bool {
        var info = stat()
        guard fstat(source, &info) == 0, info.st_blksize > 0 else { return false }
        let block = off_t(info.st_blksize)
        // One byte at least must stay: the kernel takes no whole file out.
        let length = (lseek(source, 0, SEEK_CUR) - 1) / block * block
        // Written to the disk beforehand: otherwise the writer would have to wait for that.
        guard length > 0, fdatasync(source) == 0, cprocess_drop_head(source, length) == 0 else { return false }
        ftruncate(target, length)
        return true
    }

    /// Copies from where both stand until nothing more is there.
    private static func copy(_ source: Int32, _ target: Int32) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = read(source, &buffer, buffer.count)
            if count == 0 { return true }
            guard count > 0, write(target, buffer, count) == count else { return false }
        }
    }
}
