package import ProcessKit

/// What can happen in the watchdog's world.
package enum WatchdogEvent: Sendable, Hashable, Codable {
    /// The Observer has started; what it remembers is already the state. If the stack file follows, nothing is started
    /// before that has been read: what is remembered may not stand in it any more. Journals of before leave it out.
    case booted(bootID: String, found: [FoundUnit], isStackNext: Bool? = nil)
    /// The stack file was read, at the start or again.
    case configured(StackSpec)
    /// A person or program asks for something.
    case asked(unit: String, OperatorCommand, by: String)
    /// A start has led to a process.
    case spawned(unit: String, generation: Int, ProcessIdentity)
    /// A start was not possible.
    case obstructed(unit: String, generation: Int, Obstacle)
    /// What was in the way of a start is gone.
    case cleared(unit: String, generation: Int)
    /// A process has ended.
    case ended(unit: String, generation: Int, ExitStatus, ranOutOfMemory: Bool)
    /// A probe has ended. `live` is the answer of the liveness path, where that was asked too; the uptime is that of
    /// the start, in milliseconds.
    case probed(unit: String, generation: Int, ready: ProbeVerdict, live: ProbeVerdict?, startedAt: Int)
    /// A service that registered on its own has changed.
    case serviceChanged(name: String, isWorking: Bool, hasScript: Bool)
    /// A service that registered on its own is no longer known.
    case serviceLeft(name: String)
    /// The Observer itself did not run for a span, in milliseconds.
    case stalled(milliseconds: Int)
    /// What must be kept can, or can no longer, be written.
    case storageChanged(isWorking: Bool)
    /// Alerts of a service are unwanted for a while.
    case silenced(Silence)
    /// A silence ends before its time.
    case unsilenced(id: Int)
    /// The Observer is to end, and its units with it.
    case stackStopping(by: String)
    /// Time has passed.
    case tick
}

/// A process of ours that was there when the Observer started.
package struct FoundUnit: Sendable, Hashable, Codable {
    package var unit: String
    package var generation: Int
    package var identity: ProcessIdentity

    /// Names a process found by its marker.
    package init(unit: String, generation: Int, identity: ProcessIdentity) {
        self.unit = unit
        self.generation = generation
        self.identity = identity
    }
}

/// What an operator can ask for.
package enum OperatorCommand: String, Sendable, Hashable, Codable, CaseIterable {
    case start, stop, restart, pause, resume
}

/// A span in which alerts of a service are not sent. Times are milliseconds since 1970.
package struct Silence: Sendable, Hashable, Codable {
    package var id: Int
    /// Name of the service, `*` for all.
    package var service: String
    package var from: Int
    package var until: Int
    /// Whether it ends by itself when the service has been well again for two minutes.
    package var isMaintenance: Bool
    package var reason: String
    package var by: String
    /// Set once the service was not well during a maintenance.
    var wasDown = false
    /// Uptime since which it has been well again, in milliseconds.
    var wellSince: Int?

    /// Describes a silence; the rules give it its number.
    package init(
        id: Int = 0, service: String, from: Int, until: Int, isMaintenance: Bool, reason: String, by: String
    ) {
        self.id = id
        self.service = service
        self.from = from
        self.until = until
        self.isMaintenance = isMaintenance
        self.reason = reason
        self.by = by
    }

    /// Whether it holds at a time.
    package func isActive(at unixMilliseconds: Int) -> Bool {
        from <= unixMilliseconds && unixMilliseconds < until
    }

    /// Whether it is about a cause of incidents.
    package func covers(_ root: String) -> Bool { service == "*" || service == root }
}
