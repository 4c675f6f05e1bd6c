import Foundation
import Logging
import ObserverCore
import ProcessKit
import ServiceKit
import ServiceLifecycle
import Shared

/// Keeps the figures of all services: looks at processes, reads `/metrics`, writes once a second.
struct HistoryService: Service {
    /// Seconds between two readings of `/metrics`, descriptors and disk traffic.
    static let scrapeSeconds = 10
    private static let pruneSeconds = 60

    let history: HistoryStore
    let subjects: HistorySubjects
    let probing: ProbeSettings
    let logger: Logger

    /// Runs until graceful shutdown, then writes one last time.
    func run() async throws {
        if let fault = history.openingFault {
            logger.error("The history cannot be opened and is in memory only", metadata: ["reason": "\(fault)"])
        }
        await cancelWhenGracefulShutdown { await follow() }
        await write(at: .current().advanced(byMilliseconds: 1_000))
    }

    private func follow() async {
        let scraper = MetricsScraper(history: history, client: ProbeClient(settings: probing))
        await withDiscardingTaskGroup { group in
            var sampler = ProcessSamplers()
            var isMoreToPrune = false
            while !Task.isCancelled {
                // A little after the full second, so that each second is written as a whole.
                let wait = 1_020 - Moment.current().unixMilliseconds % 1_000
                do { try await Task.sleep(for: .milliseconds(wait)) } catch { break }  // the shutdown has begun
                let subjects = await self.subjects.all
                let now = Moment.current()
                if now.seconds % HistorySubject.lookSeconds == 0 { sampler.look(at: subjects, history, at: now) }
                for subject in subjects where scraper.isDue(subject, second: now.seconds) {
                    group.addTask { await scraper.scrape(subject) }
                }
                isMoreToPrune = await write(isPruning: isMoreToPrune || now.seconds % Self.pruneSeconds == 0)
            }
            group.cancelAll()
        }
    }

    /// Returns whether more is too old than could be deleted at once.
    @discardableResult
    private func write(at now: Moment = .current(), isPruning: Bool = false) async -> Bool {
        let wasWorking = history.isStorageWorking
        do {
            try await history.commit(at: now)
            if isPruning { return try await history.prune(at: now, isThorough: now.seconds % 3_600 == 0) }
        } catch is CancellationError {
            // The shutdown fell into the write; the last one brings everything.
        } catch {
            // One line per change of state: a full disk must not fill the log as well.
            guard wasWorking else { return false }
            logger.error("The history cannot be written and goes on in memory", metadata: ["reason": "\(error)"])
        }
        return false
    }

    /// Warns when figures cannot be written: a gap in the curves is no reason to call the Observer ill.
    static func storageCheck(_ history: HistoryStore) -> HealthCheck {
        HealthCheck("history:storage") {
            history.isStorageWorking
                ? .init(.healthy, value: Double(HistoryTier.allCases.reduce(0) { $0 + history.sizes[$1] }), unit: "B")
                : .init(.warning, reason: "the history cannot be written and is kept in memory")
        }
    }
}
