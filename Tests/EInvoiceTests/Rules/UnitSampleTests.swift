import Foundation
import Testing

@testable import EInvoice

/// Our rules against the official tests of single rules.
struct UnitSampleTests {
    @Test(.enabled(if: Samples.arePresent, Samples.absence))
    func `every official test of a rule has the same verdict here`() throws {
        var faults: [String] = []
        for sample in UnitSample.all { faults += try sample.disagreement() }
        #expect(UnitSample.all.count == 915)
        #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
    }
}
