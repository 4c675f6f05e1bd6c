import Foundation
import Glibc
import ProcessKit

/// Looks whether a port can be bound before anything else is touched.
package enum PortCheck {
    /// - Throws: ``StartupError`` naming the holder of a taken port.
    static func requireFree(host: String, port: Int) throws(StartupError) {
        guard port != 0, bindingFails(host: host, port: port) == EADDRINUSE else { return }
        throw taken(host: host, port: port)
    }

    /// Whether somebody listens where a server wants to.
    package static func isTaken(host: String, port: Int) -> Bool {
        bindingFails(host: host, port: port) == EADDRINUSE
    }

    static func taken(host: String, port: Int) -> StartupError {
        let holder = PortOwner.find(port: port).map { "held by \($0)" } ?? "held by a process that cannot be seen"
        return .unavailable("port \(port) on \(host) is taken: \(holder). Stop it, or choose another with --port.")
    }

    /// Binds and releases the address; returns the error number, 0 when it worked or cannot be judged here.
    private static func bindingFails(host: String, port: Int) -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var results: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &results) == 0, let first = results else { return 0 }
        defer { freeaddrinfo(results) }
        let descriptor = socket(
            first.pointee.ai_family, first.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), first.pointee.ai_protocol
        )
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        var reuse: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0 else { return errno }
        // Two sockets may bind with SO_REUSEADDR; only listening tells.
        return listen(descriptor, 1) == 0 ? 0 : errno
    }
}
