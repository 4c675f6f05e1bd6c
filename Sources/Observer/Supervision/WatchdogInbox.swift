import ObserverCore
import ProcessKit
import Synchronization

/// Events on their way to the rules, in the order of their arrival. Whoever puts one in never waits.
final class WatchdogInbox: Sendable {
    /// What can arrive: an event of the rules, or the end of a process whose unit the loop knows.
    enum Arrival: Sendable {
        case of(WatchdogEvent)
        case processEnded(ProcessEnding)
    }

    /// An event, and who waits until it was decided, written down and ordered.
    struct Item: Sendable {
        let event: Arrival
        let done: CheckedContinuation<Void, Never>?
    }

    private struct State: Sendable {
        var items: [Item] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    /// One element, or more, whenever there is something to take.
    let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation

    init() {
        (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func send(_ event: WatchdogEvent) {
        put(Item(event: .of(event), done: nil))
    }

    func sendEnding(_ ending: ProcessEnding) {
        put(Item(event: .processEnded(ending), done: nil))
    }

    /// Returns when the event was decided, written down and the orders were given.
    func ask(_ event: WatchdogEvent) async {
        await withCheckedContinuation { put(Item(event: .of(event), done: $0)) }
    }

    private func put(_ item: Item) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.items.append(item) }
            return state.isClosed
        }
        if isClosed { item.done?.resume() } else { wake.yield() }
    }

    func take() -> [Item] {
        state.withLock { state in
            defer { state.items = [] }
            return state.items
        }
    }

    /// Nobody takes from here on; nobody is left waiting either.
    func close() {
        let left = state.withLock { state in
            state.isClosed = true
            defer { state.items = [] }
            return state.items
        }
        for item in left { item.done?.resume() }
        wake.finish()
    }
}
