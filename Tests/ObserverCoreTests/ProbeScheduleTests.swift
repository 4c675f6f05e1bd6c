import ObserverCore
import Testing

@Suite("Schedule of probes")
struct ProbeScheduleTests {
    private func at(_ milliseconds: Int) -> Moment { .start.advanced(byMilliseconds: milliseconds) }

    @Test("A new service is probed at once, then every period ± 10 %")
    func rhythm() {
        var schedule = ProbeSchedule(periodMilliseconds: 2_000, seed: 1)
        schedule.start("a", generation: 1, at: at(0))
        var starts: [Int] = []
        for time in stride(from: 0, through: 60_000, by: 10) {
            for due in schedule.takeDue(at: at(time), limit: 10) {
                starts.append(time)
                schedule.finished(due.serviceID, at: at(time))
            }
        }
        #expect(starts.first == 0)
        let gaps = zip(starts.dropFirst(), starts).map { $0 - $1 }
        #expect(gaps.allSatisfy { (1_790...2_210).contains($0) })
        #expect(Set(gaps).count > 5, "the rhythm is spread")
    }

    @Test("A service has one probe under way at most, however long that hangs")
    func oneAtATime() {
        var schedule = ProbeSchedule(periodMilliseconds: 100, seed: 1)
        schedule.start("a", generation: 1, at: at(0))
        #expect(schedule.takeDue(at: at(0), limit: 10).count == 1)
        #expect(schedule.takeDue(at: at(10_000), limit: 10).isEmpty)
        schedule.finished("a", at: at(10_000))
        #expect(schedule.takeDue(at: at(10_010), limit: 10).count == 1)
    }

    @Test("Hanging targets never delay the others")
    func nobodyWaits() {
        var schedule = ProbeSchedule(periodMilliseconds: 2_000, seed: 7)
        for index in 0..<1_000 { schedule.start("s\(index)", generation: 1, isSpread: true, at: at(0)) }
        var hanging: [(Int, String)] = []
        var worst = 0
        var count = 0
        for time in stride(from: 0, through: 20_000, by: 20) {
            for (end, serviceID) in hanging where end <= time { schedule.finished(serviceID, at: at(max(end, time))) }
            hanging.removeAll { $0.0 <= time }
            for due in schedule.takeDue(at: at(time), limit: 2_000 - hanging.count) {
                worst = max(worst, due.latenessMilliseconds)
                count += 1
                if due.serviceID.hasSuffix("3") {
                    hanging.append((time + 1_500, due.serviceID))
                } else {
                    schedule.finished(due.serviceID, at: at(time))
                }
            }
        }
        #expect(worst <= 30)
        #expect((9_000...11_500).contains(count))
    }

    @Test("What exceeds the limit stays due, the longest waiting first")
    func limit() {
        var schedule = ProbeSchedule(periodMilliseconds: 2_000, seed: 1)
        for name in ["a", "b", "c"] { schedule.start(name, generation: 1, at: at(0)) }
        #expect(schedule.takeDue(at: at(0), limit: 2).map(\.serviceID) == ["a", "b"])
        #expect(schedule.takeDue(at: at(5), limit: 0).isEmpty)
        let late = schedule.takeDue(at: at(50), limit: 2)
        #expect(late.map(\.serviceID) == ["c"])
        #expect(late.first?.latenessMilliseconds == 50)
    }

    @Test("A retry comes sooner than the period, and a renewed start at once")
    func sooner() {
        var schedule = ProbeSchedule(periodMilliseconds: 2_000, seed: 1)
        schedule.start("a", generation: 1, at: at(0))
        _ = schedule.takeDue(at: at(0), limit: 1)
        schedule.finished("a", retryMilliseconds: 250, at: at(5))
        #expect(schedule.takeDue(at: at(240), limit: 1).isEmpty)
        #expect(schedule.takeDue(at: at(260), limit: 1).count == 1)
        schedule.start("a", generation: 2, at: at(270))
        schedule.finished("a", at: at(300))
        #expect(schedule.takeDue(at: at(310), limit: 1).first?.generation == 2)
    }

    @Test("A stopped service is not probed, and its late result plans nothing")
    func stop() {
        var schedule = ProbeSchedule(periodMilliseconds: 2_000, seed: 1)
        schedule.start("a", generation: 1, at: at(0))
        _ = schedule.takeDue(at: at(0), limit: 1)
        schedule.stop("a")
        schedule.finished("a", at: at(10))
        #expect(schedule.takeDue(at: at(10_000), limit: 1).isEmpty)
        #expect(schedule.count == 0)
    }
}
