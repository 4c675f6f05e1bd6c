import AsyncHTTPClient
import Logging
import ObserverCore
import ServiceLifecycle

/// Tells somebody outside, again and again, that we work; who hears nothing raises the alarm. It falls silent when
/// decisions are no longer made, even though the process still runs.
struct DeadManPing: Service {
    let url: String
    let period: Duration
    let progress: @Sendable () -> Int
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var seen = -1
            var isHeard = true
            while !Task.isCancelled {
                let current = progress()
                if current != seen {
                    let wasHeard = isHeard
                    isHeard = await ping()
                    if isHeard != wasHeard {
                        logger.warning("The dead-man ping has changed", metadata: ["heard": "\(isHeard)"])
                    }
                }
                seen = current
                try? await Task.sleep(for: period)  // cancelled: the condition ends the loop
            }
        }
    }

    private func ping() async -> Bool {
        // try? because "not heard" is all that can be done with any failure
        let status = try? await AlertClient.send(HTTPClientRequest(url: url))
        return status.map { (200..<300).contains($0) } ?? false
    }
}
