import Glibc

/// A place in a log file that still means the same after the file was rotated.
package struct LogPlace: Sendable, Equatable {
    /// When the latest old file was made, in nanoseconds since 1970; 0 while there is none.
    var rotation: Int
    /// Bytes before it in the file.
    var offset: Int

    init(rotation: Int, offset: Int) {
        self.rotation = rotation
        self.offset = offset
    }

    /// Reads ``text``.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let rotation = parts[0], let offset = parts[1], rotation >= 0, offset >= 0 else {
            return nil
        }
        self.init(rotation: rotation, offset: offset)
    }

    /// For whoever comes back later.
    package var text: String { "\(rotation)-\(offset)" }

    /// Which rotation made an old file: renaming it leaves the time of its content alone.
    static func rotation(of path: String) -> Int {
        var info = stat()
        guard stat(path, &info) == 0 else { return 0 }
        return info.st_mtim.tv_sec * 1_000_000_000 + info.st_mtim.tv_nsec
    }
}
