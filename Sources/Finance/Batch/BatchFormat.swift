import HTTPTypes
import Hummingbird
import ServiceKit
import Shared

/// The ways a batch may be written.
enum BatchFormat: Sendable {
    /// One JSON array.
    case array
    /// One JSON object per line.
    case lines
    /// A row of column names, then a row per transaction.
    case csv

    /// The format of a request's media type.
    /// - Throws: ``Problem`` 415.
    init(_ request: Request) throws(Problem) {
        let mediaType = (request.headers[.contentType] ?? "application/json").lowercased()
        switch mediaType.prefix(while: { $0 != ";" && !$0.isWhitespace }) {
        case "application/json": self = .array
        case "application/x-ndjson", "application/ndjson", "application/jsonl": self = .lines
        case "text/csv": self = .csv
        default:
            throw Problem(
                .unsupportedMediaType, code: "unsupported-media-type",
                detail: LocalizedText(
                    de: "Ein Stapel ist application/json, application/x-ndjson oder text/csv.",
                    en: "A batch is application/json, application/x-ndjson or text/csv."))
        }
    }
}
