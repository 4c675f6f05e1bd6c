import Glibc

/// Who calls us over the loopback interface: the kernel knows, whatever the caller says.
package enum LoopbackPeer {
    /// The user who made the client's side of an established loopback connection.
    ///
    /// - Parameters:
    ///   - localPort: Port of our side, the server's.
    ///   - remotePort: Port of the client's side.
    /// - Returns: `nil` when there is no such connection.
    package static func uid(localPort: Int, remotePort: Int) -> UInt32? {
        let clients = SocketEntry.all(holding: SocketEntry.hexadecimal(port: remotePort)).filter {
            $0.state == SocketEntry.established && $0.local.port == remotePort && $0.remote.port == localPort
                && $0.local.isLoopback && $0.remote.isLoopback
        }
        // Several addresses of 127.0.0.0/8 may use the same pair of ports: then nobody can be named.
        return clients.count == 1 ? clients[0].uid : nil
    }
}
