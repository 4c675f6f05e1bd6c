/// What outlives a run of the Observer, and a unit's place in the stack.
extension WatchdogState {
    /// What was remembered, as the next run of the Observer begins with it.
    ///
    /// - Parameter hasStack: Without a stack file nothing is started and nothing is stopped, whatever an earlier run
    ///   supervised.
    package func forNewRun(hasStack: Bool) -> WatchdogState {
        var state = self
        // That an earlier run was told to end says nothing to this one.
        state.common.isStopping = false
        state.common.stoppingBy = ""
        guard !hasStack else { return state }
        for unit in units { state.common.retire(unit) }
        return WatchdogState(specs: [], units: [], pendingSpecs: [:], common: state.common)
    }
}

/// What stays of a unit that is no longer part of the stack. Should it return, the operator's word still holds, and its
/// starts are counted on: their numbers name rows of the journal.
struct RetiredUnit: Sendable, Hashable, Codable {
    var generation: Int
    /// `nil` when it could not be read.
    var intent: Intent?

    func hold(for unit: inout UnitState) {
        unit.generation = generation
        unit.intent = intent ?? unit.intent
    }
}

extension CommonState {
    mutating func retire(_ unit: UnitState) {
        retired[unit.name] = RetiredUnit(generation: unit.generation, intent: unit.intent)
    }
}
