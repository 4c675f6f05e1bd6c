import Foundation
import ObserverCore
import Synchronization

/// What happens, for those who follow it live: the latest events in memory, and a call to everyone who waits.
final class EventFeed: Sendable {
    /// What has happened.
    enum Happening: Sendable {
        /// A service has registered, changed its status or left.
        case service(id: String)
        case decision(Decision, at: Moment)
    }

    struct Event: Sendable {
        let number: Int
        let happening: Happening
    }

    /// Events that a reader can have missed and still get.
    private static let memory = 1_000

    private struct State {
        var events: [Event] = []
        var next = 1
        var readers: [UUID: AsyncStream<Void>.Continuation] = [:]
    }

    /// Tells the events of one run of the Observer from those of another.
    let run = String(Int(Date().timeIntervalSince1970 * 1_000), radix: 36)
    private let state = Mutex(State())

    func put(_ happenings: [Happening]) {
        guard !happenings.isEmpty else { return }
        let readers = state.withLock { state in
            for happening in happenings {
                state.events.append(Event(number: state.next, happening: happening))
                state.next += 1
            }
            // In strides: taking one off the front moves all others.
            if state.events.count > 2 * Self.memory { state.events.removeFirst(state.events.count - Self.memory) }
            return Array(state.readers.values)
        }
        for reader in readers { reader.yield() }
    }

    /// Number of the latest event; 0 before the first one.
    var latest: Int { state.withLock { $0.next - 1 } }

    /// The events after a number; `nil` when some of them are forgotten.
    func events(after number: Int) -> [Event]? {
        state.withLock { state in
            guard number < state.next, number >= (state.events.first?.number ?? 1) - 1 else { return nil }
            return Array(state.events.suffix(state.next - 1 - number))
        }
    }

    /// An element, or more, whenever there is something new; ends with the task that reads.
    func wakes() -> (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation) {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = UUID()
        state.withLock { $0.readers[id] = continuation }
        continuation.onTermination = { [weak self] _ in self?.forget(id) }
        return (stream, continuation)
    }

    private func forget(_ id: UUID) {
        state.withLock { _ = $0.readers.removeValue(forKey: id) }
    }
}
