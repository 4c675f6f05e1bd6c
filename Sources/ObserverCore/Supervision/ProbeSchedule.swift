/// Who is probed when, as a pure state. One probe per service at a time; late targets never hold up others.
///
/// Due times are kept in slots of ``slotMilliseconds``, so that starting, moving and taking a probe cost the same
/// for ten services and for ten thousand.
package struct ProbeSchedule: Sendable {
    /// Resolution of the schedule, in milliseconds.
    package static let slotMilliseconds = 10

    /// A probe whose time has come.
    package struct Due: Sendable, Hashable {
        /// Key of the service.
        package let serviceID: String
        /// Incarnation to probe.
        package let generation: Int
        /// How long after its due time it was handed out, in milliseconds.
        package let latenessMilliseconds: Int
    }

    private struct Plan {
        var generation: Int
        var dueAt: Int
        var isInFlight = false
        /// The next due time after a probe that is under way; set when one is wanted sooner than usual.
        var soonerDueAt: Int?
    }

    private let periodMilliseconds: Int
    private var random: SplitMix64
    private var plans: [String: Plan] = [:]
    private var slots: [Int: [String]] = [:]
    private var nextSlot: Int?
    /// Due but not handed out, because too many were in flight; oldest first.
    private var overdue: [String] = []

    /// Creates an empty schedule.
    ///
    /// - Parameters:
    ///   - periodMilliseconds: Span between two probes of one service; each span is spread by ± 10 %.
    ///   - seed: Seed of the spread.
    package init(periodMilliseconds: Int, seed: UInt64) {
        self.periodMilliseconds = periodMilliseconds
        self.random = SplitMix64(seed: seed)
    }

    /// How many services are probed.
    package var count: Int { plans.count }

    /// Starts probing a service, or moves its next probe to now.
    ///
    /// - Parameter isSpread: Wait for a random part of the period first: for many services at once after a restart.
    package mutating func start(_ serviceID: String, generation: Int, isSpread: Bool = false, at now: Moment) {
        let wait = isSpread ? Int.random(in: 0..<max(periodMilliseconds, 1), using: &random) : 0
        let dueAt = now.uptimeMilliseconds + wait
        if plans[serviceID]?.isInFlight == true {
            plans[serviceID]?.generation = generation
            plans[serviceID]?.soonerDueAt = dueAt
        } else {
            plans[serviceID] = Plan(generation: generation, dueAt: dueAt)
            place(serviceID, at: dueAt, now: now)
        }
    }

    /// Stops probing a service. A probe under way is not waited for.
    package mutating func stop(_ serviceID: String) {
        plans[serviceID] = nil
    }

    /// Hands out what is due, the longest waiting first.
    ///
    /// - Parameter limit: How many more may be in flight; the rest stays due.
    package mutating func takeDue(at now: Moment, limit: Int) -> [Due] {
        collectOverdue(upTo: now.uptimeMilliseconds / Self.slotMilliseconds)
        var taken: [Due] = []
        var index = 0
        while index < overdue.count, taken.count < limit {
            let serviceID = overdue[index]
            index += 1
            guard let plan = plans[serviceID], !plan.isInFlight, plan.dueAt <= now.uptimeMilliseconds else { continue }
            plans[serviceID]?.isInFlight = true
            taken.append(
                Due(
                    serviceID: serviceID, generation: plan.generation,
                    latenessMilliseconds: now.uptimeMilliseconds - plan.dueAt))
        }
        overdue.removeFirst(index)
        return taken
    }

    /// Milliseconds until the next probe is due: 0 when one waits already, at most `limit`.
    package func wait(at now: Moment, limit: Int) -> Int {
        if !overdue.isEmpty { return 0 }
        guard let nextSlot else { return limit }
        let last = (now.uptimeMilliseconds + limit) / Self.slotMilliseconds
        guard let slot = (nextSlot...max(last, nextSlot)).first(where: { slots[$0] != nil }) else { return limit }
        return min(max(slot * Self.slotMilliseconds - now.uptimeMilliseconds, 0), limit)
    }

    /// A probe has ended: plans the next one, counted from the due time so that the rhythm does not drift.
    ///
    /// - Parameter retryMilliseconds: Ask again after this span instead of a whole period.
    package mutating func finished(_ serviceID: String, retryMilliseconds: Int? = nil, at now: Moment) {
        guard var plan = plans[serviceID], plan.isInFlight else { return }
        let spread = Int(Double(periodMilliseconds) * Double.random(in: 0.9...1.1, using: &random))
        var next = max(plan.dueAt + spread, now.uptimeMilliseconds)
        if let retryMilliseconds { next = now.uptimeMilliseconds + retryMilliseconds }
        if let sooner = plan.soonerDueAt { next = max(min(next, sooner), now.uptimeMilliseconds) }
        plan.dueAt = next
        plan.isInFlight = false
        plan.soonerDueAt = nil
        plans[serviceID] = plan
        place(serviceID, at: next, now: now)
    }

    private mutating func place(_ serviceID: String, at dueAt: Int, now: Moment) {
        // A due time is reached in the slot that begins at or after it: never early.
        let slot = (dueAt + Self.slotMilliseconds - 1) / Self.slotMilliseconds
        let first = nextSlot ?? now.uptimeMilliseconds / Self.slotMilliseconds
        nextSlot = first
        slots[max(slot, first), default: []].append(serviceID)
    }

    private mutating func collectOverdue(upTo slot: Int) {
        guard let first = nextSlot, slot >= first else { return }
        for index in first...slot {
            if let due = slots.removeValue(forKey: index) { overdue.append(contentsOf: due) }
        }
        nextSlot = slot + 1
    }
}
