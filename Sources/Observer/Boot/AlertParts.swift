import ObserverCore
import ServiceKit
import ServiceLifecycle

/// The channels of the stack file and those who serve them.
struct AlertParts: Sendable {
    let channels: AlertChannels
    let services: [any Service]
    private let wakeUp: AsyncStream<Void>.Continuation

    /// - Throws: ``InvalidSettings`` naming every secret that cannot be used.
    init(_ spec: AlertSpec, store: AlertStore, boot: ServiceBoot, progress watchdog: Watchdog) throws(InvalidSettings) {
        let channels = try AlertChannels(spec)
        let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.channels = channels
        wakeUp = wake
        services = [
            AlertDispatcher(
                store: store, channels: channels, wakes: wakes, wake: wake, registry: boot.registry,
                logger: boot.logger),
            DeadManPing(target: { channels.ping }, progress: { watchdog.progress }, logger: boot.logger),
        ]
    }

    /// New alerts are on disk.
    func wake() {
        wakeUp.yield()
    }
}
