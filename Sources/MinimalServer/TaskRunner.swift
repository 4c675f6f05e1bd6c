import ServiceLifecycle

/// Works through the queue, one task at a time, until shutdown.
struct TaskRunner: Service {
    /// Numbers looked at between two reports of progress.
    private static let chunk = 10_000

    let board: TaskBoard

    func run() async throws {
        for await id in board.queue.cancelOnGracefulShutdown() {
            guard let task = board.start(id) else { continue }
            await count(task)
        }
        board.cancelWaiting()
    }

    private func count(_ task: PrimeTask) async {
        var primes: [Int] = []
        for start in stride(from: 2, through: max(task.limit, 2), by: Self.chunk) {
            if Task.isShuttingDownGracefully || Task.isCancelled {
                return board.update(task.id) { $0.state = .cancelled }
            }
            let end = min(start + Self.chunk - 1, task.limit)
            for number in start...max(start, end) where number <= task.limit && isPrime(number, primes) {
                primes.append(number)
            }
            board.update(task.id) { $0.progress = Double(end) / Double(max(task.limit, 1)) }
            await Task.yield()
        }
        board.update(task.id) {
            $0.state = .done
            $0.progress = 1
            $0.primes = primes.count
        }
    }

    /// Trial division by the primes found so far, up to the square root.
    private func isPrime(_ number: Int, _ primes: [Int]) -> Bool {
        for prime in primes {
            if prime * prime > number { return true }
            if number.isMultiple(of: prime) { return false }
        }
        return true
    }
}
