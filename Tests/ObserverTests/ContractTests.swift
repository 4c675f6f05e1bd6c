import Observer
import ServiceKit
import TestSupport
import Testing

@Suite struct ContractTests {
    @Test("routes and contract are the same, both ways")
    func match() throws {
        let (undocumented, ghosts) = try ContractCheck.differences(try ObserverFixture().application, .observer)
        #expect(undocumented.isEmpty)
        #expect(ghosts.isEmpty)
        #expect(try ContractCheck.faults(.observer).isEmpty)
    }
}
