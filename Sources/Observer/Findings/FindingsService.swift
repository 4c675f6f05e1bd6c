import Logging
import ObserverCore
import ServiceLifecycle

/// Evaluates the history each minute, so that pages know what was found without waiting for it.
struct FindingsService: Service {
    /// Seconds between two evaluations; more where one takes so long that it would cost a fiftieth of a core.
    private static let shortestPause = 60.0
    private static let pausePerWork = 50.0

    let source: FindingsSource
    let logger: Logger

    /// Runs until graceful shutdown.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            var pause = Self.shortestPause
            while !Task.isCancelled {
                do { try await Task.sleep(for: .seconds(pause)) } catch { break }  // the shutdown has begun
                let begin = ContinuousClock.now
                do {
                    try await source.refresh(at: .current())
                } catch {
                    logger.warning("The history cannot be evaluated", metadata: ["reason": "\(error)"])
                }
                let work = begin.duration(to: .now)
                pause = max(Self.shortestPause, work / .seconds(1) * Self.pausePerWork)
            }
        }
    }
}
