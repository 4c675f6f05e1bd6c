import Foundation

/// The history goes on far beyond the present time of the clock.
struct HistoryFromFuture: Error, CustomStringConvertible {
    /// Seconds ahead that are taken for a clock that was once wrong, and cut off.
    static let tolerance = 30 * 86_400

    /// Start of the newest chunk, and the time of the clock, in seconds since 1970.
    let newest: Int
    let now: Int

    var description: String {
        "it reaches until \(Self.text(newest)), but the clock says \(Self.text(now)); "
            + "set the clock right, or move the file away"
    }

    private static func text(_ second: Int) -> String {
        Date(timeIntervalSince1970: Double(second)).formatted(.iso8601)
    }
}
