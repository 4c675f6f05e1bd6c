import Foundation
import Glibc

/// Finds out who listens on a TCP port of this machine, from `/proc`.
package struct PortOwner: Sendable, CustomStringConvertible {
    package let pid: Int
    package let program: String
    package let user: String

    package var description: String { "\(program) (pid \(pid), user \(user))" }

    /// The process that listens on a port, `nil` when there is none or it may not be seen.
    ///
    /// Cheap for a free port: processes are looked into only when somebody listens.
    package static func find(port: Int) -> PortOwner? {
        guard let pid = SocketHolder.find(inodes: Set(listeners(port).map(\.inode))) else { return nil }
        return PortOwner(pid: Int(pid), program: program(of: pid), user: user(of: pid))
    }

    /// The user whose process listens on a port of the loopback interface, `nil` when nobody does or the kernel cannot
    /// be asked. Costs a few microseconds.
    package static func uid(ofListenerOn port: Int) -> UInt32? {
        let lookup = TCPSocketLookup.shared
        return lookup.listener(on: .version4, port: port) ?? lookup.listener(on: .version6, port: port)
    }

    private static func listeners(_ port: Int) -> [SocketEntry] {
        guard (1...65_535).contains(port) else { return [] }
        return SocketEntry.all(holding: SocketEntry.hexadecimal(port: port)).filter {
            $0.local.port == port && $0.state == SocketEntry.listening
        }
    }

    private static func program(of pid: Int32) -> String {
        ProcFile.text("/proc/\(pid)/comm")?.split(separator: "\n").first.map(String.init) ?? "unknown program"
    }

    private static func user(of pid: Int32) -> String {
        // try? because it may just have ended
        let attributes = try? FileManager.default.attributesOfItem(atPath: "/proc/\(pid)")
        return attributes?[.ownerAccountName] as? String ?? "unknown"
    }
}
