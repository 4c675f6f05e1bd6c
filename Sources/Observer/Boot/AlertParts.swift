import ObserverCore
import ServiceKit
import ServiceLifecycle

/// The channels of the stack file and those who serve them.
struct AlertParts: Sendable {
    /// Keys of the channels that get every alert.
    let channelKeys: [String]
    let services: [any Service]
    private let wakeUp: AsyncStream<Void>.Continuation

    /// - Throws: ``InvalidSettings`` naming every secret that cannot be used.
    init(_ spec: AlertSpec, store: AlertStore, boot: ServiceBoot, progress watchdog: Watchdog) throws(InvalidSettings) {
        let channels = try Self.channels(spec)
        let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        wakeUp = wake
        channelKeys = channels.map(\.key)
        var services: [any Service] = []
        if !channels.isEmpty {
            services.append(
                AlertDispatcher(
                    store: store, channels: channels, wakes: wakes, wake: wake, registry: boot.registry,
                    logger: boot.logger))
        }
        if let ping = spec.deadManPing {
            services.append(
                DeadManPing(
                    url: ping.url, period: .milliseconds(ping.periodMilliseconds),
                    progress: { watchdog.progress }, logger: boot.logger))
        }
        self.services = services
    }

    private static func channels(_ spec: AlertSpec) throws(InvalidSettings) -> [any AlertChannel] {
        var channels: [any AlertChannel] = []
        var faults: [String] = []
        for (index, webhook) in spec.webhooks.enumerated() {
            do throws(InvalidSettings) {
                channels.append(try WebhookChannel(webhook, number: index + 1))
            } catch {
                faults += error.faults
            }
        }
        if let mail = spec.mail {
            do throws(InvalidSettings) {
                channels.append(try MailChannel(mail))
            } catch {
                faults += error.faults
            }
        }
        if !faults.isEmpty { throw InvalidSettings(faults: faults) }
        return channels
    }

    /// New alerts are on disk.
    func wake() {
        wakeUp.yield()
    }
}
