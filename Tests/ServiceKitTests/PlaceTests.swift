import Foundation
import NIOCore
import NIOPosix
import ProcessKit
@testable import ServiceKit
import TestSupport
import Testing

/// Ports and folders that only one process can have.
@Suite struct PlaceTests {
    @Test("the holder of a listening port is named: this process")
    func owner() async throws {
        let peer = try await HTTPPeer.start { _ in .close }
        let owner = try #require(PortOwner.find(port: peer.port))
        #expect(owner.pid == Int(ProcessInfo.processInfo.processIdentifier))
        #expect(!owner.program.isEmpty && "\(owner)".contains("pid \(owner.pid)"))
        #expect(throws: StartupError.self) { try PortCheck.requireFree(host: "127.0.0.1", port: peer.port) }
        do {
            try PortCheck.requireFree(host: "127.0.0.1", port: peer.port)
        } catch {
            #expect(error.exitCode == 69 && error.message.contains("pid \(owner.pid)"))
            #expect(error.message.contains("\(peer.port)") && !error.message.contains("\n"))
        }
        try await peer.stop()
        #expect(throws: Never.self) { try PortCheck.requireFree(host: "127.0.0.1", port: peer.port) }
        #expect(PortOwner.find(port: peer.port) == nil)
    }

    @Test("the holder is named among hundreds of listeners, whose table is longer than a page")
    func manyListeners() async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let channels = try await withThrowingTaskGroup(of: (any Channel).self) { tasks in
            for _ in 0..<200 {
                tasks.addTask { try await ServerBootstrap(group: group).bind(host: "127.0.0.1", port: 0).get() }
            }
            return try await tasks.reduce(into: []) { $0.append($1) }
        }
        let own = Int(ProcessInfo.processInfo.processIdentifier)
        for channel in channels {
            #expect(PortOwner.find(port: channel.localAddress?.port ?? 0)?.pid == own)
        }
        for channel in channels { try await channel.close() }
    }

    @Test("nobody owns port 0, an impossible port or one without a listener", arguments: [0, 70_000, -1])
    func nobody(_ port: Int) {
        #expect(PortOwner.find(port: port) == nil)
    }

    @Test("a host that cannot be judged here is left to the server")
    func unknownHost() {
        #expect(throws: Never.self) { try PortCheck.requireFree(host: "host.invalid", port: 8_099) }
    }

    @Test("a second holder of a data folder is refused and told who holds it; release frees it")
    func lock() throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("deep/data")
        do {
            let first = try DataDirectory(path: path)
            do {
                _ = try DataDirectory(path: path)
                Issue.record("two holders of one folder")
            } catch {
                #expect(error.exitCode == 69)
                #expect(error.message.contains("process \(ProcessInfo.processInfo.processIdentifier)."))
            }
            withExtendedLifetime(first) {}
        }
        #expect(throws: Never.self) { try DataDirectory(path: path) }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o700)
    }

    @Test("a data folder that cannot be made is an error of its own")
    func cannotMake() throws {
        let folder = try TemporaryDirectory()
        try "file".write(toFile: folder.file("x"), atomically: true, encoding: .utf8)
        do {
            _ = try DataDirectory(path: folder.file("x/data"))
            Issue.record("a folder inside a file")
        } catch {
            #expect(error.exitCode == 73)
        }
    }
}
