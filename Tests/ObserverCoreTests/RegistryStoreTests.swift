import Foundation
import GRDB
import Logging
import Shared
import TestSupport
import Testing

@testable import ObserverCore

@Suite("The registry on disk")
struct RegistryStoreTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func supervisor(_ store: RegistryStore, at now: Moment = .start) throws -> RegistrySupervisor {
        try RegistrySupervisor(store: store, logger: logger, at: now)
    }

    @Test("The file is written with synchronous=FULL in WAL mode")
    func durability() throws {
        let folder = try TemporaryDirectory()
        let store = try RegistryStore.open(inDirectory: folder.path)
        let synchronous = try store.writer.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        let journalMode = try store.writer.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
        #expect(synchronous == 2)
        #expect(journalMode == "wal")
    }

    @Test("A file that a newer version has written is left alone")
    func newerSchema() throws {
        let folder = try TemporaryDirectory()
        let store = try RegistryStore.open(inDirectory: folder.path)
        try store.writer.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999-later')") }
        #expect(throws: RegistryStore.NewerSchemaError.self) { try RegistryStore(store.writer) }
    }

    @Test("What was acknowledged is in a copy of the files taken at that moment")
    func acknowledgedIsOnDisk() async throws {
        let folder = try TemporaryDirectory()
        let copy = try TemporaryDirectory()
        let supervisor = try supervisor(try RegistryStore.open(inDirectory: folder.path))
        for index in 0..<50 {
            let descriptor = RegistryFixture.descriptor(instance: "a", name: "s\(index)", port: index + 1)
            _ = try await supervisor.register(descriptor, bytes: 100, at: .start)
        }
        // The first store is still open: this is what a kill -9 would leave behind.
        for file in ["observer.sqlite", "observer.sqlite-wal"] {
            try FileManager.default.copyItem(atPath: folder.file(file), toPath: copy.file(file))
        }
        let reopened = try RegistryStore.open(inDirectory: copy.path).load()
        #expect(reopened.registry.services.count == 50)
        #expect(reopened.unreadable.isEmpty)
        withExtendedLifetime(supervisor) {}
    }

    @Test("Unknown fields, counters and farewells come back")
    func everythingComesBack() async throws {
        let folder = try TemporaryDirectory()
        var descriptor = RegistryFixture.descriptor(instance: "a")
        descriptor.additionalFields = ["colour": .string("grün \u{1F600}"), "deep": .object(["n": .number(1.5)])]
        let first = try supervisor(try RegistryStore.open(inDirectory: folder.path))
        _ = try await first.register(descriptor, bytes: 100, at: .start)
        descriptor.instanceID = "b"
        _ = try await first.register(descriptor, bytes: 100, at: .start)
        _ = try await first.heartbeat(descriptor.serviceID, generation: 2, at: .start)
        let other = RegistryFixture.descriptor(instance: "x", name: "other", port: 1)
        _ = try await first.register(other, bytes: 100, at: .start)
        try await first.deregister(other.serviceID, at: .start)
        await first.flush()

        let second = try supervisor(try RegistryStore.open(inDirectory: folder.path))
        let entries = await second.entries
        #expect(entries.map(\.serviceID) == [descriptor.serviceID])
        #expect(entries.first?.descriptor == descriptor)
        #expect(entries.first?.generation == 2)
        #expect(entries.first?.restarts == 1)
        #expect(entries.first?.lastHeartbeatAt == Moment.start.unixMilliseconds)
        let again = try await second.register(other, bytes: 100, at: .start)
        #expect(again.entry.generation == 2, "the farewell kept the generation")
        #expect(again.isRestart == false)
    }

    @Test("Concurrent registrations share commits, and each is on disk when it is answered")
    func groupCommit() async throws {
        let folder = try TemporaryDirectory()
        let store = try RegistryStore.open(inDirectory: folder.path)
        let supervisor = try supervisor(store)
        try await withThrowingTaskGroup { group in
            for index in 0..<500 {
                group.addTask {
                    let descriptor = RegistryFixture.descriptor(instance: "a", name: "s\(index)", port: index + 1)
                    let answer = try await supervisor.register(descriptor, bytes: 100, at: .start)
                    #expect(answer.entry.generation == 1)
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.load().registry.services.count == 500)
        #expect(supervisor.commits < 500)
    }

    @Test("Rapid changes of one service reach the disk in their order")
    func order() async throws {
        let store = try RegistryStore(try DatabaseQueue())
        let supervisor = try supervisor(store)
        for round in 1...200 {
            let descriptor = RegistryFixture.descriptor(instance: "i\(round)")
            async let first = supervisor.register(descriptor, bytes: 100, at: .start)
            async let second = supervisor.register(
                RegistryFixture.descriptor(instance: "j\(round)"), bytes: 100, at: .start)
            _ = try await (first, second)
            let inMemory = await supervisor.entry(descriptor.serviceID)
            #expect(try store.load().registry.services.first?.generation == inMemory?.generation)
            #expect(try store.load().registry.services.first?.descriptor == inMemory?.descriptor)
        }
    }

    @Test("When the disk fails, registrations are refused and supervision goes on in memory")
    func diskFailure() async throws {
        let queue = try DatabaseQueue()
        let supervisor = try supervisor(try RegistryStore(queue))
        let known = RegistryFixture.descriptor(instance: "a")
        _ = try await supervisor.register(known, bytes: 100, at: .start)
        try await queue.write { try $0.execute(sql: "PRAGMA query_only = ON") }

        let other = RegistryFixture.descriptor(instance: "a", name: "other", port: 1)
        await #expect(throws: ObserverError.storageUnavailable) {
            try await supervisor.register(other, bytes: 100, at: .start)
        }
        #expect(await supervisor.isStorageWorking == false)
        let result = ProbeResult(
            serviceID: known.serviceID, generation: 1, startedAt: .start, elapsedMilliseconds: 1, verdict: .pass)
        let changes = try await supervisor.record(result, at: .start)
        #expect(changes.map(\.to) == [.healthy])
        await supervisor.flush()

        try await queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = OFF") }
        await supervisor.flush()
        #expect(await supervisor.isStorageWorking)
        #expect(try RegistryStore(queue).load().registry.services.count == 2, "what failed was written later")
    }

    @Test("A row that cannot be read is reported and does not stop the start")
    func unreadableRow() async throws {
        let queue = try DatabaseQueue()
        let store = try RegistryStore(queue)
        let supervisor = try supervisor(store)
        for name in ["one", "two"] {
            _ = try await supervisor.register(
                RegistryFixture.descriptor(instance: "a", name: name), bytes: 100, at: .start)
        }
        try await queue.write {
            try $0.execute(sql: "UPDATE service_registration SET descriptor = '[]' WHERE service_id LIKE 'one%'")
        }
        let loaded = try store.load()
        #expect(loaded.unreadable == ["one_localhost_8007"])
        #expect(loaded.registry.services.map(\.descriptor.serviceName) == ["two"])
    }

    @Test("A pause of the whole process costs no service its lease or its health")
    func ownStall() async throws {
        let supervisor = try supervisor(try RegistryStore(try DatabaseQueue()))
        let descriptor = RegistryFixture.descriptor(instance: "a")
        _ = try await supervisor.register(descriptor, bytes: 100, at: .start)
        _ = try await supervisor.heartbeat(descriptor.serviceID, generation: 1, at: .start)
        func result(_ verdict: ProbeVerdict, startedAt: Moment) -> ProbeResult {
            ProbeResult(
                serviceID: descriptor.serviceID, generation: 1, startedAt: startedAt, elapsedMilliseconds: 1,
                verdict: verdict)
        }
        _ = try await supervisor.record(result(.pass, startedAt: .start), at: .start)
        let later = Moment.start.advanced(byMilliseconds: 60_000)
        for _ in 0..<5 { _ = try await supervisor.record(result(.slow, startedAt: .start), at: later) }
        let changes = try await supervisor.tick(at: later)
        #expect(changes.isEmpty)
        #expect(await supervisor.entry(descriptor.serviceID)?.status == .healthy)
    }
}
