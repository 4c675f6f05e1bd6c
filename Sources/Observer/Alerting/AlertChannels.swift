import Logging
import ObserverCore
import ServiceKit
import Synchronization

/// Who is told at the moment; a changed stack file changes it while the Observer runs.
final class AlertChannels: Sendable {
    private struct State: Sendable {
        var channels: [any AlertChannel]
        var ping: AlertSpec.DeadManPing?
    }

    private let state: Mutex<State>

    /// - Throws: ``InvalidSettings`` naming every secret that cannot be used.
    init(_ spec: AlertSpec) throws(InvalidSettings) {
        state = Mutex(State(channels: try Self.make(spec), ping: spec.deadManPing))
    }

    /// Takes the channels of a changed stack file; those in force stay when the new ones cannot be used.
    func replace(_ spec: AlertSpec, logger: Logger) {
        do throws(InvalidSettings) {
            let channels = try Self.make(spec)
            state.withLock { $0 = State(channels: channels, ping: spec.deadManPing) }
        } catch {
            for fault in error.faults {
                logger.error("The alert channels are not changed", metadata: ["fault": "\(fault)"])
            }
        }
    }

    /// Keys of the channels that get every alert.
    var keys: [String] { state.withLock { $0.channels.map(\.key) } }

    /// Who hears from us while we work; `nil` for nobody.
    var ping: AlertSpec.DeadManPing? { state.withLock { $0.ping } }

    /// The channel by a key; `nil` when it is no longer configured.
    func channel(_ key: String) -> (any AlertChannel)? {
        state.withLock { $0.channels.first { $0.key == key } }
    }

    private static func make(_ spec: AlertSpec) throws(InvalidSettings) -> [any AlertChannel] {
        var channels: [any AlertChannel] = []
        var faults: [String] = []
        for webhook in spec.webhooks {
            do throws(InvalidSettings) {
                channels.append(try WebhookChannel(webhook))
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
}
