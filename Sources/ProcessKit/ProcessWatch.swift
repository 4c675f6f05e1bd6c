import CProcess
import Foundation
import Glibc
import Synchronization

/// The end of a process, with all that is known of it.
package struct ProcessEnding: Sendable, Hashable {
    package let identity: ProcessIdentity
    package let status: ExitStatus

    /// Describes an end.
    package init(identity: ProcessIdentity, status: ExitStatus) {
        self.identity = identity
        self.status = status
    }
}

/// Notices the end of processes at once, whether we started them or not.
///
/// A descriptor of the process (pidfd) turns readable with its end, and a thread of its own waits for that, so that no
/// busy program delays the notice. Where the kernel has none (before Linux 5.3), the process table is looked at every
/// ``pollMilliseconds`` instead: later, but just as surely.
package final class ProcessWatch: Sendable {
    /// Rhythm of the fallback, in milliseconds.
    package static let pollMilliseconds = 100
    /// How often, and how far apart in milliseconds, a status is asked for that the parent may be fetching right now.
    private static let statusTries = 10
    private static let statusPause = 5

    private struct Watched: Sendable {
        var identity: ProcessIdentity
        var isChild: Bool
        /// -1 without pidfd.
        var descriptor: Int32
        /// Set once its end is known and only its status is missing.
        var triesLeft: Int?
    }

    private struct State: Sendable {
        var watched: [ProcessIdentity: Watched] = [:]
        var isClosed = false
    }

    /// Every end, once.
    package let endings: AsyncStream<ProcessEnding>
    private let loop: Loop

    /// Creates a watch over nobody.
    ///
    /// - Parameter usesPidfd: `false` for the fallback on any kernel.
    package init(usesPidfd: Bool = true) {
        let (stream, continuation) = AsyncStream.makeStream(of: ProcessEnding.self)
        endings = stream
        let loop = Loop(usesPidfd: usesPidfd, continuation: continuation)
        self.loop = loop
        let thread = Thread { loop.run() }
        thread.name = "process-watch"
        thread.start()
    }

    deinit {
        loop.close()
    }

    /// Whether this kernel can tell exactly.
    package static var isExact: Bool {
        let descriptor = cprocess_pidfd_open(getpid())
        if descriptor >= 0 { Glibc.close(descriptor) }
        return descriptor >= 0
    }

    /// Watches a process until its end; one that has ended already is reported like any other.
    ///
    /// - Parameter isChild: We started it, and nobody else waits for it.
    package func watch(_ identity: ProcessIdentity, isChild: Bool) {
        loop.add(identity, isChild: isChild)
    }

    /// What the thread works on; it lives until the watch has gone and the thread has seen it.
    private final class Loop: Sendable {
        private let usesPidfd: Bool
        private let continuation: AsyncStream<ProcessEnding>.Continuation
        /// Both -1 when descriptors had run out; then everybody is looked at in the slow rhythm.
        private let poller: Int32
        private let waker: Int32
        private let state = Mutex(State())

        init(usesPidfd: Bool, continuation: AsyncStream<ProcessEnding>.Continuation) {
            self.usesPidfd = usesPidfd
            self.continuation = continuation
            let poller = cprocess_poller_create()
            waker = poller < 0 ? -1 : cprocess_poller_waker(poller)
            if poller >= 0, waker < 0 { Glibc.close(poller) }
            self.poller = waker < 0 ? -1 : poller
        }

        deinit {
            guard poller >= 0 else { return }
            Glibc.close(waker)
            Glibc.close(poller)
        }

        func close() {
            state.withLock { $0.isClosed = true }
            cprocess_poller_wake(waker)
        }

        func add(_ identity: ProcessIdentity, isChild: Bool) {
            let descriptor = openDescriptor(of: identity)
            let isNew = state.withLock { state in
                guard state.watched[identity] == nil else { return false }
                state.watched[identity] = Watched(identity: identity, isChild: isChild, descriptor: descriptor)
                return true
            }
            if descriptor >= 0, !isNew || cprocess_poller_add(poller, descriptor) != 0 {
                // A process that the poller does not take is looked at in the slow rhythm.
                if isNew { state.withLock { $0.watched[identity]?.descriptor = -1 } }
                Glibc.close(descriptor)
            }
            cprocess_poller_wake(waker)
        }

        private func openDescriptor(of identity: ProcessIdentity) -> Int32 {
            let descriptor = usesPidfd ? cprocess_pidfd_open(identity.pid) : -1
            guard descriptor >= 0, !ProcessTable.exists(identity) else { return descriptor }
            // The id belongs to somebody else by now.
            Glibc.close(descriptor)
            return -1
        }

        func run() {
            var ready = [Int32](repeating: -1, count: 64)
            while !state.withLock({ $0.isClosed }) {
                let count = cprocess_poller_wait(poller, waker, &ready, Int32(ready.count), Int32(patience()))
                let readable = Set(ready.prefix(Int(max(count, 0))))
                for entry in state.withLock({ Array($0.watched.values) }) { look(at: entry, readable) }
            }
            for entry in state.withLock({ Array($0.watched.values) }) where entry.descriptor >= 0 {
                Glibc.close(entry.descriptor)
            }
            continuation.finish()
        }

        /// Milliseconds until the next look that nothing readable would cause; -1 for none.
        private func patience() -> Int {
            state.withLock { state in
                if state.watched.values.contains(where: { $0.triesLeft != nil }) { return statusPause }
                return state.watched.values.contains { $0.descriptor < 0 } ? pollMilliseconds : -1
            }
        }

        private func look(at entry: Watched, _ readable: Set<Int32>) {
            let hasEnded =
                entry.triesLeft != nil
                || (entry.descriptor >= 0
                    ? readable.contains(entry.descriptor) : !ProcessTable.isAlive(entry.identity))
            guard hasEnded else { return }
            let triesLeft = entry.triesLeft ?? statusTries
            let status = ProcessWatch.status(entry)
            if status == nil, triesLeft > 0, entry.descriptor >= 0 || entry.isChild {
                return state.withLock { $0.watched[entry.identity]?.triesLeft = triesLeft - 1 }
            }
            _ = state.withLock { $0.watched.removeValue(forKey: entry.identity) }
            if entry.descriptor >= 0 { Glibc.close(entry.descriptor) }
            continuation.yield(ProcessEnding(identity: entry.identity, status: status ?? .unknown))
        }
    }

    /// The status, from whoever knows it: we as the parent, the zombie, or the kernel's memory of it.
    private static func status(_ entry: Watched) -> ExitStatus? {
        var status: Int32 = 0
        // Only while its own entry is there: afterwards the id may be that of another child, whose end is not ours.
        if entry.isChild, ProcessTable.exists(entry.identity), cprocess_reap(entry.identity.pid, &status) == 1 {
            return ExitStatus(waitStatus: status)
        }
        if let status = ProcessTable.exitStatus(ofZombie: entry.identity) { return status }
        if entry.descriptor >= 0, cprocess_pidfd_exit_status(entry.descriptor, &status) == 0 {
            return ExitStatus(waitStatus: status)
        }
        return nil
    }
}
