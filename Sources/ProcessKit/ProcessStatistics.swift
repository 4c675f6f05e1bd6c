import Glibc

/// What a process uses at a moment. Figures are `nil` where they may not be seen.
package struct ProcessStatistics: Sendable, Hashable, Codable {
    /// Processor time since its start, in seconds.
    package var cpuSeconds: Double
    /// Resident memory, in bytes.
    package var residentBytes: Int
    package var threads: Int
    /// Descriptors in use.
    package var openFiles: Int?
    /// Descriptors that it may use, the soft limit; `nil` also for no limit.
    package var openFilesLimit: Int?
    /// Bytes fetched from disks since its start; what came from the cache is not counted.
    package var readBytes: Int?
    /// Bytes sent towards disks since its start.
    package var writtenBytes: Int?
    private var stateLetter: String

    private enum CodingKeys: String, CodingKey {
        case cpuSeconds, residentBytes, threads, openFiles, openFilesLimit, readBytes, writtenBytes
        case stateLetter = "state"
    }

    /// State letter of `/proc/<pid>/stat`: R running, S sleeping, T stopped, D waiting for a disk.
    package var state: Character { stateLetter.first ?? "?" }

    /// Describes a process.
    package init(
        cpuSeconds: Double, residentBytes: Int, threads: Int, openFiles: Int? = nil, openFilesLimit: Int? = nil,
        readBytes: Int? = nil, writtenBytes: Int? = nil, state: Character
    ) {
        self.cpuSeconds = cpuSeconds
        self.residentBytes = residentBytes
        self.threads = threads
        self.openFiles = openFiles
        self.openFilesLimit = openFilesLimit
        self.readBytes = readBytes
        self.writtenBytes = writtenBytes
        stateLetter = String(state)
    }

    /// Reads the figures; `nil` when the very process is gone or a zombie.
    package static func read(_ identity: ProcessIdentity) -> ProcessStatistics? {
        guard let stat = ProcessStat(pid: identity.pid), !stat.isDead,
            ProcessTable.identity(stat, identity.pid) == identity
        else { return nil }
        let process = "/proc/\(identity.pid)"
        let folder = ProcessTable.folder(identity.pid, stat)
        let pages = ProcFile.text("\(folder)/statm")?.utf8.split(separator: UInt8(ascii: " ")).dropFirst().first
            .flatMap { Int(Substring($0)) }
        return ProcessStatistics(
            cpuSeconds: Double(stat.cpuTicks) / Double(ProcessStat.ticksPerSecond),
            residentBytes: (pages ?? 0) * max(sysconf(Int32(_SC_PAGESIZE)), 1),
            threads: stat.threads,
            openFiles: ProcFile.entries("\(folder)/fd")?.count,
            openFilesLimit: ProcFile.figure("\(process)/limits", after: "Max open files"),
            readBytes: ProcFile.figure("\(process)/io", after: "read_bytes:"),
            writtenBytes: ProcFile.figure("\(process)/io", after: "write_bytes:"),
            state: stat.state)
    }
}
