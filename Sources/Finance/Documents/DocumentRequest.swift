import FinanceCore
import Foundation
import HTTPTypes
import Hummingbird
import ServiceKit
import Shared

/// A document as it arrives: description and bytes, both as plain as they came.
struct DocumentRequest: Sendable {
    /// Description of a document in a JSON body; the bytes stand in `content_base64` or are left out.
    struct Body: JSONBody, Sendable {
        let type: Field<String>
        let date: Field<String>
        let description: Field<String>
        let filename: Field<String>
        let mediaType: Field<String>
        let transactions: Field<[String]>
        let content: Field<String>
        var unknownMembers: [Finding] = []

        static let members = JSONMembers(CodingKeys.self)

        private enum CodingKeys: String, CodingKey, CaseIterable {
            case type, date, description, filename, transactions
            case mediaType = "media_type"
            case content = "content_base64"
        }
    }

    let draft: DocumentDraft
    let bytes: [UInt8]

    /// The parameters that describe a document whose bytes are the body.
    private static let parameters = ["type", "date", "description", "filename", "transactions"]

    /// Reads a JSON body.
    /// - Throws: every fault of it, and every parameter that would describe the document a second time.
    init(_ body: Body, _ query: QueryReader) throws {
        var reader = FieldReader(body.unknownMembers)
        for name in Self.parameters where query.has(name) {
            reader.report(
                "?\(name)", "parameter-not-read",
                de: "Der JSON-Body beschreibt den Beleg; nur mit einem filename in der Adresse ist er der Beleg.",
                en: "The JSON body describes the document; only with a filename in the address is it the document.")
        }
        let content = reader.optional(body.content, "/content_base64", "string")
        let data = content.map { Data(base64Encoded: $0) }
        if case .some(.none) = data {
            reader.report("/content_base64", "base64-malformed", de: "Kein gültiges Base64.", en: "Not valid Base64.")
        }
        let ids = reader.optional(body.transactions, "/transactions", "array of strings") ?? []
        draft = try Self.draft(
            &reader, type: reader.required(body.type, "/type", "string"),
            date: reader.required(body.date, "/date", "string"),
            description: reader.optional(body.description, "/description", "string"),
            filename: reader.required(body.filename, "/filename", "string"),
            mediaType: reader.optional(body.mediaType, "/media_type", "string"),
            transactions: ids.enumerated().map { ("/transactions/\($0)", $1) })
        bytes = Array((data ?? nil) ?? Data())
    }

    /// Reads the description from the query of a request whose body is the file itself.
    /// - Throws: every fault of it.
    init(_ request: Request, bytes: [UInt8]) throws {
        let query = QueryReader(request)
        var reader = FieldReader()
        func text(_ name: String) -> Field<String> { query.text(name).map { .value($0) } ?? .absent }
        let ids = query.text("transactions")?.split(separator: ",").map { ("?transactions", String($0)) } ?? []
        draft = try Self.draft(
            &reader, type: reader.required(text("type"), "?type", "string"),
            date: reader.required(text("date"), "?date", "string"), description: query.text("description"),
            filename: reader.required(text("filename"), "?filename", "string"),
            mediaType: request.headers[.contentType], transactions: ids)
        self.bytes = bytes
    }

    private static func draft(
        _ reader: inout FieldReader, type: String?, date: String?, description: String?, filename: String?,
        mediaType: String?, transactions: [(pointer: String, id: String)]
    ) throws -> DocumentDraft {
        let day = date.flatMap { reader.date($0, "/date") }
        let links = transactions.compactMap { reader.entity($0.id, $0.pointer) }
        let mediaType = mediaType ?? "application/octet-stream"
        if !isMediaType(mediaType) {
            reader.report(
                "/media_type", "media-type-malformed", de: "Kein Medientyp wie application/pdf.",
                en: "Not a media type like application/pdf.")
        }
        do {
            let draft = try DocumentDraft(
                type: type ?? "-", date: day ?? .first, text: description ?? "", filename: filename ?? "-",
                mediaType: mediaType, transactions: links)
            try reader.finish()
            return draft
        } catch FinanceError.invalid(let findings) {
            reader.report(findings)
            throw Problem.invalid(reader.findings)
        }
    }

    /// Type and subtype of visible ASCII (RFC 9110, section 8.3.1); parameters may follow.
    private static func isMediaType(_ text: String) -> Bool {
        let parts = text.prefix { $0 != ";" }.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.trimmingPrefix(" ").isEmpty }
            && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
}
