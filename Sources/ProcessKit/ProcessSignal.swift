import CProcess
import Glibc

/// Signals to one process and no other.
package enum ProcessSignal {
    /// Sends a signal to a process.
    ///
    /// - Returns: Whether it was alive to receive it; nothing is sent otherwise.
    @discardableResult
    package static func send(_ signal: Int32, to identity: ProcessIdentity) -> Bool {
        deliver(
            to: identity, exactly: { cprocess_pidfd_send_signal($0, signal) },
            otherwise: { kill(identity.pid, signal) })
    }

    /// Sends a signal to everybody in the process group that a process leads.
    ///
    /// - Returns: Whether the leader was alive; nothing is sent otherwise, nor when it leads no group.
    @discardableResult
    package static func sendToGroup(_ signal: Int32, of identity: ProcessIdentity) -> Bool {
        guard getpgid(identity.pid) == identity.pid else { return false }
        return deliver(
            to: identity,
            exactly: { descriptor in
                let sent = cprocess_pidfd_signal_group(descriptor, signal)
                // Before Linux 6.9; a group keeps its number from being used again while anybody is in it.
                return sent != 0 && errno == EINVAL ? kill(-identity.pid, signal) : sent
            },
            otherwise: { kill(-identity.pid, signal) })
    }

    private static func deliver(
        to identity: ProcessIdentity, exactly: (Int32) -> Int32, otherwise: () -> Int32
    ) -> Bool {
        let descriptor = cprocess_pidfd_open(identity.pid)
        guard descriptor >= 0 else {
            // Without pidfd, or without a descriptor left, the identity is checked as late as possible.
            return errno != ESRCH && ProcessTable.isAlive(identity) && otherwise() == 0
        }
        defer { close(descriptor) }
        // Checked while the descriptor stands for one process: from here on the id cannot become somebody else's.
        return ProcessTable.isAlive(identity) && exactly(descriptor) == 0
    }
}
