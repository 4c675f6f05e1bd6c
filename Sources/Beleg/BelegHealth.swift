import BelegCore
import Foundation
import GRDB
import ServiceKit
import Shared
import Synchronization

/// What the health report says about database and outbox.
struct BelegHealth: Sendable {
    /// A booking that waits longer than this is worth a look, in seconds.
    private static let patience: TimeInterval = 60

    private let stores: BelegStores
    private let waiting = Waiting()

    init(stores: BelegStores) {
        self.stores = stores
    }

    var sources: HealthSources {
        let waiting = waiting
        return HealthSources(
            checks: [database, outboxLength, outboxAge, rejected],
            databaseConnections: { OpenFiles.count(of: BelegDatabase.fileName) },
            queueSize: { waiting.count.withLock { $0 } })
    }

    /// One indexed read through the readers.
    private var database: HealthCheck {
        let stores = stores
        return HealthCheck("database:responseTime") {
            let start = ContinuousClock.now
            do {
                _ = try await stores.database.read { db in try Int.fetchOne(db, sql: "SELECT max(seq) FROM document") }
            } catch {
                return Observation(.unhealthy, reason: "the database does not answer")
            }
            let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
            return Observation(
                milliseconds > 500 ? .warning : .healthy, value: (milliseconds * 1_000).rounded() / 1_000, unit: "ms",
                reason: milliseconds > 500 ? "the database is slow" : nil)
        }
    }

    private var outboxLength: HealthCheck {
        outbox("outbox:waiting") { summary in
            waiting.count.withLock { $0 = Int(summary.waiting) }
            return Observation(.healthy, value: Double(summary.waiting), unit: "bookings")
        }
    }

    private var outboxAge: HealthCheck {
        outbox("outbox:oldestWaiting") { summary in
            let isLate = summary.oldestWaitingSeconds > Self.patience
            return Observation(
                isLate ? .warning : .healthy, value: summary.oldestWaitingSeconds.rounded(), unit: "s",
                reason: isLate ? "bookings have not reached Finance" : nil)
        }
    }

    private var rejected: HealthCheck {
        outbox("outbox:rejected") { summary in
            Observation(
                summary.rejected > 0 ? .warning : .healthy, value: Double(summary.rejected), unit: "bookings",
                reason: summary.rejected > 0 ? "Finance refused bookings" : nil)
        }
    }

    private func outbox(
        _ name: String, _ judge: @escaping @Sendable (OutboxStore.Summary) -> HealthCheck.Observation
    ) -> HealthCheck {
        let outbox = stores.outbox
        return HealthCheck(name) {
            do {
                return judge(try await outbox.summary(now: .now))
            } catch {
                return Observation(.unhealthy, reason: "the database does not answer")
            }
        }
    }

    private typealias Observation = HealthCheck.Observation

    /// The length that the last report saw.
    private final class Waiting: Sendable {
        let count = Mutex(0)
    }
}

/// Counts what this process holds open.
enum OpenFiles {
    /// Descriptors of files of that name; each SQLite connection holds one of its database file.
    static func count(of fileName: String) -> Int {
        let folder = "/proc/self/fd"
        // try? because without /proc nothing can be counted
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return entries.count { entry in
            // try? because a descriptor may be closed while we look
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(entry)")
            return target?.hasSuffix("/" + fileName) == true
        }
    }
}
