import Glibc

/// Marks one state of a file, so that another one is noticed without reading it.
package struct ExecutableStamp: Sendable, Hashable {
    package let device: UInt64
    package let inode: UInt64
    /// In bytes.
    package let size: Int64
    /// Last change of the content, in nanoseconds since 1970.
    package let modifiedNanoseconds: Int64

    /// Looks at the file behind all links; `nil` when there is none.
    package static func read(_ path: String) -> ExecutableStamp? {
        var info = stat()
        guard stat(path, &info) == 0 else { return nil }
        // Wrapping, since a file may claim any time; only equality counts.
        let modified = Int64(info.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(info.st_mtim.tv_nsec)
        return ExecutableStamp(
            device: UInt64(info.st_dev), inode: UInt64(info.st_ino), size: Int64(info.st_size),
            modifiedNanoseconds: modified)
    }
}
