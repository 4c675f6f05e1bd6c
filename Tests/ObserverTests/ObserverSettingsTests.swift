import ObserverCore
import ServiceKit
import TestSupport
import Testing

@testable import Observer

@Suite("Settings of the Observer")
struct ObserverSettingsTests {
    @Test("The defaults are the product's")
    func defaults() throws {
        let settings = try ObserverSettings(.inMemory([:]))
        #expect(settings.supervision.probePeriodMilliseconds == 2_000)
        #expect(settings.supervision.limits.maximumServices == 20_000)
        #expect(settings.supervision.limits.leaseSeconds == 15)
        #expect(settings.probing.timeout == .milliseconds(1_500))
    }

    @Test("Every faulty setting is named")
    func faults() {
        let values = [
            "probe.period.ms": "0", "probe.timeout.ms": "x", "probe.networks": "10.0.0.0/8, a/b, 1.2.3.4/40",
            "registry.limit": "-1",
        ]
        let error = #expect(throws: InvalidSettings.self) { try ObserverSettings(.inMemory(values)) }
        #expect(error?.faults.count == 5)
    }

    @Test("The retry rhythm keeps the verdict on a hanging service within 6 s of its first missed probe")
    func verdictInTime() throws {
        let settings = try ObserverSettings(.inMemory([:]))
        let timeout = Int(settings.probing.timeout / .milliseconds(1))
        #expect(3 * timeout + 250 + 500 <= 6_000)
    }
}
