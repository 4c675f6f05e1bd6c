import Foundation

extension Date {
    /// The instant in UTC as it stands on the wire: `2026-01-15T12:00:00.000Z`.
    var wireText: String {
        formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
