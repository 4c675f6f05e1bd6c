import Foundation

/// The list of embedded files as qpdf writes it in version 2 of its JSON.
enum AttachmentList {
    struct Entry: Sendable {
        /// By which qpdf finds the file.
        let key: String
        let attachment: HybridPDF.Attachment
    }

    private struct Root: Decodable {
        let attachments: [String: Item]
    }

    private struct Item: Decodable {
        let description: String?
        let preferredname: String?
        let streams: [String: Stream]?
    }

    private struct Stream: Decodable {
        let mimetype: String?
    }

    /// The files in the order of their keys.
    static func entries(_ json: [UInt8], limit: Int) throws(HybridPDFError) -> [Entry] {
        let root: Root
        do {
            root = try JSONDecoder().decode(Root.self, from: Data(json))
        } catch {
            // qpdf writes valid JSON or ends with an error, unless a PDF has confused it.
            throw .unreadable
        }
        guard root.attachments.count <= limit else { throw .tooLarge }
        return root.attachments.sorted { $0.key < $1.key }.map { key, item in
            Entry(
                key: key,
                attachment: HybridPDF.Attachment(
                    name: item.preferredname ?? key, description: item.description ?? "",
                    mediaType: item.streams?.sorted { $0.key < $1.key }.compactMap(\.value.mimetype).first))
        }
    }
}
