package import ObserverCore

/// Random schedules through the rules of the watchdog.
package enum Simulation {
    /// A database, a service on it, one on that, and one that needs something outside.
    package static let stack = StackSpec(
        units: [
            UnitSpec(name: "base", executable: "/bin/base", port: 1),
            UnitSpec(name: "middle", executable: "/bin/middle", port: 2, dependsOn: ["base"]),
            UnitSpec(name: "top", executable: "/bin/top", port: 3, dependsOn: ["middle", "outside"]),
        ],
        startsAtOnce: 2)

    /// The same with a service without a port at the bottom, and one on top that is never restarted.
    private static let oddStack: StackSpec = {
        var stack = Simulation.stack
        stack.units[0].port = nil
        stack.units[2].restart.mode = .never
        return stack
    }()

    /// Runs schedules with consecutive seeds.
    ///
    /// - Returns: What was broken first and by which seed, and how many events the rules have seen.
    package static func run(seeds: Range<UInt64>, steps: Int) -> (failure: String?, events: Int) {
        var events = 0
        for seed in seeds {
            var world = world(seed: seed)
            for _ in 0..<steps where world.violation == nil { world.step() }
            events += steps
            // The end is the expensive part: a share of the schedules is followed to it.
            if world.violation == nil, seed % 32 == 0 || seed % 32 == 3 { world.turnKind() }
            if world.violation == nil, seed % 32 == 16 || seed % 32 == 19 { world.turnHostile() }
            if let violation = world.violation { return ("seed \(seed): \(violation)", events) }
        }
        return (nil, events)
    }

    /// One schedule with everything recorded.
    package static func record(seed: UInt64, steps: Int) -> SimulatedWorld {
        var world = world(seed: seed, recordsEvents: true)
        for _ in 0..<steps where world.violation == nil { world.step() }
        return world
    }

    private static func world(seed: UInt64, recordsEvents: Bool = false) -> SimulatedWorld {
        let character = SimulatedWorld.Character(
            obstructed: Int(seed % 3) * 10, crashes: 2 + Int(seed % 5) * 2, misses: 10 + Int(seed % 7) * 12)
        return SimulatedWorld(
            seed: seed, stack: seed % 4 == 3 ? oddStack : stack, character: character, recordsEvents: recordsEvents)
    }
}
