import ObserverCore
import Testing

/// Silences: who asks for many, or twice, gets no more than is good.
struct SilenceTests {
    private func silence(_ service: String, _ dog: WatchdogFixture, reason: String = "") -> Silence {
        let now = dog.now.unixMilliseconds
        return Silence(
            service: service, from: now, until: now + 3_600_000, isMaintenance: false, reason: reason, by: "ops")
    }

    @Test func `there is a most of silences, and the state stays small`() {
        var dog = WatchdogFixture(.sample("a"))
        for number in 0..<1_000 { dog.feed(.silenced(silence("s\(number)", dog))) }
        #expect(dog.state.common.silences.count == CommonState.mostSilences)
        #expect(dog.state.common.silences.first?.service == "s0")
        dog.wait(3_600_000)
        #expect(dog.state.common.silences.isEmpty)
        dog.feed(.silenced(silence("later", dog)))
        #expect(dog.state.common.silences.map(\.service) == ["later"])
    }

    @Test func `the same silence asked for twice is one, and can be told from all others`() {
        var dog = WatchdogFixture(.sample("a"))
        let first = silence("a", dog)
        let second = silence("b", dog)
        for wanted in [first, second, first] { dog.feed(.silenced(wanted)) }
        #expect(dog.state.common.silences.count == 2)
        #expect(dog.state.common.silence(like: first)?.id == 1)
        #expect(dog.state.common.silence(like: second)?.id == 2)
        #expect(dog.state.common.silence(like: silence("a", dog, reason: "other")) == nil)
    }
}
