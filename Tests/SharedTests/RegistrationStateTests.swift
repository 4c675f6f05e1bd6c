@testable import Shared
import TestSupport
import Testing

@Suite struct RegistrationStateTests {
    private static let answer = RegistrationResponse(
        serviceID: "a_b_1", healthStatus: "healthy", message: "", leaseSeconds: 15, generation: 3)
    private let backoff = RetryBackoff()

    private func wait(_ state: RegistrationState) -> Duration { state.nextWait(backoff: backoff, random: 0.5) }

    @Test(
        "waits double from half a second to fifteen",
        arguments: [(0, 0.5), (1, 0.5), (2, 1), (3, 2), (4, 4), (5, 8), (6, 15), (7, 15), (64, 15), (.max, 15)])
    func backoffTable(_ failures: Int, _ seconds: Double) {
        #expect(backoff.delay(afterFailures: failures, random: 0.5) == .seconds(seconds))
    }

    @Test("jitter spreads a wait by a fifth either way", arguments: 0..<100 as Range<UInt64>)
    func jitter(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let wait = backoff.delay(afterFailures: 4, random: .random(in: 0...1, using: &generator))
        #expect(wait >= .seconds(3.2) && wait <= .seconds(4.8))
    }

    @Test("a registration is told once, heartbeats come three to a lease")
    func registration() {
        var state = RegistrationState(serviceID: "x")
        #expect(wait(state) == .zero)
        #expect(state.registrationSucceeded(Self.answer) == .registered(serviceID: "a_b_1", generation: 3))
        #expect(state.generation == 3 && wait(state) == .seconds(5))
        #expect(state.heartbeatSucceeded(leaseSeconds: 30) == nil)
        #expect(wait(state) == .seconds(10))
    }

    @Test("a lease from outside is bounded", arguments: [(Int.min, 1.0), (-1, 1), (0, 1), (3, 1), (.max, 1_200)])
    func lease(_ lease: Int, _ seconds: Double) {
        var state = RegistrationState(serviceID: "x")
        _ = state.registrationSucceeded(Self.answer)
        _ = state.heartbeatSucceeded(leaseSeconds: lease)
        #expect(wait(state) == .seconds(seconds))
    }

    @Test("a forgotten service registers again at once")
    func forgotten() {
        var state = RegistrationState(serviceID: "x")
        _ = state.registrationSucceeded(Self.answer)
        #expect(state.failed(.unknownService) == .lost(reason: "service not registered"))
        #expect(state.generation == nil && wait(state) == .zero)
        #expect(state.registrationSucceeded(Self.answer) != nil)
    }

    @Test("a 404 to the registration itself backs off")
    func wrongURL() {
        var state = RegistrationState(serviceID: "x")
        _ = state.failed(.unknownService)
        #expect(wait(state) == .seconds(0.5))
    }

    @Test("a registry that was away still knows the service; one that talks nonsense is asked to register it again")
    func faults() {
        for error in [RegistrationError.timedOut, .unreachable("refused")] {
            var state = RegistrationState(serviceID: "x")
            _ = state.registrationSucceeded(Self.answer)
            _ = state.failed(error)
            #expect(state.generation == 3 && wait(state) == .seconds(0.5))
        }
        for error in [RegistrationError.rejected(status: 500, problem: nil), .unexpectedAnswer("?")] {
            var state = RegistrationState(serviceID: "x")
            _ = state.registrationSucceeded(Self.answer)
            _ = state.failed(error)
            #expect(state.generation == nil && wait(state) == .seconds(0.5))
        }
    }

    @Test(
        "whatever happens, changes alternate, waits are bounded, heartbeats follow registrations",
        arguments: 0..<300 as Range<UInt64>)
    func anyOrder(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var state = RegistrationState(serviceID: "x")
        var told: Bool?
        let errors: [RegistrationError] = [
            .unknownService, .timedOut, .unreachable(""), .rejected(status: 422, problem: nil), .unexpectedAnswer(""),
        ]
        for _ in 0..<60 {
            let change: RegistrationState.Change?
            let succeeds = Bool.random(using: &generator)
            if succeeds {
                change =
                    state.generation == nil
                    ? state.registrationSucceeded(Self.answer)
                    : state.heartbeatSucceeded(leaseSeconds: .random(in: -5...100, using: &generator))
            } else {
                change = state.failed(errors.randomElement(using: &generator) ?? .timedOut)
            }
            switch change {
            case .registered:
                #expect(told != true && succeeds)
                told = true
            case .lost:
                #expect(told != false && !succeeds)
                told = false
            case nil: #expect(told == succeeds)
            }
            let wait = state.nextWait(backoff: backoff, random: .random(in: 0...1, using: &generator))
            #expect(wait >= .zero && wait <= .seconds(34))
        }
    }
}
