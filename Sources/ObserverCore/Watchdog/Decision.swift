package import ProcessKit

/// Something that the shell must do.
package enum WatchdogAction: Sendable, Hashable, Codable {
    /// Look whether a start is possible, and start the unit: ``WatchdogEvent/spawned(unit:generation:_:)`` or
    /// ``WatchdogEvent/obstructed(unit:generation:_:)`` follows.
    case start
    /// Look every now and then whether the obstacle is gone: ``WatchdogEvent/cleared(unit:generation:)`` follows.
    case awaitClearance(Obstacle)
    /// Watch a process that an earlier run of the Observer started.
    case watch(ProcessIdentity)
    /// Tell the unit's process group to end.
    case terminate(ProcessIdentity)
    /// End the unit's process group.
    case kill(ProcessIdentity)
    /// End what a finished generation left behind.
    case sweep
    /// Keep what can be found out about the process, before it is gone or just after.
    case keepEvidence
    /// Probe it now.
    case probe
    /// Run the restart script of a service that registered on its own, if the operator's configuration allows it.
    case runScript
    /// Tell people.
    case send(Alert)
    /// Nothing: the decision itself is the news.
    case note
    /// All units have ended: the Observer may end too.
    case finish
}

/// An action together with whom it concerns and why it is done.
package struct Decision: Sendable, Hashable, Codable {
    /// Name of the unit or service; empty for the stack as a whole.
    package var unit: String
    /// The unit's generation; 0 where there is none.
    package var generation: Int
    package var action: WatchdogAction
    package var why: Why

    /// Joins an action with its reason.
    package init(unit: String, generation: Int = 0, action: WatchdogAction, why: Why) {
        self.unit = unit
        self.generation = generation
        self.action = action
        self.why = why
    }
}
