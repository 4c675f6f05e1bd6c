import FinanceCore
import HTTPTypes
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import TestSupport
import Testing

@testable import Finance

/// Where a stream of events may begin; HEAD, because a stream that is accepted does not end.
@Suite struct EventRouteTests {
    @Test("A place behind the end is refused: who waits there would miss what comes until then")
    func behindTheEnd() async throws {
        try await FinanceFixture.run { api in
            for _ in 1...3 { _ = try await api.book() }
            let end = api.ledger.end
            for place in ["0", "2", "3", "\(end)"] {
                #expect(try await api.call(.head, "/events?after=\(place)").status == .ok, "\(place)")
                #expect(try await api.call(.head, "/events", headers: [.lastEventID: place]).status == .ok, "\(place)")
            }
            for place in ["4", "3-\(end.record + 1)", "99999999"] {
                let refused = try await api.get("/events?after=\(place)")
                #expect(try refused.problem.errors?.map(\.code) == ["event-unknown"])
                let resumed = try await api.call(.get, "/events?after=1", headers: [.lastEventID: place])
                #expect(resumed.status == .unprocessableContent)
                #expect(try resumed.problem.errors?.map(\.pointer) == ["?Last-Event-ID"])
            }
        }
    }
}
