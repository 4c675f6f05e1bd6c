import Foundation
import Glibc
import ProcessKit
import Shared
import TestSupport
import Testing

/// The watchdog with a real Observer where its settings or its callers are unusual.
@Suite(.serialized)
struct WatchdogEdgeSerialTests {
    private typealias Stub = SupervisedStack.Stub

    @Test func `who asks for a silence while others do gets the own one`() async throws {
        try await SupervisedStack.run([Stub(name: "a")]) { stack in
            try await stack.untilReady("a")
            let ids = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        let answer = try await stack.caller.post(
                            "/silences", json: .object(["service": .string("s\(number)"), "minutes": 5]))
                        #expect(answer.status == 201 && answer.json["service"].stringValue == "s\(number)")
                        return Int(answer.json["id"].intValue ?? 0)
                    }
                }
                return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
            }
            #expect(ids.count == 40)
            for number in 40..<100 {
                _ = try await stack.caller.post(
                    "/silences", json: .object(["service": .string("s\(number)"), "minutes": 5]))
            }
            let tooMany = try await stack.caller.post("/silences", json: .object(["service": "more", "minutes": 5]))
            #expect(tooMany.status == 409 && tooMany.json["code"] == "too-many-silences")
            let late = try await stack.caller.post(
                "/silences",
                json: .object(["service": "x", "from": "2999-01-01T00:00:00Z", "until": "2999-01-02T00:00:00Z"]))
            #expect(late.status == 422)
        }
    }

    @Test(.enabled(if: ownAddress != nil, "this machine has no address beside loopback"))
    func `a service that listens on an address of the network becomes ready, and stays`() async throws {
        let address = try #require(Self.ownAddress)
        try await SupervisedStack.run([Stub(name: "a", more: "host: \(address)")]) { stack in
            try await stack.untilReady("a")
            let pid = try await stack.pid("a")
            try await Task.sleep(for: .seconds(5))
            #expect(try await stack.isReady("a"))
            #expect(try await stack.pid("a") == pid)
        }
    }

    private static let ownAddress: String? = {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return nil }
        defer { freeifaddrs(first) }
        var next = first
        while let entry = next {
            next = entry.pointee.ifa_next
            guard let address = entry.pointee.ifa_addr, address.pointee.sa_family == sa_family_t(AF_INET),
                entry.pointee.ifa_flags & UInt32(IFF_LOOPBACK) == 0
            else { continue }
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let length = socklen_t(MemoryLayout<sockaddr_in>.size)
            guard getnameinfo(address, length, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0 else {
                continue
            }
            return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        return nil
    }()
}
