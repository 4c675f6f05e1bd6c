import Glibc

/// Looks at one process again and again, as cheaply as it can be done: its files in `/proc` stay open, and each look
/// is one read into a buffer on the stack.
///
/// The open files belong to the very process: once it is gone they cannot be read any more, whoever gets its id.
package final class ProcessMeter {
    /// What one look has shown.
    package struct Reading: Sendable, Hashable {
        /// Start of the process in clock ticks since boot.
        package let startTicks: UInt64
        /// Processor time since its start, in seconds.
        package let cpuSeconds: Double
        /// Resident memory, in bytes.
        package let residentBytes: Int
    }

    /// Bytes moved between the process and disks since its start.
    package struct Traffic: Sendable, Hashable {
        package let readBytes: Int
        package let writtenBytes: Int
    }

    private static let ticksPerSecond = Double(ProcessStat.ticksPerSecond)
    private static let pageSize = max(sysconf(Int32(_SC_PAGESIZE)), 1)

    package let pid: Int32
    private let statFile: Int32
    private let trafficFile: Int32
    /// Descriptors that it may use, the soft limit; `nil` also for no limit.
    package let openFilesLimit: Int?

    /// Opens the files of a process; `nil` when there is none.
    package init?(pid: Int32) {
        self.pid = pid
        statFile = open("/proc/\(pid)/stat", O_RDONLY | O_CLOEXEC)
        guard statFile >= 0 else { return nil }
        trafficFile = open("/proc/\(pid)/io", O_RDONLY | O_CLOEXEC)
        openFilesLimit = ProcFile.figure("/proc/\(pid)/limits", after: "Max open files")
    }

    deinit {
        close(statFile)
        if trafficFile >= 0 { close(trafficFile) }
    }

    /// Processor time and memory; `nil` when the process is gone or a zombie.
    package func read() -> Reading? {
        Self.bytes(statFile) { line in
            guard let name = line.lastIndex(of: UInt8(ascii: ")")) else { return nil }
            var fields = FieldScanner(line[(name + 1)...])
            guard let state = fields.next()?.first, state != UInt8(ascii: "X") else { return nil }
            // Numbers behind the state: 10 further to utime, stime; 6 to starttime; 1 to rss.
            guard let user = fields.number(skipping: 10), let system = fields.number(skipping: 0),
                let start = fields.number(skipping: 6), let pages = fields.number(skipping: 1),
                state != UInt8(ascii: "Z") || pages > 0
            else { return nil }
            return Reading(
                startTicks: UInt64(start), cpuSeconds: Double(user + system) / Self.ticksPerSecond,
                residentBytes: pages * Self.pageSize)
        }
    }

    /// What it has read and written; `nil` when that may not be seen.
    package func traffic() -> Traffic? {
        guard trafficFile >= 0 else { return nil }
        return Self.bytes(trafficFile) { text in
            var figures: [Int] = []
            for line in text.split(separator: UInt8(ascii: "\n")) {
                guard line.starts(with: "read_bytes:".utf8) || line.starts(with: "write_bytes:".utf8) else { continue }
                var fields = FieldScanner(line)
                if let figure = fields.number(skipping: 1) { figures.append(figure) }
            }
            return figures.count == 2 ? Traffic(readBytes: figures[0], writtenBytes: figures[1]) : nil
        }
    }

    /// Descriptors in use; `nil` when that may not be seen. Since Linux 6.2 the folder's size says it.
    package func openFiles() -> Int? {
        var info = stat()
        let folder = "/proc/\(pid)/fd"
        guard stat(folder, &info) == 0 else { return nil }
        return info.st_size > 0 ? Int(info.st_size) : ProcFile.entries(folder)?.count
    }

    private static func bytes<Value>(_ file: Int32, _ body: (UnsafeRawBufferPointer) -> Value?) -> Value? {
        withUnsafeTemporaryAllocation(byteCount: 2_048, alignment: 1) { buffer in
            let count = pread(file, buffer.baseAddress, buffer.count, 0)
            return count > 0 ? body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) : nil
        }
    }
}

/// Words of a line, without copies.
private struct FieldScanner {
    private var rest: Slice<UnsafeRawBufferPointer>

    init(_ line: Slice<UnsafeRawBufferPointer>) { rest = line }

    mutating func next() -> Slice<UnsafeRawBufferPointer>? {
        rest = rest.drop { $0 == UInt8(ascii: " ") }
        let word = rest.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
        rest = rest.dropFirst(word.count)
        return word.isEmpty ? nil : word
    }

    /// The number behind so many other words; `nil` for what is none.
    mutating func number(skipping count: Int) -> Int? {
        for _ in 0..<count where next() == nil { return nil }
        guard let word = next() else { return nil }
        var value = 0
        for byte in word {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), value < Int.max / 100 else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }
}
