import Foundation
import Glibc
import TestSupport

/// A small file system that a test fills; needs root, and leaves nothing mounted.
final class SmallDisk: Sendable {
    let path: String
    private static let megabytes = 24

    /// Whether this process may mount.
    static let isAvailable: Bool = {
        guard let disk = try? SmallDisk() else { return false }
        withExtendedLifetime(disk) {}
        return true
    }()

    /// - Parameter files: files and folders that there may be, nil for as many as the system likes.
    init(files: Int? = nil) throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("erp-disk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let options = "size=\(Self.megabytes)m" + (files.map { ",nr_inodes=\($0)" } ?? "")
        guard mount("tmpfs", path, "tmpfs", 0, options) == 0 else {
            rmdir(path)
            throw StackFailure("not mounted: \(String(cString: strerror(errno)))")
        }
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
        rmdir(path)
    }

    private var ballast: String { path + "/ballast" }

    /// Leaves so many bytes free; fewer when others write at the same time.
    func fill(leaving free: Int) throws {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { throw StackFailure("statvfs") }
        var missing = Int(status.f_bavail) * Int(status.f_frsize) - free
        let file = open(ballast, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StackFailure("not opened: \(String(cString: strerror(errno)))") }
        defer { close(file) }
        let block = [UInt8](repeating: 0, count: 1 << 16)
        while missing > 0 {
            let written = write(file, block, min(missing, block.count))
            // Whoever else writes to this disk has taken the rest: it is as full as can be.
            if written < 0, errno == ENOSPC { return }
            guard written > 0 else { throw StackFailure("not written: \(String(cString: strerror(errno)))") }
            missing -= written
        }
    }

    /// Makes empty files until there may be no more.
    func fillWithFiles() throws {
        for number in 0..<10_000 {
            let file = open("\(path)/file-\(number)", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
            if file < 0, errno == ENOSPC { return }
            guard file >= 0 else { throw StackFailure("not opened: \(String(cString: strerror(errno)))") }
            close(file)
        }
        throw StackFailure("the disk has room for any number of files")
    }

    func clear() throws { try FileManager.default.removeItem(atPath: ballast) }
}
