import Foundation
import Synchronization

/// One background task as it is shown: counting the primes up to a limit.
struct PrimeTask: Encodable, Sendable {
    enum State: String, Encodable {
        case queued, running, done, cancelled
    }

    let id: String
    let limit: Int
    var state = State.queued
    /// Share of the numbers looked at, 0…1.
    var progress = 0.0
    /// The number of primes, once done.
    var primes: Int?
}

/// All tasks that are remembered, and the queue of those that wait.
final class TaskBoard: Sendable {
    /// Finished tasks beyond this number are forgotten, oldest first.
    static let remembered = 1_000
    /// Tasks that may wait at once.
    static let queueLimit = 100

    private struct Contents {
        var tasks: [String: PrimeTask] = [:]
        var order: [String] = []
        var waiting = 0
    }

    private let contents = Mutex(Contents())
    private let wakeUps: AsyncStream<String>.Continuation
    /// Ids of tasks in the order they were queued.
    let queue: AsyncStream<String>

    init() {
        (queue, wakeUps) = AsyncStream.makeStream(of: String.self)
    }

    /// Tasks that wait for the runner.
    var waiting: Int { contents.withLock { $0.waiting } }

    /// Queues a task; `nil` when too many wait already.
    func add(limit: Int) -> PrimeTask? {
        let task = PrimeTask(id: UUID().uuidString.lowercased(), limit: limit)
        let isQueued = contents.withLock { contents in
            guard contents.waiting < Self.queueLimit else { return false }
            contents.waiting += 1
            contents.tasks[task.id] = task
            contents.order.append(task.id)
            if contents.order.count > Self.remembered { contents.tasks[contents.order.removeFirst()] = nil }
            return true
        }
        guard isQueued else { return nil }
        wakeUps.yield(task.id)
        return task
    }

    func task(_ id: String) -> PrimeTask? { contents.withLock { $0.tasks[id] } }

    func start(_ id: String) -> PrimeTask? {
        contents.withLock { contents in
            contents.waiting -= 1
            contents.tasks[id]?.state = .running
            return contents.tasks[id]
        }
    }

    /// Nobody will start them any more.
    func cancelWaiting() {
        contents.withLock { contents in
            contents.waiting = 0
            for (id, task) in contents.tasks where task.state == .queued { contents.tasks[id]?.state = .cancelled }
        }
    }

    func update(_ id: String, _ change: (inout PrimeTask) -> Void) {
        contents.withLock { contents in
            guard var task = contents.tasks[id] else { return }
            change(&task)
            contents.tasks[id] = task
        }
    }
}
