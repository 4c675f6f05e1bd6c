/// What the probes of one service have shown so far, as a pure state.
///
/// Three misses in a row make a failure, two passes in a row a recovery; one lost packet changes nothing. A service
/// that was never judged takes its first result at once, because any statement beats none.
package struct HealthJudgement: Sendable, Hashable {
    /// Misses in a row that turn a working service into a failed one.
    package static let missesToFail = 3
    /// Passes in a row that turn a failed service into a working one.
    package static let passesToRecover = 2

    /// The axis of health; the displayed status follows from it and the lease.
    package enum Health: String, Sendable, Hashable, Codable {
        case unknown, pass, warn, fail
    }

    /// The judgement in force.
    package private(set) var health = Health.unknown
    /// Misses since the last pass.
    package private(set) var consecutiveMisses = 0
    /// Passes since the last miss.
    package private(set) var consecutivePasses = 0
    /// The latest miss since the last pass.
    package private(set) var fault: ProbeFault?
    /// The latest warning, while the health is `warn`.
    package private(set) var warning: ProbeWarning?
    /// Why nothing can be said.
    package private(set) var voidCause: VoidCause?
    /// Whether the service worked before the Observer's own restart: then the first miss is no verdict yet.
    private let workedBefore: Bool

    /// Starts without any knowledge.
    ///
    /// - Parameter workedBefore: Known from before the Observer's restart to have worked.
    package init(workedBefore: Bool = false) {
        self.workedBefore = workedBefore
    }

    /// Whether one more result like the last would change the judgement soon: worth asking again at once.
    package var isUndecided: Bool {
        switch health {
        case .fail: consecutivePasses > 0
        case .unknown, .pass, .warn: consecutiveMisses > 0
        }
    }

    /// Takes one more result into account.
    package mutating func record(_ verdict: ProbeVerdict) {
        switch verdict {
        case .pass: works(.pass, warning: nil)
        case .warn(let warning): works(.warn, warning: warning)
        case .miss(let fault): missed(fault)
        case .void(let cause): voidCause = cause
        }
    }

    private mutating func works(_ next: Health, warning nextWarning: ProbeWarning?) {
        voidCause = nil
        consecutiveMisses = 0
        consecutivePasses += 1
        if health == .fail, consecutivePasses < Self.passesToRecover { return }
        health = next
        warning = nextWarning
        fault = nil
    }

    private mutating func missed(_ fault: ProbeFault) {
        voidCause = nil
        consecutivePasses = 0
        consecutiveMisses += 1
        self.fault = fault
        let isFirstEver = health == .unknown && !workedBefore
        guard isFirstEver || consecutiveMisses >= Self.missesToFail || health == .fail else { return }
        health = .fail
        warning = nil
    }
}
