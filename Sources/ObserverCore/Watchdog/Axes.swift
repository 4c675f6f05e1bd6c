package import ProcessKit

/// What the operator wants of a unit; always wins over what its health suggests.
package enum Intent: String, Sendable, Hashable, Codable {
    /// It shall run.
    case run
    /// It shall not run.
    case stop
    /// It may run, and is watched, but is neither started nor restarted.
    case paused
}

/// What is known of a unit's process.
package enum ProcessAxis: Sendable, Hashable, Codable {
    /// There is none, and none ended by itself.
    case absent
    /// A start was ordered; ready is not reached yet. The identity is known once the process exists.
    case starting(since: Int)
    /// It has been ready.
    case alive
    /// It was told to end.
    case stopping(Stopping)
    /// It ended without being told to, or at the end of a restart.
    case exited(ExitStatus)
    /// Somebody else holds its port.
    case foreign(PortHolder)
}

/// A stop under way.
package struct Stopping: Sendable, Hashable, Codable {
    /// What follows the end.
    package enum Purpose: Sendable, Hashable, Codable {
        /// Nothing.
        case stop
        /// A new start; counts as a failure when a fault was the reason.
        case restart(isFailure: Bool)
        /// The unit is no longer part of the stack.
        case remove
    }

    /// Uptime, in milliseconds.
    package var since: Int
    /// Uptime at which patience ends, in milliseconds.
    package var killAt: Int
    /// Whether SIGKILL was ordered.
    package var isKilled = false
    /// What follows the end.
    package var purpose: Purpose
}

/// Why a unit is not simply left to run or started.
package enum Supervision: Sendable, Hashable, Codable {
    /// Nothing holds it back.
    case normal
    /// It failed and is started again at an uptime, in milliseconds.
    case backoff(until: Int)
    /// It failed too often; one try is made at an uptime, in milliseconds.
    case quarantined(until: Int)
    /// Something else must happen first; tried again at an uptime, in milliseconds, where there is one.
    case suppressed(by: Suppression, until: Int?)
}

/// What must happen before a unit is started or restarted.
package enum Suppression: Sendable, Hashable, Codable {
    /// A service that it needs must be ready.
    case dependency(String)
    /// Many fail at once: restarting them would only add load to the cause.
    case commonCause
    /// Too many restarts in the last minute over all units.
    case restartBudget
    /// Too many starts under way.
    case startBudget
    /// Something in the machine is in the way.
    case obstacle(Obstacle)
    /// Its policy says that this end is not followed by a start.
    case policy
}

/// Who holds a port.
package struct PortHolder: Sendable, Hashable, Codable {
    package var port: Int
    /// `nil` when the holder cannot be seen.
    package var pid: Int?
    package var program: String
    package var user: String

    /// Names a holder.
    package init(port: Int, pid: Int?, program: String, user: String) {
        self.port = port
        self.pid = pid
        self.program = program
        self.user = user
    }
}

/// Something in the machine that a start cannot pass.
package enum Obstacle: Sendable, Hashable, Codable {
    /// A foreign process holds the port.
    case portTaken(PortHolder)
    /// A process left behind by an earlier run of the unit holds the port; it is ended.
    case leftover(PortHolder)
    /// There is no such program.
    case programMissing(String)
    /// The program may not be executed.
    case notExecutable(String)
    /// The folder to start in is missing or closed to us.
    case folderUnusable(String)
    /// The disk holds less than a service needs to start; free bytes.
    case diskFull(freeBytes: Int)
    /// The kernel has no process or memory left.
    case outOfResources
    /// The log file cannot be opened.
    case logUnusable(String)
    /// The program itself said that its settings or use are wrong (exit codes of `sysexits.h`), or could not run.
    case exitCode(Int32)
    /// It failed until its budgets were used up: waits for another program file.
    case crashLoop
    /// Anything else, as the system put it.
    case other(String)

    /// Exit codes that speak of the machine (no process, no file to be made, I/O error), which may be well again unseen.
    private static let codesOfTheMachine: [Int32] = [71, 73, 74]

    /// Whether only another program, another stack file or the operator can remove it, and no try now and then.
    package var waitsForChange: Bool {
        guard case .exitCode(let code) = self else { return false }
        return !Self.codesOfTheMachine.contains(code)
    }
}
