import ArgumentParser

/// How a report is written.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    case markdown
    case html
    case json

    /// What a client prefers: the first kind of its `Accept` that we write.
    static func preferred(_ accept: String?) -> ReportFormat {
        for entry in (accept ?? "").lowercased().split(separator: ",") {
            switch entry.split(separator: ";").first.map({ $0.filter { !$0.isWhitespace } }) {
            case "text/html": return .html
            case "application/json": return .json
            case "text/markdown", "text/plain": return .markdown
            default: continue
            }
        }
        return .markdown
    }
}
