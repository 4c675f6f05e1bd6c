import ObserverCore
import ProcessKit

/// Looks at the processes of all services, and at whether they work.
struct ProcessSamplers {
    /// Meters kept open; a service beyond has no figures of its process.
    private static let meterLimit = 4_000

    private struct Known {
        var meter: ProcessMeter
        var reading: ProcessMeter.Reading
        var readAt: Moment
        var traffic: ProcessMeter.Traffic?
        var trafficAt: Moment
    }

    private var known: [String: Known] = [:]
    private var restarts: [String: Int] = [:]

    /// Looks at all of them once.
    mutating func look(at subjects: [HistorySubject], _ history: HistoryStore, at now: Moment) {
        for subject in subjects {
            let hasRestarted = countRestarts(subject, history, at: now) > 0
            if let isWorking = subject.isWorking.map({ $0 && !hasRestarted }) {
                // Who was started anew since the last look was away in between, even if it is back already.
                history.record(
                    isWorking ? 1 : 0, HistoryKey(subject.id, .availability), isError: !isWorking, at: now)
            }
            look(at: subject, history, at: now)
        }
        let isCrowded = known.count + restarts.count > 2 * subjects.count + 64
        if isCrowded { forgetOthers(than: Set(subjects.map(\.id))) }
    }

    private mutating func forgetOthers(than ids: Set<String>) {
        known = known.filter { ids.contains($0.key) }
        restarts = restarts.filter { ids.contains($0.key) }
    }

    /// Returns the restarts since the last look.
    private mutating func countRestarts(
        _ subject: HistorySubject, _ history: HistoryStore, at now: Moment
    ) -> Int {
        let before = restarts.updateValue(subject.restarts, forKey: subject.id) ?? subject.restarts
        let new = min(max(subject.restarts - before, 0), 1_000)
        for _ in 0..<new { history.record(1, HistoryKey(subject.id, .restarts), at: now) }
        return new
    }

    private mutating func look(at subject: HistorySubject, _ history: HistoryStore, at now: Moment) {
        guard let pid = subject.pid else {
            known[subject.id] = nil
            return
        }
        guard var current = known[subject.id], current.meter.pid == pid, let reading = current.meter.read() else {
            known[subject.id] = begin(pid, now)
            return
        }
        let seconds = Double(now.uptimeMilliseconds - current.readAt.uptimeMilliseconds) / 1_000
        if seconds > 0 {
            let share = (reading.cpuSeconds - current.reading.cpuSeconds) / seconds * 100
            history.record(share, HistoryKey(subject.id, .cpu), at: now)
        }
        history.record(Double(reading.residentBytes), HistoryKey(subject.id, .memory), at: now)
        (current.reading, current.readAt) = (reading, now)
        lookDeeper(subject, &current, history, at: now)
        known[subject.id] = current
    }

    /// What costs more, and changes less.
    private func lookDeeper(
        _ subject: HistorySubject, _ current: inout Known, _ history: HistoryStore, at now: Moment
    ) {
        let milliseconds = now.uptimeMilliseconds - current.trafficAt.uptimeMilliseconds
        guard milliseconds >= HistoryService.scrapeSeconds * 1_000 else { return }
        if let traffic = current.meter.traffic() {
            if let before = current.traffic {
                let seconds = Double(milliseconds) / 1_000
                history.record(
                    Double(traffic.readBytes - before.readBytes) / seconds, HistoryKey(subject.id, .readRate), at: now)
                history.record(
                    Double(traffic.writtenBytes - before.writtenBytes) / seconds, HistoryKey(subject.id, .writeRate),
                    at: now)
            }
            current.traffic = traffic
        }
        if let files = current.meter.openFiles() {
            history.record(Double(files), HistoryKey(subject.id, .openFiles), at: now)
            if let limit = current.meter.openFilesLimit, limit > 0 {
                history.record(
                    Double(files) / Double(limit) * 100, HistoryKey(subject.id, .openFilesShare), at: now)
            }
        }
        current.trafficAt = now
    }

    /// The first look gives a starting point for differences; a meter whose process is gone gives none.
    private func begin(_ pid: Int32, _ now: Moment) -> Known? {
        guard known.count < Self.meterLimit, let meter = ProcessMeter(pid: pid), let reading = meter.read() else {
            return nil
        }
        return Known(meter: meter, reading: reading, readAt: now, traffic: meter.traffic(), trafficAt: now)
    }
}
