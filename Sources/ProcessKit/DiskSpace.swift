import Glibc

/// Space on disks.
package enum DiskSpace {
    /// Bytes that we may still write where a path is; `nil` when that cannot be found out.
    package static func freeBytes(_ path: String) -> Int? {
        var info = statvfs()
        guard statvfs(path, &info) == 0 else { return nil }
        let (bytes, isTooMuch) = UInt64(info.f_bavail).multipliedReportingOverflow(by: UInt64(info.f_frsize))
        return isTooMuch ? Int.max : Int(clamping: bytes)
    }
}
