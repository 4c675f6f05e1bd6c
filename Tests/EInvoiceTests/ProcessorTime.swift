import Glibc
import Testing

/// What work costs on the thread that does it, whatever else the machine is doing.
enum ProcessorTime {
    /// Expects that eight times as much work costs about eight times as much, and not sixty-four times.
    static func expectLinear(
        _ what: String, from small: Int, sourceLocation: SourceLocation = #_sourceLocation, _ work: (Int) throws -> Void
    ) rethrows {
        try work(small)
        let few = try (0..<3).map { _ in try measure { try work(small) } }.min() ?? 0
        let many = try (0..<2).map { _ in try measure { try work(8 * small) } }.min() ?? 0
        #expect(many < 24 * few, "\(what): \(few) ns, eight times as much \(many) ns", sourceLocation: sourceLocation)
    }

    private static func measure(_ work: () throws -> Void) rethrows -> Int {
        let start = now
        try work()
        return now - start
    }

    private static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
