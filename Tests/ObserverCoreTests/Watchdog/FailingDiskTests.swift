import Foundation
import GRDB
import ObserverCore
import Shared
import TestSupport
import Testing

/// Alerts while the disk takes nothing.
struct FailingDiskTests {
    private struct Disk {
        let folder: TemporaryDirectory
        let queue: DatabaseQueue
        let store: RegistryStore
        private let other: DatabaseQueue

        init() throws {
            folder = try TemporaryDirectory()
            queue = try DatabaseQueue(path: folder.path + "/observer.sqlite")
            store = try RegistryStore(queue)
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            other = try DatabaseQueue(path: folder.path + "/observer.sqlite", configuration: configuration)
        }

        /// From now on whatever is written fails, or is taken again: somebody else holds the file.
        func refuse(_ refuses: Bool) throws {
            try other.writeWithoutTransaction { try $0.execute(sql: refuses ? "BEGIN IMMEDIATE" : "ROLLBACK") }
        }
    }

    private func alert(_ occasion: Alert.Occasion, id: Int = 7) -> Alert {
        let incident = Incident(
            id: id, kind: .storage, root: "", affected: [], openedAt: 1_000, closedAt: occasion == .up ? 2_000 : nil,
            summary: LocalizedText(de: "x", en: "x"))
        return Alert(occasion: occasion, incident: incident, at: 1_000)
    }

    @Test func `what cannot be written is sent all the same, in order, and once`() async throws {
        let disk = try Disk()
        let store = AlertStore(disk.store)
        try disk.refuse(true)
        store.keepInMemory([alert(.down), alert(.up), alert(.down, id: 8)], channels: ["x"], at: 1_000)
        let first = try await store.due(at: 1_000)
        #expect(first.map(\.alert.incident.id) == [7, 8] && first.map(\.alert.occasion) == [.down, .down])
        try await store.settle(first[0], .delivered, at: 1_000)
        try await store.settle(first[1], .failed("no"), at: 1_000)
        let second = try await store.due(at: 1_500)
        #expect(second.map(\.alert.occasion) == [.up])
        try await store.settle(second[0], .delivered, at: 1_500)
        let third = try await store.due(at: 2_000)
        #expect(third.map(\.alert.incident.id) == [8] && third.first?.attempts == 1)
        #expect(third.first?.id == first[1].id, "the same over all attempts")
    }

    @Test func `what was taken while the disk failed is not sent again, now or when it is back`() async throws {
        let disk = try Disk()
        let store = AlertStore(disk.store)
        try await disk.queue.write {
            try AlertStore.insert([alert(.down), alert(.up)], channels: ["x"], at: 0, in: $0)
        }
        try disk.refuse(true)
        let due = try await store.due(at: 1_000)
        await #expect(throws: (any Error).self) { try await store.settle(due[0], .delivered, at: 1_000) }
        #expect(try await store.due(at: 1_000).map(\.alert.occasion) == [.up])
        try disk.refuse(false)
        try await store.writeDown()
        #expect(try await store.due(at: 1_000).map(\.alert.occasion) == [.up])
        #expect(try await AlertStore(disk.store).due(at: 1_000).map(\.alert.occasion) == [.up])
    }

    @Test func `when the disk is back, what waits is written for the next run, and still sent once by this one`()
        async throws
    {
        let disk = try Disk()
        let store = AlertStore(disk.store)
        try disk.refuse(true)
        store.keepInMemory([alert(.down)], channels: ["x"], at: 1_000)
        try disk.refuse(false)
        try await store.writeDown()
        try await store.writeDown()
        try await disk.queue.write { try AlertStore.insert([alert(.up)], channels: ["x"], at: 2_000, in: $0) }
        #expect(try await AlertStore(disk.store).due(at: 3_000).map(\.alert.occasion) == [.down])
        let due = try await store.due(at: 3_000)
        #expect(due.map(\.alert.occasion) == [.down], "up must not overtake down")
        try await store.settle(due[0], .delivered, at: 3_000)
        #expect(try await store.due(at: 3_000).map(\.alert.occasion) == [.up])
        #expect(try await AlertStore(disk.store).due(at: 3_000).map(\.alert.occasion) == [.up])
    }

    @Test func `the journal takes incidents that were opened while it could not be written`() async throws {
        let disk = try Disk()
        let store = WatchdogStore(disk.store)
        let state = WatchdogState(seed: 1)
        try disk.refuse(true)
        await #expect(throws: (any Error).self) { try await store.append([], state: state) }
        try disk.refuse(false)
        try await store.append([], state: state, overdue: [alert(.up).incident])
        #expect(try await store.incidents(limit: 10) == [alert(.up).incident])
        #expect(try store.loadState()?.state == state)
    }
}
