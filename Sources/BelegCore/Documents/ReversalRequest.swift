package import Shared

/// How a document is to be reversed.
package struct ReversalRequest: Sendable, Equatable {
    /// Day of the storno, which decides its year and the day of the reversal in Finance.
    package let date: CalendarDay?
    /// Shown on the storno.
    package let reason: String?

    package init(date: CalendarDay? = nil, reason: String? = nil) {
        self.date = date
        self.reason = reason
    }

    /// - Parameter earlier: what decoding already found.
    /// - Throws: ``BelegError/invalid(_:)`` with every fault.
    package init(parsing date: String?, reason: String?, faults earlier: [Finding] = []) throws(BelegError) {
        var check = FaultCollector(earlier)
        self.date = check.day(date, "/datum")
        self.reason = check.text(reason, "/grund", maximum: 2_000, multiline: true)
        try check.throwIfAny()
    }
}
