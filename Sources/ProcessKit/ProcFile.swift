import Glibc

/// Reads files of `/proc`, which hand out their text a page at a time and call themselves empty.
///
/// Foundation's reading ends with the first short read and so loses all but the first 4 KiB of a longer table.
package enum ProcFile {
    /// Most bytes taken from one file: a table of 100,000 sockets has 15 MB.
    private static let limit = 64 << 20

    /// The whole text, `nil` where the file cannot be read.
    package static func text(_ path: String) -> String? {
        bytes(path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The whole content, `nil` where the file cannot be read.
    package static func bytes(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        // Most of these files fit into a page; the room grows for tables of the whole machine.
        var room = 4 << 10
        while bytes.count < limit {
            let count = bytes.append(upTo: room) { read(descriptor, $0, room) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            room = min(room * 2, 64 << 10)
        }
        return bytes
    }

    /// The first number of the line that begins with a name; `nil` where there is none.
    package static func figure(_ path: String, after name: String) -> Int? {
        let lines = bytes(path)?.split(separator: UInt8(ascii: "\n")) ?? []
        guard let line = lines.first(where: { $0.starts(with: name.utf8) }) else { return nil }
        let word = line.dropFirst(name.utf8.count).split(separator: UInt8(ascii: " ")).first
        return word.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }

    /// Names in a folder, without `.` and `..`; `nil` where it may not be looked into or is gone.
    package static func entries(_ folder: String) -> [String]? {
        guard let stream = opendir(folder) else { return nil }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Where a symbolic link points, `nil` when it may not be read or is gone.
    package static func link(_ path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &buffer, buffer.count)
        return count < 0 ? nil : String(decoding: buffer[..<count].lazy.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

extension [UInt8] {
    /// Appends what a call writes into fresh room, and returns how much it says that was.
    fileprivate mutating func append(upTo room: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Int) -> Int {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { page in
            guard let start = page.baseAddress else { return 0 }
            let count = fill(start)
            if count > 0 { append(contentsOf: page[..<count]) }
            return count
        }
    }
}
