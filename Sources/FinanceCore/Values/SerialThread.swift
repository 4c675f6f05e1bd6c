import Dispatch

/// A serial dispatch queue as the executor of one actor, for actors that wait for the disk: they must not hold up the
/// few threads that everybody shares.
final class SerialThread: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) { queue = DispatchQueue(label: label) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    /// Runs a piece of work after all that was enqueued before, without waiting for it.
    func async(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }

    /// Runs a piece of work after all that was enqueued before, and waits for it.
    func sync(_ work: () -> Void) { queue.sync(execute: work) }

    func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
