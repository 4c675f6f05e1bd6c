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

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("erp-disk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(Self.megabytes)m") == 0 else {
            rmdir(path)
            throw StackFailure("not mounted: \(String(cString: strerror(errno)))")
        }
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
        rmdir(path)
    }

    private var ballast: String { path + "/ballast" }

    /// Leaves so many bytes free.
    func fill(leaving free: Int) throws {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { throw StackFailure("statvfs") }
        let size = Int(status.f_bavail) * Int(status.f_frsize) - free
        try Data(count: max(0, size)).write(to: URL(fileURLWithPath: ballast))
    }

    func clear() throws { try FileManager.default.removeItem(atPath: ballast) }
}
