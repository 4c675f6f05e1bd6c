import ProcessKit

/// Processes that the kernel has killed for lack of memory, over the whole machine.
///
/// Looked at again and again: a unit that somebody kills was not short of memory because another process was hours ago.
struct MemoryKills: Sendable {
    private struct Look: Sendable {
        let at: Int
        let count: Int
    }

    /// The kernel counts a kill before its victim has ended; giving back much memory takes a moment.
    private static let window = 5_000
    private static let pause = 1_000

    private let count: @Sendable () -> Int
    /// One look before the window, and those within.
    private var looks: [Look] = []

    /// Counts by the kernel's own figure, unless told otherwise.
    init(count: @escaping @Sendable () -> Int = MemoryKills.total) {
        self.count = count
    }

    /// Notes the count of now, at most once a second; uptime in milliseconds.
    mutating func look(at uptime: Int) {
        if let last = looks.last, uptime < last.at + Self.pause { return }
        looks.append(Look(at: uptime, count: count()))
        let old = looks.count { $0.at <= uptime - Self.window }
        looks.removeFirst(max(old - 1, 0))
    }

    /// Whether there was one within the last seconds.
    var haveHappenedLately: Bool {
        guard let earliest = looks.first else { return false }
        return count() > earliest.count
    }

    private static func total() -> Int {
        ProcFile.figure("/proc/vmstat", after: "oom_kill ") ?? 0
    }
}
