package import ProcessKit

/// All that the rules remember of one unit. Uptimes are in milliseconds.
///
/// The four axes are kept apart; what is displayed is derived from them.
package struct UnitState: Sendable, Hashable, Codable {
    /// Name within the stack.
    package let name: String

    // MARK: Axes
    package var intent: Intent
    package var process = ProcessAxis.absent
    package var health = HealthJudgement.Health.unknown
    package var supervision = Supervision.normal

    // MARK: Process
    /// Number of the latest start; results for an older one are dropped.
    package var generation = 0
    /// The process of this generation, while it exists.
    package var identity: ProcessIdentity?
    /// How the latest process ended.
    package var lastExit: ExitStatus?
    /// For which fault the Observer itself ended the latest process; `nil` for every other end, and in states that were
    /// written before this was kept.
    var endedFor: Why?
    /// Unasked starts since the unit is known.
    package var restarts = 0
    /// Uptime at which a start has taken too long.
    package var startDeadline = 0
    /// Uptime since which it has been ready without a break.
    package var readySince: Int?
    /// Spans from start to ready of the latest starts.
    package var startDurations: [Int] = []
    /// Whether it must vanish from the stack once its process has ended.
    package var isRemoved = false
    /// Why the next start happens.
    package var pendingWhy = Why.stackStarted
    /// Whether the next start follows a failure, and counts against the budget over all units.
    package var isRecovering = false
    /// Since when it waits for what it needs.
    package var gateSince: Int?

    // MARK: Failures
    /// Ends since it was last stable; decides the wait.
    package var episode = 0
    /// Uptimes of the latest ends, for the budgets.
    package var ends: [Int] = []
    /// Set from a try in quarantine until it has been stable: one more end leads straight back.
    package var isOnProbation = false

    // MARK: Health
    /// Misses of readiness since the last pass.
    package var misses = 0
    /// Passes since the last miss, counted to ``HealthJudgement/passesToRecover``.
    package var passes = 0
    /// Misses of liveness since the last answer.
    package var liveMisses = 0
    /// Uptime of the first of them.
    package var firstLiveMissAt: Int?
    /// The latest fault since the last pass.
    package var fault: ProbeFault?
    package var warning: ProbeWarning?
    /// The last 21 results, the latest lowest; 1 for a miss.
    package var results: UInt32 = 0
    package var isFlapping = false
    /// Since when it should work and does not; uptime and milliseconds since 1970.
    package var downSince: Int?
    package var downSinceUnix: Int?

    /// A unit that was never started.
    init(name: String, intent: Intent) {
        self.name = name
        self.intent = intent
    }

    /// Whether it does its work.
    package var isWorking: Bool {
        process == .alive && (health == .pass || health == .warn || health == .unknown)
    }

    /// Whether others may rely on it.
    package var isReady: Bool {
        process == .alive && (health == .pass || health == .warn)
    }

    /// Whether there is, or may be, a process of it.
    package var hasProcess: Bool {
        switch process {
        case .starting, .alive, .stopping: true
        case .absent, .exited, .foreign: false
        }
    }

    /// How often it is to be asked; `nil` when there is nobody to ask.
    package var pace: ProbePace? {
        switch process {
        case .starting where identity != nil: .starting
        case .alive: isUndecided ? .undecided(misses: misses) : .steady
        default: nil
        }
    }

    /// Whether one more result like the last changes the judgement.
    private var isUndecided: Bool {
        health == .fail ? passes > 0 : misses > 0
    }

    /// The span below which 95 of 100 starts stay, in milliseconds; 0 when none was seen.
    package var learntStartMilliseconds: Int {
        guard !startDurations.isEmpty else { return 0 }
        return startDurations.sorted()[(startDurations.count * 95 - 1) / 100]
    }

    mutating func forgetJudgement() {
        health = .unknown
        misses = 0
        passes = 0
        liveMisses = 0
        firstLiveMissAt = nil
        fault = nil
        warning = nil
    }
}

/// How often a unit is probed.
package enum ProbePace: Sendable, Hashable {
    /// Until the first pass: often, so that ready is noticed at once.
    case starting
    /// The usual rhythm.
    case steady
    /// Soon again, because a judgement hangs in the balance.
    case undecided(misses: Int)
}
