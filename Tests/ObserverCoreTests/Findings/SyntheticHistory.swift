import Foundation
import GRDB
@testable import ObserverCore
import TestSupport

/// A history of a service that never ran, in days of samples.
struct SyntheticHistory {
    static let service = "finance-service_localhost_8007"
    static let start = 1_768_467_600
    static let mebibyte = 1_048_576.0

    let store: HistoryStore
    let end: Int

    /// Now, for whoever looks at it.
    var now: Moment { .second(end) }

    /// Records what a day brings, a sample every so many seconds, densely in the last quarter of an hour.
    init(
        hours: Int, every: Int = 120, _ samples: (_ second: Int, _ add: (HistoryMetric, Double, Bool) -> Void) -> Void
    ) async throws {
        store = try HistoryStore(DatabaseQueue(), at: .second(Self.start))
        end = Self.start + hours * 3_600
        var second = Self.start
        var committed = second
        while second < end {
            samples(second) { metric, value, isError in
                store.record(value, HistoryKey(Self.service, metric), isError: isError, at: .second(second))
            }
            second += second >= end - 900 ? 5 : every
            if second - committed >= 3_600 {
                try await store.commit(at: .second(second))
                committed = second
            }
        }
        try await store.commit(at: .second(end))
    }

    /// What is found.
    func board(_ span: ObservedSpan = .now, machineBytes: Int? = 16 << 30) async throws -> FindingBoard {
        FindingJudge(machineBytes: machineBytes)
            .judge(try await store.observations(of: Self.service, over: span, at: now))
    }
}

extension FindingBoard {
    func finding(_ kind: ServiceFinding.Kind) -> ServiceFinding? { findings.first { $0.kind == kind } }

    func unjudged(_ kind: ServiceFinding.Kind) -> UnjudgedService? { unjudged.first { $0.kind == kind } }
}
