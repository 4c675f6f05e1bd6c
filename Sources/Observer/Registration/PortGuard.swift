import Hummingbird
import NIOCore
import ObserverCore
import ProcessKit
import ServiceKit
import Shared

/// Keeps one user of this machine from registering, as a service of his, a port that another user's process holds.
///
/// Both users are asked of the kernel; nothing of what the caller says counts. Who cannot be named, a caller from
/// another machine or a port where nobody listens yet, is not refused here.
struct PortGuard {
    /// Users may register the ports of others.
    let allowsForeignPorts: Bool

    /// Checks a registration against both ends of the connection that it came over.
    ///
    /// - Returns: The user who calls, `nil` where the kernel cannot tell.
    /// - Throws: ``Problem`` 403 `foreign-port`.
    func verify(_ descriptor: ServiceDescriptor, over channel: any Channel) throws(Problem) -> UInt32? {
        guard let caller = Self.caller(channel) else { return nil }
        guard !allowsForeignPorts, caller != 0, LoopbackHost.names.contains(descriptor.host.lowercased()),
            let owner = PortOwner.uid(ofListenerOn: descriptor.port), owner != caller
        else { return caller }
        throw Problem(
            .forbidden, code: "foreign-port",
            detail: LocalizedText(
                de: "Auf Port \(descriptor.port) lauscht ein Prozess des Benutzers \(owner), angemeldet hat ihn "
                    + "Benutzer \(caller). Der Betreiber kann das mit allow.foreign.ports erlauben.",
                en: "Port \(descriptor.port) is held by a process of user \(owner), but user \(caller) registers it. "
                    + "The operator can allow that with allow.foreign.ports."))
    }

    private static func caller(_ channel: any Channel) -> UInt32? {
        guard let local = end(channel.localAddress), let remote = end(channel.remoteAddress) else { return nil }
        return LoopbackPeer.uid(local: local, remote: remote)
    }

    private static func end(_ address: SocketAddress?) -> (address: LoopbackAddress, port: Int)? {
        guard let address, let text = address.ipAddress, let port = address.port,
            let loopback = LoopbackAddress(text)
        else { return nil }
        return (loopback, port)
    }
}
