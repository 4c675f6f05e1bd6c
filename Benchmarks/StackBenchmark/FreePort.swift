import Foundation
import Glibc
import ServiceKit

/// Ports on loopback.
enum FreePort {
    /// A port that nobody listens on right now.
    static func find() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withGeneric(&address) {
            bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
        }
        guard isBound else { throw StartupError.unavailable("no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Whether `/health/ready` on a port answers 200 right now.
    static func answersReady(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(UInt16(port))
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        guard withGeneric(&address, { connect(descriptor, $0, length) == 0 }) else { return false }
        let request = "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        guard request.withCString({ write(descriptor, $0, strlen($0)) }) > 0 else { return false }
        var answer = [UInt8](repeating: 0, count: 12)
        guard read(descriptor, &answer, answer.count) == answer.count else { return false }
        return String(decoding: answer, as: UTF8.self).hasSuffix("200")
    }

    /// The body of an answer, `nil` for none; over a plain socket, so that no client of its own disturbs a measurement.
    static func get(_ port: Int, _ path: String) -> Data? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(UInt16(port))
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        guard withGeneric(&address, { connect(descriptor, $0, length) == 0 }) else { return nil }
        let request = "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        guard request.withCString({ write(descriptor, $0, strlen($0)) }) > 0 else { return nil }
        var answer = Data()
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            answer.append(contentsOf: buffer[..<count])
        }
        return answer.firstRange(of: Data("\r\n\r\n".utf8)).map { answer[$0.upperBound...] }
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private static func withGeneric<Result>(
        _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Result
    ) -> Result {
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
        }
    }
}
