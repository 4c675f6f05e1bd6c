import Foundation
import ServiceLifecycle

/// Says on standard output that the service answers, and where; then gives back what only the start needed.
struct ReadyAnnouncement: Service {
    let boot: ServiceBoot

    func run() async throws {
        await cancelWhenGracefulShutdown {
            guard let port = await boot.boundPort.wait() else { return }
            let milliseconds = Int(Date.now.timeIntervalSince(boot.startedAt) * 1_000)
            Terminal.say("  ready after \(milliseconds) ms: http://\(boot.urlHost):\(port)")
            // The registration and the first probe belong to the start as well.
            guard (try? await Task.sleep(for: .seconds(2))) != nil else { return }  // throws when shut down meanwhile
            ProgramPages.release()
        }
        try? await gracefulShutdown()  // throws only when cancelled, which ends the wait as well
    }
}
