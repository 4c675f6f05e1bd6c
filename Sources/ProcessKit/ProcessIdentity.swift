import Glibc

/// One process and no other: process ids are used again, but never with the same start time in the same boot.
package struct ProcessIdentity: Sendable, Hashable, Codable, CustomStringConvertible {
    /// Process id.
    package var pid: Int32
    /// Start time in clock ticks since boot: field 22 of `/proc/<pid>/stat`.
    package var startTicks: UInt64
    /// The kernel's `boot_id`: start times of different boots cannot be compared.
    package var bootID: String

    /// Names a process.
    package init(pid: Int32, startTicks: UInt64, bootID: String) {
        self.pid = pid
        self.startTicks = startTicks
        self.bootID = bootID
    }

    /// Start in milliseconds since boot.
    package var startUptimeMilliseconds: Int {
        Int(startTicks) * 1_000 / ProcessStat.ticksPerSecond
    }

    package var description: String { "pid \(pid)" }
}

/// How a process ended.
package enum ExitStatus: Sendable, Hashable, Codable {
    /// By itself, with a code.
    case exited(code: Int32)
    /// By a signal.
    case signalled(signal: Int32)
    /// It is gone, and nobody can say how any more.
    case unknown
}
