import CProcess
import Glibc
import Synchronization

/// Asks the kernel for a single TCP socket (`sock_diag(7)`): a few microseconds, however many sockets there are.
///
/// Nothing is found on a system whose kernel does not answer such questions; whoever asks must do without then.
final class TCPSocketLookup: Sendable {
    static let shared = TCPSocketLookup()

    /// -1 where the kernel has no such questions.
    private let lookup: Mutex<Int32>

    private init() {
        lookup = Mutex(cprocess_tcp_lookup_open())
    }

    /// The user who listens on a port of a local address, `nil` for nobody.
    func listener(on address: LoopbackAddress, port: Int) -> UInt32? {
        find(address.family, address.bytes, port, [UInt8](repeating: 0, count: address.bytes.count), 0)
            .flatMap { $0.state == UInt8(SocketEntry.listening) ? $0.uid : nil }
    }

    /// The user who made the first end of an established connection within this machine, `nil` without one.
    func owner(of end: (address: LoopbackAddress, port: Int), to peer: (address: LoopbackAddress, port: Int)) -> UInt32?
    {
        guard end.address.family == peer.address.family else { return nil }
        return find(end.address.family, end.address.bytes, end.port, peer.address.bytes, peer.port)
            .flatMap { $0.state == UInt8(SocketEntry.established) && Int($0.remote_port) == peer.port ? $0.uid : nil }
    }

    private func find(
        _ family: Int32, _ local: [UInt8], _ localPort: Int, _ remote: [UInt8], _ remotePort: Int
    ) -> cprocess_tcp_socket? {
        guard let localPort = UInt16(exactly: localPort), let remotePort = UInt16(exactly: remotePort) else {
            return nil
        }
        return lookup.withLock { lookup in
            var found = cprocess_tcp_socket()
            guard lookup >= 0, cprocess_tcp_lookup(lookup, family, local, localPort, remote, remotePort, &found) == 0
            else { return nil }
            return found
        }
    }
}

/// An address of the loopback interface.
package struct LoopbackAddress: Sendable, Hashable {
    /// `AF_INET` or `AF_INET6`.
    let family: Int32
    /// 4 or 16 bytes in the order of the network.
    let bytes: [UInt8]

    package static let version4 = LoopbackAddress(family: AF_INET, bytes: [127, 0, 0, 1])
    package static let version6 = LoopbackAddress(family: AF_INET6, bytes: Array(repeating: 0, count: 15) + [1])

    private init(family: Int32, bytes: [UInt8]) {
        self.family = family
        self.bytes = bytes
    }

    /// Takes an address as text: 127.0.0.0/8, `::1`, or the former written as the latter (`::ffff:127.0.0.1`).
    package init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(family: AF_INET, bytes: withUnsafeBytes(of: four) { Array($0) })
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            let bytes = withUnsafeBytes(of: six) { Array($0) }
            let isMapped = bytes.prefix(12) == Array(repeating: 0, count: 10) + [255, 255]
            self.init(family: isMapped ? AF_INET : AF_INET6, bytes: isMapped ? Array(bytes.suffix(4)) : bytes)
        } else {
            return nil
        }
        guard bytes.first == 127 || bytes == Self.version6.bytes else { return nil }
        if family == AF_INET6, self != .version6 { return nil }
    }
}
