import Glibc

/// A listener that never accepts and whose queue of connections is full, as that of a process that hangs for long.
final class FullQueue {
    /// The port it listens on.
    let port: Int
    private var sockets: [Int32] = []

    init() throws {
        let listener = Self.socket()
        sockets.append(listener)
        var address = Self.loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) + listen(listener, 0) + getsockname(listener, $0, &length)
            }
        }
        guard bound == 0 else { throw Failure() }
        port = Int(UInt16(bigEndian: address.sin_port))
        // A queue of length 0 takes one connection; the others find it full.
        for _ in 0..<4 { fill() }
    }

    deinit {
        for socket in sockets { close(socket) }
    }

    private func fill() {
        let client = Self.socket()
        sockets.append(client)
        var address = Self.loopback(port: UInt16(port))
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func socket() -> Int32 {
        Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    struct Failure: Error {}
}
