import Foundation
import Glibc

/// Log files that a running process appends to.
package enum LogFile {
    /// Size in bytes; 0 where there is none.
    package static func size(_ path: String) -> Int {
        var info = stat()
        return stat(path, &info) == 0 ? Int(info.st_size) : 0
    }

    /// The last lines of a file.
    ///
    /// - Parameters:
    ///   - lines: How many at most.
    ///   - maximumBytes: How far back to look.
    package static func tail(_ path: String, lines: Int = 200, maximumBytes: Int = 256 << 10) -> [String] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        let start = max(size(path) - maximumBytes, 0)
        var bytes = [UInt8](repeating: 0, count: maximumBytes)
        let count = pread(descriptor, &bytes, maximumBytes, off_t(start))
        guard count > 0 else { return [] }
        let text = bytes[..<count].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
        // The first piece of a cut file is no whole line.
        return text.dropFirst(start > 0 ? 1 : 0).suffix(lines).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Moves the content of a file that has grown beyond a limit to `path.1`, the one there to `path.2`, and so on.
    ///
    /// The process holds the file open and goes on appending, so the content is copied and the file cut to nothing.
    /// What is written between the last look at its length and the cut is lost; both follow each other at once.
    ///
    /// - Returns: Whether anything was moved.
    @discardableResult
    package static func rotateIfNeeded(_ path: String, limitBytes: Int, keep: Int) -> Bool {
        guard size(path) > limitBytes else { return false }
        for number in stride(from: keep, to: 1, by: -1) { rename("\(path).\(number - 1)", "\(path).\(number)") }
        let source = open(path, O_RDWR | O_CLOEXEC)
        guard source >= 0 else { return false }
        defer { close(source) }
        guard keep > 0 else { return ftruncate(source, 0) == 0 }
        let target = open("\(path).1", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard target >= 0 else { return false }
        defer { close(target) }
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(source, &buffer, buffer.count)
            if count == 0 { break }
            guard count > 0, write(target, buffer, count) == count else { return false }
        }
        return ftruncate(source, 0) == 0
    }
}
