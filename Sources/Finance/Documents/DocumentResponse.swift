import FinanceCore
import Shared

/// A stored document as the API shows it, without its bytes.
struct DocumentResponse: JSONWritable {
    /// Names of all members of a document.
    static let fields = [
        "id", "type", "date", "description", "filename", "media_type", "size", "sha256", "transactions", "recorded_at",
        "content",
    ]

    let document: Document
    var routes = LedgerRoutes.standard
    /// Nothing was stored; what a document gets by being stored is not there.
    var isRehearsal = false

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            if isRehearsal { writer.member("dry_run", true) } else { writer.member("id", document.id) }
            writer.member("type", document.type)
            writer.member("date", document.date)
            writer.member("description", document.text)
            writer.member("filename", document.filename)
            writer.member("media_type", document.mediaType)
            writer.member("size", document.byteCount)
            writer.member("sha256", document.sha256)
            writer.name("transactions")
            writer.array(document.transactions) { $0.string($1.description) }
            if isRehearsal { return }
            writer.member("recorded_at", document.recordedAt)
            writer.member("content", "\(routes.documents)/\(document.id)/content")
        }
    }
}
