import GRDB
@testable import Observer
import ObserverCore
import Testing

/// Which unit an id of a request means. The wrong answer stops the wrong process.
struct UnitNameTests {
    private func watchdog(_ units: UnitSpec...) throws -> Watchdog {
        var state = WatchdogState(seed: 1)
        let now = Moment(uptimeMilliseconds: 1, unixMilliseconds: 1)
        _ = state.handle(.configured(StackSpec(units: units)), at: now)
        return Watchdog(store: WatchdogStore(try RegistryStore(try DatabaseQueue())), state: state)
    }

    private func unit(_ name: String, _ serviceName: String, _ port: Int) -> UnitSpec {
        UnitSpec(name: name, serviceName: serviceName, executable: "/bin/true", port: port)
    }

    @Test func `a unit's own name wins over another's service name, in either order`() throws {
        let (first, second) = (unit("a", "b", 1), unit("b", "c", 2))
        #expect(try watchdog(first, second).unitName(for: "b") == "b")
        #expect(try watchdog(second, first).unitName(for: "b") == "b")
    }

    @Test func `a service name that two units bear means neither; their registrations are told apart`() throws {
        let both = try watchdog(unit("a", "shop", 1), unit("b", "shop", 2))
        #expect(both.unitName(for: "shop") == nil)
        #expect(both.unitName(for: "shop_localhost_1") == "a" && both.unitName(for: "shop_127.0.0.1_2") == "b")
    }

    @Test func `a service name that one unit bears means it`() throws {
        #expect(try watchdog(unit("a", "shop", 1), unit("b", "mail", 2)).unitName(for: "shop") == "a")
    }
}
