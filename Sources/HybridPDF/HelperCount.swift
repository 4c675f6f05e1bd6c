import Synchronization

/// How many helper processes run: each may use a gigabyte, and whoever sends PDFs decides how many there are.
final class HelperCount: Sendable {
    private let running = Mutex(0)
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes a place; `false` when all are taken.
    func enter() -> Bool {
        running.withLock { running in
            guard running < limit else { return false }
            running += 1
            return true
        }
    }

    func leave() {
        running.withLock { $0 -= 1 }
    }
}
