import Glibc

/// The fields of `/proc/<pid>/stat` that are used here (`proc_pid_stat(5)`).
struct ProcessStat {
    /// The kernel's clock ticks in a second, the unit of its figures of time.
    static let ticksPerSecond = max(sysconf(Int32(_SC_CLK_TCK)), 1)

    let state: Character
    let parentPID: Int32
    let startTicks: UInt64
    let cpuTicks: UInt64
    let threads: Int
    /// As `wait(2)` returns it; 0 for a process that lives, or that we may not look into.
    let waitStatus: Int32

    /// Reads the line of a process; `nil` when there is none.
    init?(pid: Int32) {
        guard let text = ProcFile.text("/proc/\(pid)/stat") else { return nil }
        self.init(text)
    }

    /// Takes the line apart; the program's name may hold blanks and parentheses, so counting begins behind its last.
    init?(_ text: String) {
        guard let end = text.lastIndex(of: ")") else { return nil }
        // Bytes, not characters: this line is read often.
        let fields = text.utf8[text.utf8.index(after: end)...].split {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n")
        }
        .map(Substring.init)
        guard fields.count >= 50, let state = fields[0].first, let start = UInt64(fields[19]) else { return nil }
        self.state = state
        parentPID = Int32(fields[1]) ?? 0
        startTicks = start
        cpuTicks = (UInt64(fields[11]) ?? 0) &+ (UInt64(fields[12]) ?? 0)
        threads = Int(fields[17]) ?? 0
        waitStatus = Int32(fields[49]) ?? 0
    }

    /// Whether only the first thread has ended while others run on, as after `dispatchMain()`: alive, though a `Z`.
    var isHeadless: Bool { state == "Z" && threads > 1 }

    /// Ended, and only kept for the parent.
    var isDead: Bool { (state == "Z" && !isHeadless) || state == "X" || state == "x" }
}

extension ExitStatus {
    /// Takes the status of `wait(2)` apart.
    init(waitStatus status: Int32) {
        let signal = status & 0x7F
        self = signal == 0 ? .exited(code: (status >> 8) & 0xFF) : .signalled(signal: signal)
    }
}
