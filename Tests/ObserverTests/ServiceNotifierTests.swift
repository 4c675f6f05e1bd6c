import Foundation
import Glibc
import Logging
@testable import Observer
import ServiceKit
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

/// What systemd is told, over a real datagram socket.
@Suite(.serialized)
struct ServiceNotifierTests {
    /// A socket as systemd opens it.
    private final class Receiver: Sendable {
        let path: String
        private let descriptor: Int32

        /// - Parameter path: Of a file, or a name in the abstract space, which begins with @.
        init(_ path: String) throws {
            self.path = path
            descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let name = path.hasPrefix("@") ? [0] + Array(path.utf8.dropFirst()) : Array(path.utf8)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
            let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
            let bound = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
            }
            try #require(bound == 0)
        }

        deinit { close(descriptor) }

        /// Everything that has arrived since the last look.
        var messages: [String] {
            var found: [String] = []
            var buffer = [UInt8](repeating: 0, count: 4_096)
            while true {
                let count = recv(descriptor, &buffer, buffer.count, 0)
                guard count > 0 else { return found }
                found.append(String(decoding: buffer[..<count], as: UTF8.self))
            }
        }
    }

    @Test func `messages arrive; without a socket, or with a strange one, there is nobody to tell`() throws {
        let folder = try TemporaryDirectory()
        let receiver = try Receiver(folder.file("notify"))
        let notifier = try #require(ServiceNotifier(environment: ["NOTIFY_SOCKET": receiver.path]))
        #expect(notifier.send("READY=1") && receiver.messages == ["READY=1"])
        #expect(notifier.watchdogPeriod == nil)
        #expect(ServiceNotifier(environment: [:]) == nil)
        #expect(ServiceNotifier(environment: ["NOTIFY_SOCKET": "relative"]) == nil)
        #expect(ServiceNotifier(environment: ["NOTIFY_SOCKET": "/no/such/socket"])?.send("READY=1") == false)
        let foreign = ServiceNotifier(
            environment: ["NOTIFY_SOCKET": receiver.path, "WATCHDOG_USEC": "1000", "WATCHDOG_PID": "1"])
        #expect(foreign?.watchdogPeriod == nil)
    }

    @Test func `a name in the abstract space is reached as well`() throws {
        let receiver = try Receiver("@erp-test-\(UUID().uuidString)")
        let notifier = try #require(ServiceNotifier(environment: ["NOTIFY_SOCKET": receiver.path]))
        #expect(notifier.send("READY=1\nSTATUS=supervising") && receiver.messages == ["READY=1\nSTATUS=supervising"])
    }

    @Test func `a sign of life is owed only when a sensible span is named, and to us`() {
        func period(_ more: [String: String]) -> Duration? {
            ServiceNotifier(environment: ["NOTIFY_SOCKET": "/run/x"].merging(more) { $1 })?.watchdogPeriod
        }
        #expect(period(["WATCHDOG_USEC": "10000000"]) == .seconds(10))
        #expect(period(["WATCHDOG_USEC": "10000000", "WATCHDOG_PID": "\(getpid())"]) == .seconds(10))
        for span in ["", "0", "-1", "1s", "99999999999999999999"] { #expect(period(["WATCHDOG_USEC": span]) == nil) }
        #expect(period(["WATCHDOG_USEC": "10000000", "WATCHDOG_PID": "\(getpid() + 1)"]) == nil)
    }

    @Test func `ready is told once the port is bound, stopping as soon as the end begins`() async throws {
        let folder = try TemporaryDirectory()
        let receiver = try Receiver(folder.file("notify"))
        let notifier = try #require(ServiceNotifier(environment: ["NOTIFY_SOCKET": receiver.path]))
        let port = BoundPort()
        let service = NotifierService(notifier: notifier, boundPort: port, progress: { 0 })
        let group = ServiceGroup(services: [service], logger: Logger(label: "notifier-tests"))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await Task.sleep(for: .milliseconds(50))
            #expect(receiver.messages.isEmpty, "nothing listens yet")
            port.set(1)
            try await Task.sleep(for: .milliseconds(100))
            #expect(receiver.messages == ["READY=1\nSTATUS=supervising"])
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        #expect(receiver.messages == ["STOPPING=1"])
    }

    @Test func `the signs of life stop when decisions stop, and come back with them`() async throws {
        let folder = try TemporaryDirectory()
        let receiver = try Receiver(folder.file("notify"))
        let notifier = try #require(
            ServiceNotifier(environment: ["NOTIFY_SOCKET": receiver.path, "WATCHDOG_USEC": "40000"]))
        let progress = Mutex(0)
        let port = BoundPort()
        port.set(1)
        let service = NotifierService(notifier: notifier, boundPort: port, progress: { progress.withLock { $0 } })
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await service.run() }
            for _ in 0..<12 {
                progress.withLock { $0 += 1 }
                try? await Task.sleep(for: .milliseconds(25))
            }
            let whileMoving = receiver.messages
            #expect(whileMoving.first?.contains("READY=1") == true)
            #expect(whileMoving.count { $0 == "WATCHDOG=1" } >= 4)
            try? await Task.sleep(for: .milliseconds(100))
            _ = receiver.messages
            try? await Task.sleep(for: .milliseconds(300))
            #expect(receiver.messages.isEmpty, "a loop that stands still must not be vouched for")
            for _ in 0..<12 {
                progress.withLock { $0 += 1 }
                try? await Task.sleep(for: .milliseconds(25))
            }
            #expect(receiver.messages.contains("WATCHDOG=1"))
            group.cancelAll()
        }
    }
}
