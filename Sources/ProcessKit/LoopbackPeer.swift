/// Who calls us over the loopback interface: the kernel knows, whatever the caller says.
package enum LoopbackPeer {
    /// The user who made the client's side of an established connection within this machine.
    ///
    /// - Parameters:
    ///   - local: Address and port of our side, the server's.
    ///   - remote: Address and port of the client's side.
    /// - Returns: `nil` when there is no such connection, or the kernel cannot be asked.
    package static func uid(
        local: (address: LoopbackAddress, port: Int), remote: (address: LoopbackAddress, port: Int)
    ) -> UInt32? {
        TCPSocketLookup.shared.owner(of: remote, to: local)
    }
}
