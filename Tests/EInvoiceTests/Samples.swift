import Foundation
import Testing

/// Real invoices that lie beside the repository; tests that need them are skipped where they are absent.
enum Samples {
    struct File: Sendable, CustomTestStringConvertible {
        let name: String
        let url: URL
        var testDescription: String { name }
        var bytes: [UInt8] { get throws { try [UInt8](Data(contentsOf: url)) } }
    }

    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appending(path: "../../../shared/data/einvoice").standardized
    static let arePresent = FileManager.default.fileExists(atPath: folder.path)
    static let absence: Comment = "the samples in ../shared/data/einvoice are absent"

    /// The invoices of one folder, by name.
    static func files(in name: String) -> [File] {
        let content = try? FileManager.default.contentsOfDirectory(
            at: folder.appending(path: name), includingPropertiesForKeys: nil)
        return (content ?? []).filter { $0.pathExtension == "xml" }
            .map { File(name: "\(name)/\($0.lastPathComponent)", url: $0) }.sorted { $0.name < $1.name }
    }

    /// Every whole and valid invoice.
    static let invoices = files(in: "xrechnung") + files(in: "corpus")
}
