import ObserverCore
import Shared
import Testing

@Suite("Judgement of health")
struct HealthJudgementTests {
    @Test(
        "The first result counts at once",
        arguments: [ProbeVerdict.pass, .refused, .slow, .lying, .warn(.reported(nil))])
    func firstResult(_ verdict: ProbeVerdict) throws {
        var fixture = RegistryFixture()
        try fixture.register()
        try fixture.probe(verdict)
        let expected: ServiceStatus =
            switch verdict {
            case .pass: .healthy
            case .warn: .warning
            case .miss(.connectionRefused): .unreachable
            default: .unhealthy
            }
        #expect(fixture.entry?.status == expected)
    }

    @Test("Two misses change nothing, the third one does")
    func threeMisses() throws {
        var fixture = RegistryFixture()
        try fixture.register()
        try fixture.probe(.pass, .refused, .refused)
        #expect(fixture.entry?.status == .healthy)
        #expect(fixture.entry?.judgement.consecutiveMisses == 2)
        #expect(fixture.entry?.reason?.text.en.hasPrefix("Miss 2 of 3") == true)
        try fixture.probe(.refused)
        #expect(fixture.entry?.status == .unreachable)
    }

    @Test("A pass between misses starts the count anew")
    func passResetsMisses() throws {
        var fixture = RegistryFixture()
        try fixture.register()
        try fixture.probe(.pass, .slow, .slow, .pass, .slow, .slow)
        #expect(fixture.entry?.status == .healthy)
    }

    @Test("One pass is no recovery, two are")
    func twoPasses() throws {
        var fixture = RegistryFixture()
        try fixture.register()
        try fixture.probe(.refused, .pass)
        #expect(fixture.entry?.status == .unreachable)
        try fixture.probe(.pass)
        #expect(fixture.entry?.status == .healthy)
        #expect(fixture.entry?.reason == nil)
    }

    @Test("While the judgement hangs in the balance the next probe comes sooner")
    func probesAgainSoon() throws {
        var fixture = RegistryFixture()
        try fixture.register()
        #expect(try fixture.probe(.pass).isEmpty == false)
        #expect(try fixture.probe(.slow) == [.probeAgainSoon(serviceID: RegistryFixture.serviceID)])
        #expect(try fixture.probe(.pass).isEmpty)
    }

    @Test("Dead, slow and lying each have their own code, kind and sentence")
    func kindsAreToldApart() throws {
        var seen: Set<String> = []
        for (verdict, kind) in [(ProbeVerdict.refused, ProbeFaultKind.dead), (.slow, .slow), (.lying, .lying)] {
            var fixture = RegistryFixture()
            try fixture.register()
            try fixture.probe(verdict)
            let reason = try #require(fixture.entry?.reason)
            #expect(reason.kind == kind)
            #expect(reason.text.de != reason.text.en)
            seen.insert(reason.code)
        }
        #expect(seen == ["connection-refused", "timeout", "not-a-health-report"])
    }

    @Test("A void probe says nothing about the service, but says why")
    func voidProbe() throws {
        var fixture = RegistryFixture()
        try fixture.register()
        try fixture.probe(.void(.addressNotAllowed))
        #expect(fixture.entry?.status == .unknown)
        #expect(fixture.entry?.reason?.code == "address-not-allowed")
        try fixture.probe(.pass, .void(.ownResources), .void(.ownResources), .void(.ownResources))
        #expect(fixture.entry?.status == .healthy)
    }

    @Test("A result for an older incarnation is dropped")
    func staleResult() throws {
        var fixture = RegistryFixture()
        try fixture.register(instance: "a")
        try fixture.register(instance: "b")
        #expect(try fixture.probe(.refused, generation: 1).isEmpty)
        #expect(fixture.entry?.status == .unknown)
    }

    @Test("Response times count answered probes only")
    func responseTimes() throws {
        var fixture = RegistryFixture()
        try fixture.register()
        try fixture.probe(.pass, .slow, .pass)
        #expect(fixture.entry?.responses.lastMilliseconds == 4)
        #expect(fixture.entry?.responses.meanMilliseconds == 4)
    }
}
