import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOPosix
import ObserverCore
import ServiceKit

/// Sends one probe and says what it found, always before the deadline.
struct ProbeClient: Sendable {
    let settings: ProbeSettings
    /// All probes run on one loop: it is woken once where several would be woken in turn.
    let loop: any EventLoop

    init(settings: ProbeSettings, loop: any EventLoop = MultiThreadedEventLoopGroup.singleton.next()) {
        self.settings = settings
        self.loop = loop
    }

    /// Probes a unit of the stack file, wherever that lets it listen.
    ///
    /// - Parameter timeout: Instead of the deadline of the settings.
    func probeUnit(_ order: ProbeOrder, timeout: Duration) async -> (verdict: ProbeVerdict, elapsed: Duration) {
        var settings = settings
        settings.timeout = timeout
        settings.networks = settings.networks.allowing(order.host)
        return await ProbeClient(settings: settings, loop: loop).probe(order)
    }

    /// Probes a service.
    func probe(_ order: ProbeOrder) async -> (verdict: ProbeVerdict, elapsed: Duration) {
        let start = ContinuousClock.now
        let verdict = await ask(order)
        return (verdict, ContinuousClock.now - start)
    }

    /// Reads a text, such as `/metrics`; `nil` when there is none, whatever the reason.
    ///
    /// - Parameters:
    ///   - isTrusted: Whether the operator's own stack file names the host.
    ///   - limit: Most bytes.
    func text(_ order: ProbeOrder, isTrusted: Bool, limit: Int) async -> ByteBuffer? {
        let networks = isTrusted ? settings.networks.allowing(order.host) : settings.networks
        let deadline = NIODeadline.now() + TimeAmount(settings.timeout)
        for host in networks.targets(for: order.host) ?? [] {
            let target = ProbeExchange.Target(
                host: IPAddress.unbracketed(host), port: order.port,
                head: Self.head(urlHost: host, port: order.port, path: order.path))
            let answer = try? await ProbeExchange.run(  // who does not answer has no figures
                target, on: loop, connectTimeout: TimeAmount(settings.timeout), deadline: deadline, bodyLimit: limit)
            if let answer { return answer.status == 200 ? answer.body : nil }
        }
        return nil
    }

    private func ask(_ order: ProbeOrder) async -> ProbeVerdict {
        guard let hosts = settings.networks.targets(for: order.host) else { return .void(.addressNotAllowed) }
        let deadline = NIODeadline.now() + TimeAmount(settings.timeout)
        var first: ProbeVerdict?
        for host in hosts {
            let verdict = await ask(order, host: host, deadline)
            switch verdict {
            // Nobody on this address of the same machine: the service may listen on the next one.
            case .miss(.connectionRefused), .miss(.unreachable): first = first ?? verdict
            // Without IPv6 the next address cannot even be tried, which says nothing against the first answer.
            case .void(.ownResources): first = first ?? verdict
            default: return verdict
            }
        }
        return first ?? .void(.addressNotAllowed)
    }

    private func ask(_ order: ProbeOrder, host urlHost: String, _ deadline: NIODeadline) async -> ProbeVerdict {
        let host = IPAddress.unbracketed(urlHost)
        let target = ProbeExchange.Target(
            host: host, port: order.port, head: Self.head(urlHost: urlHost, port: order.port, path: order.path))
        do {
            // The connect gets two thirds of the time: at the very deadline it would be chance whether a probe counts
            // as unconnected or as unanswered.
            let answer = try await ProbeExchange.run(
                target, on: loop, connectTimeout: TimeAmount(settings.timeout * 2 / 3), deadline: deadline,
                bodyLimit: HealthAnswer.bodyLimit)
            let health = HealthAnswer(
                status: answer.status, hasRetryAfter: answer.hasRetryAfter, body: Data(buffer: answer.body))
            return health.verdict(expectedService: order.serviceName)
        } catch {
            let verdict = ProbeVerdict(failure: error)
            // A closed port of this machine refuses at once. Who lets a connection wait is there, with a full queue.
            return verdict == .miss(.unreachable) && isConnectTimeout(error) && IPAddress(host)?.isLoopback == true
                ? .miss(.timedOut) : verdict
        }
    }

    private static func head(urlHost: String, port: Int, path: String) -> HTTPRequestHead {
        HTTPRequestHead(
            version: .http1_1, method: .GET, uri: plain(path),
            headers: [
                "Host": "\(urlHost):\(port)", "Accept": "application/health+json, application/json",
                "Connection": "close", "User-Agent": "Observer/\(StackVersion.current)",
            ])
    }

    /// The path as it may stand in a request: it comes from a stranger, and a line break in it would begin a header.
    private static func plain(_ path: String) -> String {
        guard path.utf8.contains(where: { !(0x21...0x7E).contains($0) }) else { return path }
        return path.utf8.map { byte in
            (0x21...0x7E).contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    private func isConnectTimeout(_ error: any Error) -> Bool {
        switch error {
        case let error as NIOConnectionError: error.connectionErrors.contains { isConnectTimeout($0.error) }
        case ChannelError.connectTimeout: true
        default: false
        }
    }
}
