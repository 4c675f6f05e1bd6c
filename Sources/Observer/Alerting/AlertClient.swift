import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Sends one request of an alert. Alerts are rare: a client for each keeps no connection, and nothing to be closed.
enum AlertClient {
    private static let timeout = TimeAmount.seconds(10)

    /// Executes a request; redirects are not followed, and a refused connection is an answer.
    ///
    /// - Returns: The status code.
    static func send(_ request: HTTPClientRequest) async throws -> Int {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: timeout))
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let status = Int(try await client.execute(request, timeout: timeout).status.code)
            try await client.shutdown()
            return status
        } catch {
            try? await client.shutdown()  // the first error is the one that counts
            throw error
        }
    }
}
