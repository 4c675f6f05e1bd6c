import Glibc

/// One TCP socket of this machine: a line of `/proc/net/tcp` or `tcp6`.
struct SocketEntry {
    /// `tcp` or `tcp6`.
    let table: String
    let local: Endpoint
    let remote: Endpoint
    /// Number of the state: 1 established, 10 listening.
    let state: Int
    let uid: UInt32
    /// 0 for a socket that no process holds any more.
    let inode: UInt64

    /// An address and a port.
    struct Endpoint: Hashable {
        /// 4 or 16 bytes in the order of the network.
        let address: [UInt8]
        let port: Int
    }

    static let established = 1
    static let listening = 10
    private static let stateNames = [
        "", "established", "syn-sent", "syn-received", "fin-wait-1", "fin-wait-2", "time-wait", "closed", "close-wait",
        "last-ack", "listening", "closing", "new syn-received",
    ]

    var stateName: String { Self.stateNames.indices.contains(state) ? Self.stateNames[state] : "state \(state)" }

    /// Fields: 1 and 2 the addresses, 3 the state, all hexadecimal; 7 the user, 9 the inode.
    init?(_ line: Substring, table: String) {
        let fields = line.split(separator: " ", maxSplits: 10)
        guard fields.count > 9, let local = Endpoint(fields[1]), let remote = Endpoint(fields[2]),
            let state = Int(fields[3], radix: 16), let uid = UInt32(fields[7]), let inode = UInt64(fields[9])
        else { return nil }
        self.table = table
        self.local = local
        self.remote = remote
        self.state = state
        self.uid = uid
        self.inode = inode
    }

    /// All sockets whose line holds a text, such as `:1F90 `; the filter spares taking apart thousands of others.
    ///
    /// - Parameter network: Folder of the network name space, `/proc/net` for our own.
    static func all(in network: String = "/proc/net", holding text: String? = nil) -> [SocketEntry] {
        ["tcp", "tcp6"].flatMap { table in
            (ProcFile.text("\(network)/\(table)") ?? "").utf8.split(separator: UInt8(ascii: "\n")).dropFirst()
                .compactMap { bytes in
                    let line = Substring(bytes)
                    if let text, !line.contains(text) { return nil }
                    return SocketEntry(line, table: table)
                }
        }
    }

    /// How the table writes a port at the end of an address.
    static func hexadecimal(port: Int) -> String {
        let digits = String(port, radix: 16, uppercase: true)
        return ":" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits + " "
    }
}

extension SocketEntry.Endpoint: CustomStringConvertible {
    /// Takes `0100007F:1F90` apart: groups of four bytes, each in the order of the machine.
    init?(_ text: Substring) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let port = Int(parts[1], radix: 16), [8, 32].contains(parts[0].utf8.count) else {
            return nil
        }
        var address: [UInt8] = []
        var rest = parts[0]
        while !rest.isEmpty {
            guard let word = UInt32(rest.prefix(8), radix: 16) else { return nil }
            withUnsafeBytes(of: word) { address += $0 }
            rest = rest.dropFirst(8)
        }
        self.address = address
        self.port = port
    }

    var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(address.count == 4 ? AF_INET : AF_INET6, address, &text, socklen_t(text.count))
        let host = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return address.count == 4 ? "\(host):\(port)" : "[\(host)]:\(port)"
    }
}

/// Which process holds a socket.
enum SocketHolder {
    /// The first process that holds one of the sockets, `nil` when none does or it may not be looked into.
    static func find(inodes: Set<UInt64>) -> Int32? {
        let links = Set(inodes.filter { $0 != 0 }.map { "socket:[\($0)]" })
        guard !links.isEmpty else { return nil }
        return ProcessTable.processIDs().first { pid in
            let folder = "\(ProcessTable.folder(pid))/fd"
            return (ProcFile.entries(folder) ?? []).contains { name in
                ProcFile.link("\(folder)/\(name)").map(links.contains) ?? false
            }
        }
    }
}
