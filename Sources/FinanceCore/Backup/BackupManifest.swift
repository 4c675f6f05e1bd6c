import Crypto
import Foundation
import Shared

/// The hashes of a copied ledger file, block by block: whoever has the manifest finds every byte that was changed
/// since, and where it is.
///
/// A text of lines, so that a short script can check it as well: name and value of the head fields, then the SHA-256
/// of each block.
package struct BackupManifest: Hashable, Sendable {
    package static let blockSize = 65_536
    private static let title = "erp-ledger-manifest 1"

    /// Last transaction of the copy, and the chain's head after it.
    package let sequence: Int64
    package let head: ChainHash
    package let byteCount: Int
    package let blocks: [ChainHash]

    /// Where the manifest of a file lies.
    package static func path(of file: String) -> String { file + ".manifest" }

    /// Reads a file and hashes it.
    package init(of file: String, sequence: Int64, head: ChainHash) throws {
        self.sequence = sequence
        self.head = head
        var blocks: [ChainHash] = []
        var byteCount = 0
        try Self.forEachBlock(of: file) { block in
            blocks.append(block.withUnsafeBytes { ChainHash.of($0) })
            byteCount += block.count
        }
        self.blocks = blocks
        self.byteCount = byteCount
    }

    /// Reads the text form; nil if it is none.
    package init?(text: String) {
        let lines = text.split(separator: "\n")
        guard lines.count >= 5, lines[0] == Self.title,
            let sequence = Self.field(lines[1], "sequence").flatMap({ Int64($0) }),
            let head = Self.field(lines[2], "head").flatMap({ ChainHash(hex: $0) }),
            let byteCount = Self.field(lines[3], "bytes").flatMap({ Int($0) }),
            Self.field(lines[4], "block") == "\(Self.blockSize)"
        else { return nil }
        let blocks = lines.dropFirst(5).compactMap { ChainHash(hex: $0) }
        guard blocks.count == lines.count - 5, blocks.count == (byteCount + Self.blockSize - 1) / Self.blockSize else {
            return nil
        }
        self.sequence = sequence
        self.head = head
        self.byteCount = byteCount
        self.blocks = blocks
    }

    private static func field(_ line: Substring, _ name: String) -> Substring? {
        line.hasPrefix(name + " ") ? line.dropFirst(name.count + 1) : nil
    }

    package var text: String {
        ([Self.title, "sequence \(sequence)", "head \(head)", "bytes \(byteCount)", "block \(Self.blockSize)"]
            + blocks.map(\.description)).joined(separator: "\n") + "\n"
    }

    /// Compares a file with the manifest.
    /// - Returns: a fault for each block that differs (at most 100), with its place in the file.
    package func compare(with file: String) throws -> [IntegrityFault] {
        var faults: [IntegrityFault] = []
        var (index, found) = (0, 0)
        try Self.forEachBlock(of: file) { block in
            if index < blocks.count, block.withUnsafeBytes({ ChainHash.of($0) }) != blocks[index], faults.count < 100 {
                let range = "\(index * Self.blockSize)–\(index * Self.blockSize + block.count - 1)"
                faults.append(
                    .file(
                        "block-changed", de: "Die Bytes \(range) der Datei sind nicht mehr die gesicherten.",
                        en: "Bytes \(range) of the file are no longer those that were saved."))
            }
            index += 1
            found += block.count
        }
        if found != byteCount {
            faults.append(
                .file(
                    "size-changed", de: "Die Datei hat \(found) statt \(byteCount) Bytes.",
                    en: "The file has \(found) bytes instead of \(byteCount)."))
        }
        return faults
    }

    private static func forEachBlock(of file: String, _ body: (Data) -> Void) throws {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
        defer { try? handle.close() }  // nothing was written to it
        while let block = try handle.read(upToCount: blockSize), !block.isEmpty { body(block) }
    }
}
