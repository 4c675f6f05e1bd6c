import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOPosix
import ObserverCore
import ServiceKit

/// Sends one probe and says what it found, always before the deadline.
struct ProbeClient: Sendable {
    let httpClient: HTTPClient
    let settings: ProbeSettings

    /// A client with its own connections: one per probe, closed afterwards.
    ///
    /// A fresh connection also proves that the service still accepts some, which a kept one would hide. Redirects and
    /// proxies are off, and a refused connection is an answer, not a reason to try again.
    static func makeHTTPClient(_ settings: ProbeSettings) -> HTTPClient {
        // The connection gets two thirds of the time: at the very deadline it would be chance whether a probe counts as
        // unconnected or as unanswered.
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(settings.timeout * 2 / 3), read: TimeAmount(settings.timeout)),
            connectionPool: .init(
                idleTimeout: .seconds(1), concurrentHTTP1ConnectionsPerHostSoftLimit: settings.inFlightLimit),
            decompression: .disabled)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.maximumUsesPerConnection = 1
        configuration.httpVersion = .http1Only
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Probes a unit of the stack file, wherever that lets it listen.
    ///
    /// - Parameter timeout: Instead of the deadline of the settings.
    func probeUnit(_ order: ProbeOrder, timeout: Duration) async -> (verdict: ProbeVerdict, elapsed: Duration) {
        var settings = settings
        settings.timeout = timeout
        settings.networks = settings.networks.allowing(order.host)
        return await ProbeClient(httpClient: httpClient, settings: settings).probe(order)
    }

    /// Probes a service.
    func probe(_ order: ProbeOrder) async -> (verdict: ProbeVerdict, elapsed: Duration) {
        let start = ContinuousClock.now
        let verdict = await withTaskGroup(of: ProbeVerdict.self) { group in
            group.addTask { await ask(order) }
            group.addTask {
                do {
                    try await Task.sleep(for: settings.timeout)
                    return .miss(.timedOut)
                } catch {
                    return .void(.cancelled)
                }
            }
            let first = await group.next() ?? .void(.cancelled)
            group.cancelAll()
            return first
        }
        return (verdict, ContinuousClock.now - start)
    }

    private func ask(_ order: ProbeOrder) async -> ProbeVerdict {
        guard let hosts = settings.networks.targets(for: order.host) else { return .void(.addressNotAllowed) }
        var first: ProbeVerdict?
        for host in hosts {
            let verdict = await ask(order, host: host)
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

    private func ask(_ order: ProbeOrder, host: String) async -> ProbeVerdict {
        var request = HTTPClientRequest(url: "http://\(host):\(order.port)\(order.path)")
        request.headers.add(name: "Accept", value: "application/health+json, application/json")
        request.headers.add(name: "Connection", value: "close")
        request.headers.add(name: "User-Agent", value: "Observer/\(StackVersion.current)")
        do {
            let response = try await httpClient.execute(request, timeout: TimeAmount(settings.timeout))
            let body = try await response.body.collect(upTo: HealthAnswer.bodyLimit)
            let answer = HealthAnswer(
                status: Int(response.status.code), hasRetryAfter: response.headers.contains(name: "Retry-After"),
                body: Data(buffer: body))
            return answer.verdict(expectedService: order.serviceName)
        } catch {
            let verdict = ProbeVerdict(failure: error)
            // A closed port of this machine refuses at once. Who lets a connection wait is there, with a full queue.
            return verdict == .miss(.unreachable) && isConnectTimeout(error) && isLoopback(host)
                ? .miss(.timedOut) : verdict
        }
    }

    private func isConnectTimeout(_ error: any Error) -> Bool {
        switch error {
        case let error as HTTPClientError: error == .connectTimeout
        case let error as NIOConnectionError: error.connectionErrors.contains { isConnectTimeout($0.error) }
        case ChannelError.connectTimeout: true
        default: false
        }
    }

    private func isLoopback(_ urlHost: String) -> Bool {
        IPAddress(urlHost.trimmingCharacters(in: ["[", "]"]))?.isLoopback == true
    }
}
