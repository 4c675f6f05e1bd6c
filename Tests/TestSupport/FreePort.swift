import Foundation
import Glibc
import Synchronization

/// A TCP port that nobody listens on right now, and that the kernel will not give to anybody who asks for port 0 or
/// connects without one: whoever starts between this call and the use of the port would otherwise get it now and then.
/// No port is given out twice in a row.
package func freePort() throws -> Int {
    let candidates = fixedPorts
    for _ in candidates {
        let turn = nextPort.withLock { next in
            next += 1
            return next
        }
        let port = candidates.lowerBound + turn % candidates.count
        if isFree(port) { return port }
    }
    throw StackFailure("no free port between \(candidates.lowerBound) and \(candidates.upperBound - 1)")
}

/// Another start for each run, so that runs side by side rarely look at the same ports.
private let nextPort = Mutex(Int.random(in: 0..<20_000))

/// The larger side of the kernel's own range; above the ports that programs like to have.
private let fixedPorts: Range<Int> = {
    let text = (try? String(contentsOfFile: "/proc/sys/net/ipv4/ip_local_port_range", encoding: .utf8)) ?? ""
    let own = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    guard own.count == 2, own[0] <= own[1] else { return 10_000..<32_768 }
    let below = 10_000..<max(10_000, own[0])
    let above = min(own[1] + 1, 65_536)..<65_536
    return below.count >= above.count ? below : above
}()

private func isFree(_ port: Int) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // As servers bind: what lingers of ended connections does not matter.
    var reuse: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
            bind(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
    }
}
