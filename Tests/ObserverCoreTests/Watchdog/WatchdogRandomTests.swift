import Foundation
import ObserverCore
import Shared
import Testing
import WatchdogSimulation

/// The rules under a million random schedules: crashes, hangs, lost orders, late results, operators, reloads and
/// deaths of the Observer itself, in any order.
struct WatchdogRandomTests {
    private static let schedules: UInt64 = 1_000_000

    @Test(.timeLimit(.minutes(5)))
    func `a million random schedules break no rule of the house`() async {
        let share = Self.schedules / 2
        let results = await withTaskGroup(of: (String?, Int).self) { group in
            for part in 0..<UInt64(2) {
                group.addTask { Simulation.run(seeds: part * share..<(part + 1) * share, steps: 12) }
            }
            return await group.reduce(into: [(String?, Int)]()) { $0.append($1) }
        }
        for (failure, _) in results { #expect(failure == nil, "\(failure ?? "")") }
        #expect(results.map(\.1).reduce(0, +) == Int(Self.schedules) * 12)
    }

    @Test func `long schedules break no rule either`() {
        let result = Simulation.run(seeds: 5_000_000..<5_000_500, steps: 1_500)
        #expect(result.failure == nil, "\(result.failure ?? "")")
    }

    @Test func `the same events lead to the same decisions and the same state, also through storage`() throws {
        for seed in UInt64(0)..<40 {
            let world = Simulation.record(seed: seed, steps: 120)
            var state = WatchdogState(seed: seed)
            for (index, entry) in world.events.enumerated() {
                let stored = try JSONDecoder().decode(WatchdogEvent.self, from: try JSONEncoder().encode(entry.event))
                let outcome = decide(state, stored, at: entry.at)
                #expect(outcome.decisions == world.decisions[index], "seed \(seed), event \(index)")
                let encoded = try JSONEncoder().encode(outcome.state)
                state = try JSONDecoder().decode(WatchdogState.self, from: encoded)
                #expect(state == outcome.state)
            }
            #expect(state == world.final)
        }
    }

    @Test func `every decision says why, in both languages`() {
        for seed in UInt64(100)..<200 {
            for decision in Simulation.record(seed: seed, steps: 200).decisions.joined() {
                #expect(!decision.why.text.de.isEmpty && !decision.why.text.en.isEmpty && !decision.why.code.isEmpty)
            }
        }
    }
}
