import NIOCore

/// Runs tasks on one event loop, so that what waits for the loop's sockets goes on without a change of threads.
///
/// For short work only: everything else of the loop waits meanwhile.
final class EventLoopTaskExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        loop.execute { job.runSynchronously(on: executor) }
    }
}
