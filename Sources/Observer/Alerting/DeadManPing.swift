import AsyncHTTPClient
import Logging
import ObserverCore
import ServiceLifecycle

/// Tells somebody outside, again and again, that we work; who hears nothing raises the alarm. It falls silent when
/// decisions are no longer made, even though the process still runs.
struct DeadManPing: Service {
    /// Between two looks for somebody to tell, in milliseconds.
    private static let idleMilliseconds = 5_000

    /// Whom to tell at the moment, and how often; `nil` for nobody.
    let target: @Sendable () -> AlertSpec.DeadManPing?
    let progress: @Sendable () -> Int
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var seen = -1
            var isHeard = true
            while !Task.isCancelled {
                let current = progress()
                let target = target()
                if let target, current != seen {
                    let wasHeard = isHeard
                    isHeard = await ping(target.url)
                    if isHeard != wasHeard {
                        logger.warning("The dead-man ping has changed", metadata: ["heard": "\(isHeard)"])
                    }
                }
                seen = current
                // try? because cancelled, the condition ends the loop
                try? await Task.sleep(for: .milliseconds(target?.periodMilliseconds ?? Self.idleMilliseconds))
            }
        }
    }

    private func ping(_ url: String) async -> Bool {
        // try? because "not heard" is all that can be done with any failure
        let status = try? await AlertClient.send(HTTPClientRequest(url: url))
        return status.map { (200..<300).contains($0) } ?? false
    }
}
