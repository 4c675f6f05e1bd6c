import Foundation
@testable import ObserverCore
import Shared
import TestSupport
import Testing

/// The samples as they were, beside the history that they were given to.
struct RawSamples {
    static let key = HistoryKey("finance-service_localhost_8007", .probeLatency)
    private(set) var samples: [(second: Int, value: Double)] = []
    private(set) var errors: [Int] = []

    /// Gives a sample to both.
    mutating func add(_ value: Double, isError: Bool, at second: Int, to store: HistoryStore) {
        samples.append((second, value))
        if isError { errors.append(second) }
        store.record(value, Self.key, isError: isError, at: .second(second))
    }

    /// The values in a window, by size.
    func values(from: Int, to: Int) -> [Double] {
        samples.filter { $0.second >= from && $0.second < to }.map(\.value).sorted()
    }

    /// Compares count, errors, extremes, mean and percentiles of an answer with the samples.
    func check(_ answer: HistoryAnswer, _ note: String) {
        check(answer.total, from: answer.query.from, to: answer.query.to, note)
        for point in answer.points {
            check(point.cell, from: point.start, to: min(point.start + answer.query.step, answer.query.to), note)
        }
    }

    private func check(_ cell: HistoryCell, from: Int, to: Int, _ note: String) {
        let values = values(from: from, to: to)
        #expect(cell.count == values.count, "\(note), \(from)..<\(to)")
        #expect(cell.errors == errors.count { $0 >= from && $0 < to }, "\(note), \(from)..<\(to)")
        guard !values.isEmpty, cell.count == values.count else { return }
        for share in [0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1] {
            let rank = max(Int((share * Double(values.count)).rounded(.up)), 1)
            let (exact, found) = (values[rank - 1], cell.percentile(share) ?? .nan)
            #expect(abs(found - exact) <= exact * 0.011, "\(note), p\(share * 100): \(found) for \(exact)")
        }
        let mean = values.reduce(0, +) / Double(values.count)
        #expect(abs((cell.mean ?? .nan) - mean) <= mean * 1e-5, "\(note), mean")
        #expect(abs(cell.minimum - values[0]) <= values[0] * 1e-6, "\(note), smallest")
    }
}

extension Moment {
    static func second(_ second: Int) -> Moment {
        Moment(uptimeMilliseconds: second * 1_000, unixMilliseconds: second * 1_000 + 5)
    }
}
