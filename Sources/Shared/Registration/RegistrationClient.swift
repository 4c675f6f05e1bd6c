public import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOPosix

/// Speaks to the Observer's registry: register, heartbeat, deregister.
public struct RegistrationClient: Sendable {
    /// Largest answer read, in bytes.
    private static let answerLimit = 64 * 1024

    private let registerURL: String
    private let httpClient: HTTPClient
    private var timeout: Duration

    /// Creates a client for one registry.
    ///
    /// - Parameters:
    ///   - registerURL: The whole URL including `/register`, as in `OBSERVER_SERVICE_URL`.
    ///   - httpClient: The client that carries the requests; by default one for all registries, which neither
    ///     follows redirects nor keeps knocking at a closed port.
    ///   - timeout: Time limit of one call, from connect to the last byte.
    /// - Throws: ``RegistrationError/invalidURL(_:)``.
    public init(
        registerURL: String, httpClient: HTTPClient? = nil, timeout: Duration = .seconds(5)
    ) throws(RegistrationError) {
        // A port beyond 65535 would end the process inside the network library, an absent path would make the sibling
        // routes into host names.
        guard let url = URL(string: registerURL), let scheme = url.scheme, ["http", "https"].contains(scheme),
            url.host?.isEmpty == false, url.user == nil, url.password == nil, url.query == nil, url.fragment == nil,
            (1...65_535).contains(url.port ?? 80), url.path.contains(where: { $0 != "/" })
        else { throw .invalidURL(registerURL) }
        self.registerURL = registerURL
        self.httpClient = httpClient ?? Self.defaultClient
        self.timeout = timeout
    }

    /// The library's shared client would try a refused connection again until the time limit: five seconds instead of
    /// one millisecond to learn that nobody is there. Like that one, it lives as long as the process.
    private static let defaultClient: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(2)
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// The same client with another time limit.
    func with(timeout: Duration) -> RegistrationClient {
        var copy = self
        copy.timeout = timeout
        return copy
    }

    /// Registers a service, or renews its registration.
    public func register(_ descriptor: ServiceDescriptor) async throws(RegistrationError) -> RegistrationResponse {
        try await post(descriptor, to: registerURL)
    }

    /// Tells the registry that the service is alive.
    ///
    /// - Throws: ``RegistrationError/unknownService`` when the service must register again.
    public func heartbeat(_ heartbeat: HeartbeatRequest) async throws(RegistrationError) -> HeartbeatResponse {
        try await post(heartbeat, to: sibling(of: ObserverRoute.heartbeat))
    }

    /// Ends a registration.
    ///
    /// - Throws: ``RegistrationError/unknownService`` when there was none.
    public func deregister(
        _ request: DeregistrationRequest
    ) async throws(RegistrationError) -> DeregistrationResponse {
        try await post(request, to: sibling(of: ObserverRoute.deregister))
    }

    /// The URL of another registry route: the last path component of the registration URL is replaced.
    private func sibling(of route: String) -> String {
        let base = registerURL.hasSuffix("/") ? String(registerURL.dropLast()) : registerURL
        guard let slash = base.lastIndex(of: "/") else { return base + route }
        return base[..<slash] + route
    }

    private func post<Answer: Decodable>(
        _ body: some Encodable, to url: String
    ) async throws(RegistrationError) -> Answer {
        do {
            var request = HTTPClientRequest(url: url)
            request.method = .POST
            request.headers.add(name: "Content-Type", value: "application/json")
            request.headers.add(name: "Accept", value: "application/json")
            request.body = .bytes(ByteBuffer(data: try JSONEncoder().encode(body)))
            let (status, bytes) = try await send(request)
            return try Self.read(bytes, status: status)
        } catch let error as RegistrationError {
            throw error
        } catch {
            throw Self.translate(error)
        }
    }

    /// Sends a request and reads the whole answer within the time limit.
    ///
    /// The network library's own limit ends with the head of the answer; a peer could hang in the middle of the body.
    private func send(_ request: HTTPClientRequest) async throws -> (HTTPResponseStatus, ByteBuffer) {
        try await withThrowingTaskGroup { group in
            group.addTask {
                let response = try await httpClient.execute(request, timeout: TimeAmount(timeout))
                return (response.status, try await response.body.collect(upTo: Self.answerLimit))
            }
            group.addTask {
                try await Task.sleep(for: timeout)
                throw RegistrationError.timedOut
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else { throw RegistrationError.timedOut }
            return answer
        }
    }

    private static func read<Answer: Decodable>(
        _ bytes: ByteBuffer, status: HTTPResponseStatus
    ) throws(RegistrationError) -> Answer {
        guard status == .ok else {
            if status == .notFound { throw .unknownService }
            // try? because a foreign answer need not carry a problem document.
            let problem = try? JSONDecoder().decode(ProblemDetails.self, from: Data(buffer: bytes))
            throw .rejected(status: Int(status.code), problem: problem)
        }
        do {
            return try JSONDecoder().decode(Answer.self, from: Data(buffer: bytes))
        } catch {
            throw .unexpectedAnswer("\(error)")
        }
    }

    private static func translate(_ error: any Error) -> RegistrationError {
        switch error {
        case let error as HTTPClientError
        where error == .deadlineExceeded || error == .connectTimeout
            || error == .readTimeout:
            .timedOut
        case let error as NIOConnectionError:
            .unreachable(error.reason)
        case is NIOTooManyBytesError: .unexpectedAnswer("the answer is larger than \(answerLimit) bytes")
        default: .unreachable("\(error)")
        }
    }
}
