import Synchronization
import Testing

@testable import Observer

struct MemoryKillsTests {
    private final class Kernel: Sendable {
        let kills = Mutex(7)
    }

    @Test func `a kill of long ago is not taken for the cause, one of this moment is`() {
        let kernel = Kernel()
        var kills = MemoryKills { kernel.kills.withLock { $0 } }
        kills.look(at: 0)
        #expect(!kills.haveHappenedLately)
        kernel.kills.withLock { $0 += 1 }
        #expect(kills.haveHappenedLately)
        for second in 1...4 { kills.look(at: second * 1_000) }
        #expect(kills.haveHappenedLately, "its victim may take a moment to end")
        for second in 5...12 { kills.look(at: second * 1_000) }
        #expect(!kills.haveHappenedLately)
    }

    @Test func `one that happened while we did not run ourselves counts`() {
        let kernel = Kernel()
        var kills = MemoryKills { kernel.kills.withLock { $0 } }
        kills.look(at: 0)
        kernel.kills.withLock { $0 += 1 }
        kills.look(at: 60_000)
        #expect(kills.haveHappenedLately)
    }
}
