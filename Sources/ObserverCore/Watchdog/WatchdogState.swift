/// The whole state of the watchdog: plain data without a clock, comparable and storable.
///
/// ``decide(_:_:at:)`` is the only way to change it.
package struct WatchdogState: Sendable, Hashable, Codable {
    /// What the stack file says of each unit; parallel to ``units``.
    package internal(set) var specs: [UnitSpec] = []
    /// The units, each after those that it needs.
    package internal(set) var units: [UnitState] = []
    /// Specs that take effect with the next start, by unit.
    var pendingSpecs: [String: UnitSpec] = [:]
    /// What concerns all units together.
    package internal(set) var common = CommonState()

    /// A watchdog without units.
    ///
    /// - Parameter seed: Seed of the jitter.
    package init(seed: UInt64) {
        common.random = SplitMix64(seed: seed)
    }

    /// Brings together what was stored.
    package init(specs: [UnitSpec], units: [UnitState], pendingSpecs: [String: UnitSpec], common: CommonState) {
        self.specs = specs
        self.units = units
        self.pendingSpecs = pendingSpecs
        self.common = common
    }

    /// The place of a unit; `nil` for a name that is none.
    package func index(of name: String) -> Int? {
        units.firstIndex { $0.name == name }
    }

    /// One unit.
    package func unit(_ name: String) -> UnitState? {
        index(of: name).map { units[$0] }
    }

    /// What the stack file says of a unit.
    package func spec(_ name: String) -> UnitSpec? {
        index(of: name).map { specs[$0] }
    }
}

/// The part of the state that concerns all units together. Uptimes are in milliseconds.
package struct CommonState: Sendable, Hashable, Codable {
    var bootID = ""
    /// Processes with our marker whose unit is not known yet: the stack file may still name it.
    var strays: [FoundUnit] = []
    var random = SplitMix64(seed: 0)
    package internal(set) var startsAtOnce = 3
    package internal(set) var restartsPerMinute = 10
    var downMilliseconds = 30_000
    var reminderMilliseconds = 600_000
    var longestReminderMilliseconds = 7_200_000
    /// Uptimes of the restarts of the last minute.
    var recentRestarts: [Int] = []
    /// Misses of probes that began before this uptime say nothing: we did not run.
    var missesVoidBefore = 0
    /// Many hang together.
    package internal(set) var commonCause: CommonCause?
    /// The Observer is to end.
    package internal(set) var isStopping = false
    var stoppingBy = ""
    /// Services that registered on their own, by name.
    package internal(set) var services: [String: ServiceState] = [:]
    /// Open incidents, oldest first.
    package internal(set) var incidents: [Incident] = []
    /// Uptimes of the next reminders by incident.
    var reminderAt: [Int: Int] = [:]
    var nextIncidentID = 1
    package internal(set) var silences: [Silence] = []
    var nextSilenceID = 1
    var isStorageWorking = true
    /// Backs ``retired``; optional, so that a state that was written before there was such a list can still be read.
    private var retiredUnits: [String: RetiredUnit]?

    /// Units that have left the stack, by name.
    var retired: [String: RetiredUnit] {
        get { retiredUnits ?? [:] }
        set { retiredUnits = newValue.isEmpty ? nil : newValue }
    }

    /// Many units that hang together.
    package struct CommonCause: Sendable, Hashable, Codable {
        package var since: Int
        package var members: [String]
        /// The dependency that all members share, when there is one.
        package var root: String?
    }
}

/// A service that registered on its own: watched, not owned.
package struct ServiceState: Sendable, Hashable, Codable {
    package var isWorking: Bool
    /// Uptime of the latest change, in milliseconds.
    package var since: Int
    /// Milliseconds since 1970.
    var sinceUnix: Int
    /// Whether it has a restart script that may be run.
    var hasScript: Bool
    /// Uptimes of the latest runs of its script.
    var scriptRuns: [Int] = []
    /// Uptime of the next run.
    var scriptAt: Int?
}

/// Takes one event into account: the only rule book of the watchdog, without clock and without I/O.
///
/// - Returns: The state after the event, and what must be done, each with its reason.
package func decide(
    _ state: WatchdogState, _ event: WatchdogEvent, at now: Moment
) -> (state: WatchdogState, decisions: [Decision]) {
    var state = state
    let decisions = state.handle(event, at: now)
    return (state, decisions)
}
