import ObserverCore
import ProcessKit
import TestSupport
import Testing

/// Circles among services, and what differs between two stack files.
struct StackOrderTests {
    /// Services that need earlier ones, in a random order of the file.
    private static func stack(_ random: inout SeededGenerator) -> [UnitSpec] {
        let count = Int.random(in: 0...12, using: &random)
        return (0..<count).map { place in
            let needs = (0..<place).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }.map { "s\($0)" }
            return UnitSpec(name: "s\(place)", executable: "/bin/s", dependsOn: needs + ["outside"])
        }.shuffled(using: &random)
    }

    @Test func `what needs only earlier ones has no circle, whatever the order of the file`() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2_000 { #expect(StackOrder.circles(Self.stack(&random)).isEmpty) }
    }

    @Test func `a circle is found wherever one is put, and cut by each of its last steps`() {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<1_000 {
            var units = Self.stack(&random)
            guard units.count > 1 else { continue }
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<units.count, using: &random)
                units[place].dependsOn.append(units[Int.random(in: 0..<units.count, using: &random)].name)
            }
            let whole = units
            for circle in StackOrder.circles(whole) {
                for (name, next) in zip(circle, circle.dropFirst() + circle.prefix(1)) {
                    #expect(whole.first { $0.name == name }?.dependsOn.contains(next) == true)
                }
                let last = units.firstIndex { $0.name == circle.last } ?? 0
                units[last].dependsOn.removeAll { $0 == circle.first }
            }
            #expect(StackOrder.circles(units).isEmpty)
        }
    }

    // MARK: Changes

    private static func changed(_ unit: UnitSpec, _ random: inout SeededGenerator) -> UnitSpec {
        var unit = unit
        switch Int.random(in: 0..<16, using: &random) {
        case 0: unit.serviceName += "x"
        case 1: unit.executable += "x"
        case 2: unit.arguments.append("x")
        case 3: unit.environment["X"] = "1"
        case 4: unit.workingDirectory = "/x"
        case 5: unit.host = "::1"
        case 6: unit.port = 1
        case 7: unit.readyPath = "/x"
        case 8: unit.dependsOn.append("x")
        case 9: unit.startsWithStack.toggle()
        case 10: unit.stopMilliseconds += 1
        case 11: unit.hangStopMilliseconds += 1
        case 12: unit.restart.restartsOnHang.toggle()
        case 13: unit.logFiles += 1
        case 14: unit.startMilliseconds += 1
        default: break
        }
        return unit
    }

    @Test func `every service lies in exactly one group, and a restart is named where the watchdog makes one`() {
        var random = SeededGenerator(seed: 13)
        for _ in 0..<2_000 {
            let old = Self.stack(&random)
            let kept = old.filter { _ in Int.random(in: 0..<5, using: &random) > 0 }
            let new = kept.map { Self.changed($0, &random) } + [UnitSpec(name: "new", executable: "/bin/n")]
            let change = StackChange.between(old, new)
            #expect(change.added == ["new"])
            #expect(Set(change.removed) == Set(old.map(\.name)).subtracting(kept.map(\.name)))
            let groups = [change.changed.map(\.name), change.adjusted.map(\.name), change.unchanged]
            #expect(groups.flatMap { $0 }.sorted() == kept.map(\.name).sorted())
            for (before, after) in zip(kept, new) {
                let launches = before.launchesDifferently(from: after)
                #expect(launches == change.changed.contains { $0.name == after.name })
                #expect((before == after) == change.unchanged.contains(after.name))
            }
            #expect((change.changed + change.adjusted).allSatisfy { !$0.keys.isEmpty })
        }
    }

    @Test func `what changed is named as in the file`() {
        let old = UnitSpec(name: "a", executable: "/bin/a", port: 1)
        var new = old
        new.port = 2
        new.logFiles = 9
        new.restart.mode = .never
        let change = StackChange.between([old], [new])
        #expect(change.changed.map(\.keys) == [["port", "restart", "log"]])
        let same = StackChange.between([old], [old])
        #expect(same.unchanged == ["a"] && same.changed.isEmpty && same.adjusted.isEmpty)
    }
}
