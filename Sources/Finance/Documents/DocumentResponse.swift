import FinanceCore
import Shared

/// A stored document as the API shows it, without its bytes.
struct DocumentResponse: Encodable, Sendable {
    let id: String
    let type: String
    let date: String
    let description: String
    let filename: String
    let mediaType: String
    let size: Int
    let sha256: String
    let transactions: [String]
    let recordedAt: String
    /// Path of the bytes.
    let content: String

    init(_ document: Document) {
        id = document.id.description
        type = document.type
        date = document.date.description
        description = document.text
        filename = document.filename
        mediaType = document.mediaType
        size = document.byteCount
        sha256 = document.sha256
        transactions = document.transactions.map(\.description)
        recordedAt = document.recordedAt.description
        content = "\(FinanceRoute.documents)/\(document.id)/content"
    }

    private enum CodingKeys: String, CodingKey {
        case id, type, date, description, filename, size, sha256, transactions, content
        case mediaType = "media_type"
        case recordedAt = "recorded_at"
    }
}
