import Foundation
import Glibc
import ProcessKit
import Synchronization

/// Figures of this process, read from the kernel without waiting.
package final class ProcessSampler: Sendable {
    private struct Sample {
        var cpuSeconds: Double
        var at: ContinuousClock.Instant
        var percent: Double
    }

    private let last: Mutex<Sample>
    private let totalMemoryBytes: Double

    /// Starts sampling now.
    package init() {
        last = Mutex(Sample(cpuSeconds: Self.cpuSeconds(), at: .now, percent: 0))
        totalMemoryBytes = Double(ProcessInfo.processInfo.physicalMemory)
    }

    /// Share of one core since the previous question, in percent; questions within 100 ms get the last answer.
    package func cpuUsagePercent() -> Double {
        let now = ContinuousClock.now
        let cpuSeconds = Self.cpuSeconds()
        return last.withLock { sample in
            let elapsed = (now - sample.at).milliseconds
            if elapsed < 100 { return sample.percent }
            sample = Sample(
                cpuSeconds: cpuSeconds, at: now, percent: (cpuSeconds - sample.cpuSeconds) * 100_000 / elapsed)
            return sample.percent
        }
    }

    /// Resident memory as a share of the machine's, in percent.
    package func memoryUsagePercent() -> Double {
        totalMemoryBytes > 0 ? Double(Self.residentBytes()) * 100 / totalMemoryBytes : 0
    }

    /// CPU time used so far, in seconds.
    package static func cpuSeconds() -> Double {
        var usage = rusage()
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
        let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        return Double(seconds) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }

    /// Resident memory in bytes (`/proc/self/statm`, second field, in pages).
    package static func residentBytes() -> Int {
        guard let text = ProcFile.text("/proc/self/statm") else { return 0 }
        let fields = text.split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
    }

    /// When the kernel started this process, `nil` without `/proc`; exact to one clock tick, usually 10 ms.
    static func startOfProcess() -> Date? {
        guard let identity = ProcessTable.identity(ofPID: getpid()) else { return nil }
        var now = timespec()
        guard clock_gettime(CLOCK_BOOTTIME, &now) == 0 else { return nil }
        let sinceBoot = Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
        return Date.now.addingTimeInterval(Double(identity.startUptimeMilliseconds) / 1_000 - sinceBoot)
    }

    /// Open file descriptors.
    package static func openFileDescriptors() -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0  // no /proc
    }

    /// The figures as Prometheus text, with the names that all exporters use.
    static func render(startedAt: Date) -> String {
        """
        # TYPE process_cpu_seconds_total counter
        process_cpu_seconds_total \(cpuSeconds())
        # TYPE process_open_fds gauge
        process_open_fds \(openFileDescriptors())
        # TYPE process_resident_memory_bytes gauge
        process_resident_memory_bytes \(residentBytes())
        # TYPE process_start_time_seconds gauge
        process_start_time_seconds \(startedAt.timeIntervalSince1970)

        """
    }
}
