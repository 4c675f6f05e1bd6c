/// How finely a part of the past is kept.
package enum HistoryTier: Int, Sendable, Hashable, CaseIterable {
    case second = 0
    case tenSeconds = 1
    case minute = 2
    case hour = 3

    /// The tiers whose cells are kept in chunks per series.
    static let chunked: [HistoryTier] = [.tenSeconds, .minute, .hour]

    /// Length of a cell, in seconds.
    package var cellSeconds: Int {
        switch self {
        case .second: 1
        case .tenSeconds: 10
        case .minute: 60
        case .hour: 3_600
        }
    }

    /// How long cells are kept, in seconds: 15 minutes, 24 hours, 30 days, 2 years.
    package var keepSeconds: Int {
        switch self {
        case .second: 900
        case .tenSeconds: 86_400
        case .minute: 30 * 86_400
        case .hour: 730 * 86_400
        }
    }

    /// Most bytes of cells that are kept; beyond it the oldest go before their time.
    package var limitBytes: Int {
        switch self {
        case .second: 32 << 20
        case .tenSeconds: 192 << 20
        case .minute: 192 << 20
        case .hour: 96 << 20
        }
    }

    /// Name on the wire.
    package var name: String {
        switch self {
        case .second: "1s"
        case .tenSeconds: "10s"
        case .minute: "1m"
        case .hour: "1h"
        }
    }

    /// Length of a chunk, in seconds: 30 cells of 10 s, 60 of a minute, 24 of an hour.
    var chunkSeconds: Int {
        switch self {
        case .second: 1
        case .tenSeconds: 300
        case .minute: 3_600
        case .hour: 86_400
        }
    }

    /// Start of the cell of a second.
    func cellStart(_ second: Int) -> Int { second - second % cellSeconds }

    /// Start of the chunk of a second. Series end their chunks at different times, so that no second has to write all.
    func chunkStart(_ second: Int, series: Int) -> Int {
        let phase = series % (chunkSeconds / cellSeconds) * cellSeconds
        let shifted = second - phase
        return shifted - shifted % chunkSeconds + phase
    }

    /// The finest tier that still knows a second and whose cells fit into a step, coarser where the step allows it.
    package static func best(
        from: Int, step: Int, now: Int, cuts: HistoryCuts = HistoryCuts()
    ) -> HistoryTier {
        let known = allCases.filter { now - from <= $0.keepSeconds && from >= cuts[$0] }
        return known.last { $0.cellSeconds <= step } ?? known.first ?? .hour
    }
}

/// Per tier the second before which cells are missing because the tier had outgrown its limit; 0 where none are.
package struct HistoryCuts: Sendable, Hashable {
    private var seconds = [Int](repeating: 0, count: HistoryTier.allCases.count)

    package init() {}

    package subscript(tier: HistoryTier) -> Int {
        get { seconds[tier.rawValue] }
        set { seconds[tier.rawValue] = newValue }
    }
}
