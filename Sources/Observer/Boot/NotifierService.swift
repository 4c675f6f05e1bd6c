import ServiceKit
import ServiceLifecycle

/// Tells systemd that we are ready, that we are ending, and in between that decisions are being made: when the loop of
/// the watchdog stands still, the signs of life stop, and systemd starts us anew.
struct NotifierService: Service {
    let notifier: ServiceNotifier
    let boundPort: BoundPort
    /// Grows with every decision, also with those that nothing is to be done.
    let progress: @Sendable () -> Int

    func run() async throws {
        await cancelWhenGracefulShutdown {
            guard await boundPort.wait() != nil else { return }
            notifier.send("READY=1\nSTATUS=supervising")
            var seen = progress()
            while !Task.isCancelled {
                // Half of the span, as systemd recommends; without a watchdog there is nothing to tell.
                try? await Task.sleep(for: (notifier.watchdogPeriod ?? .seconds(3_600)) / 2)  // cancelled: see above
                let current = progress()
                if notifier.watchdogPeriod != nil, current != seen { notifier.send("WATCHDOG=1") }
                seen = current
            }
        }
        notifier.send("STOPPING=1")
        try? await gracefulShutdown()  // throws only when cancelled, which ends the wait as well
    }
}
