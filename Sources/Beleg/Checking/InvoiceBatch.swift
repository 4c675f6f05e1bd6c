import Foundation
import HTTPTypes
import ServiceKit
import Shared

/// Many invoices in one request: a ZIP archive, or lines of JSON with `datei` and `inhalt` (Base64).
struct InvoiceBatch: Sendable {
    /// Largest body, in bytes.
    static let bodyLimit = 100 << 20
    /// Largest content of an archive, in bytes: a small archive may hold the same megabytes a thousand times.
    static let unpackedLimit = 500 << 20
    /// Most invoices of one request.
    static let itemLimit = 1000

    /// One invoice; its content is unpacked when it is asked for.
    struct Item: Sendable {
        let name: String
        fileprivate let source: Source

        /// - Throws: `Problem` for what cannot be unpacked.
        func content() throws(Problem) -> [UInt8] {
            switch source {
            case .packed(let archive, let entry):
                do throws(ZipArchive.Failure) {
                    return try archive.content(of: entry, limit: InvoiceIntake.fileLimit)
                } catch {
                    throw error.problem
                }
            case .line(let number, let line):
                return try InvoiceBatch.content(line, number)
            }
        }
    }

    fileprivate enum Source: Sendable {
        case packed(ZipArchive, ZipArchive.Entry)
        case line(Int, [UInt8])
    }

    private struct Line: Decodable {
        let inhalt: String
    }

    private struct LineName: Decodable {
        let datei: String?
    }

    let items: [Item]

    /// The invoices of a body; `nil` if it is a single one.
    ///
    /// - Throws: `Problem` for an archive that cannot be read, and for none or too many invoices.
    init?(_ body: [UInt8], mediaType: String?) throws(Problem) {
        if ZipArchive.isZip(body) {
            items = try Self.archived(body)
        } else if mediaType?.lowercased().contains("ndjson") == true || body.first == UInt8(ascii: "{") {
            items = try Self.lines(body)
        } else {
            return nil
        }
        guard !items.isEmpty else { throw Problem.noInvoices }
    }

    private static func archived(_ body: [UInt8]) throws(Problem) -> [Item] {
        do throws(ZipArchive.Failure) {
            // Archives of a Mac hold a companion for each file, and folders.
            let archive = try ZipArchive(body, fileLimit: 4 * itemLimit)
            let entries = archive.entries.filter { !isSystemFile($0.name) }
            guard entries.count <= itemLimit else { throw .tooManyFiles }
            guard entries.reduce(0, { $0 + $1.size }) <= unpackedLimit else { throw .tooLarge }
            return entries.map { Item(name: $0.name, source: .packed(archive, $0)) }
        } catch {
            throw error.problem
        }
    }

    /// Whether an operating system put a file into the archive, and not its author.
    static func isSystemFile(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        guard let name = parts.last else { return true }
        return parts.first == "__MACOSX" || name.hasPrefix("._")
            || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(name)
    }

    private static func lines(_ body: [UInt8]) throws(Problem) -> [Item] {
        let lines = body.split(separator: UInt8(ascii: "\n")).filter { line in
            line.contains { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }
        }
        guard lines.count <= itemLimit else { throw ZipArchive.Failure.tooManyFiles.problem }
        return lines.enumerated().map { index, line in
            let name = (try? JSONDecoder().decode(LineName.self, from: Data(line)))?.datei
            return Item(name: name ?? String(index + 1), source: .line(index + 1, Array(line)))
        }
    }

    private static func content(_ line: [UInt8], _ number: Int) throws(Problem) -> [UInt8] {
        guard let decoded = try? JSONDecoder().decode(Line.self, from: Data(line)),
            let content = Data(base64Encoded: decoded.inhalt, options: .ignoreUnknownCharacters)
        else {
            throw Problem(
                .unprocessableContent, code: "malformed-line",
                detail: LocalizedText(
                    de: "Zeile \(number) ist kein JSON mit dem Feld inhalt in Base64.",
                    en: "Line \(number) is not JSON with a field inhalt in Base64."))
        }
        return [UInt8](content)
    }
}

extension Problem {
    fileprivate static let noInvoices = Problem(
        .unprocessableContent, code: "no-invoices",
        detail: LocalizedText(
            de: "Darin ist keine einzige Datei, die eine Rechnung sein könnte.",
            en: "There is not a single file in it that could be an invoice."))
}

extension ZipArchive.Failure {
    fileprivate var problem: Problem {
        switch self {
        case .malformed:
            Problem(
                .unprocessableContent, code: "zip-unreadable",
                detail: LocalizedText(de: "Das ZIP-Archiv ist beschädigt.", en: "The ZIP archive is damaged."))
        case .tooManyFiles:
            Problem(
                .contentTooLarge, code: "too-many-files",
                detail: LocalizedText(
                    de: "Höchstens \(InvoiceBatch.itemLimit) Rechnungen auf einmal.",
                    en: "At most \(InvoiceBatch.itemLimit) invoices at once."))
        case .unsupported:
            Problem(
                .unprocessableContent, code: "zip-unsupported",
                detail: LocalizedText(
                    de: "Die Datei ist verschlüsselt oder auf unbekannte Weise gepackt.",
                    en: "The file is encrypted or packed in an unknown way."))
        case .tooLarge:
            Problem(
                .contentTooLarge, code: "content-too-large",
                detail: LocalizedText(
                    de: "Der Inhalt ist ausgepackt zu groß.", en: "The content is too large when unpacked."))
        }
    }
}
