import Foundation

/// A file with an export of the journal.
package struct JournalExportFile: Sendable {
    private static let readSize = 1 << 20
    /// Far more than a line of 1,000 entries needs: a file without lines must not fill the memory.
    private static let maximumLine = 64 << 20

    package let path: String

    package init(path: String) { self.path = path }

    /// Whether a file is to be read as an export: it begins as one does, even if one of the first two bytes was changed.
    package var isExport: Bool {
        // try? because a file that cannot be read is told about by whoever opens it as a ledger
        guard let handle = try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)) else { return false }
        defer { try? handle.close() }  // nothing was written to it
        guard let start = try? handle.read(upToCount: 2), let first = start.first, let second = start.dropFirst().first
        else { return false }
        return first == UInt8(ascii: "{") || second == UInt8(ascii: "\"")
    }

    /// Verifies the file from its first to its last line.
    ///
    /// - Parameters:
    ///   - publicKey: the only key whose anchors count; nil takes the one that each names.
    ///   - documents: folder whose files are compared with the documents' hashes; nil leaves them out.
    ///   - progress: called now and then with the number of transactions that were verified.
    /// - Throws: what the file system says if the file cannot be read.
    package func verify(
        publicKey: ChainHash? = nil, documents: String? = nil, progress: (Int) -> Void = { _ in }
    ) throws -> JournalExportVerifier.Report {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }  // nothing was written to it
        var verifier = JournalExportVerifier(publicKey: publicKey, documents: documents)
        var rest: [UInt8] = []
        while verifier.report.fault == nil, rest.count <= Self.maximumLine,
            let data = try handle.read(upToCount: Self.readSize), !data.isEmpty
        {
            let known = verifier.report.transactions
            var unread = data[...]
            while let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                verifier.add(rest + unread[..<end])
                rest.removeAll()
                unread = unread[(end + 1)...]
            }
            rest += unread
            progress(Int(verifier.report.transactions - known))
        }
        if rest.count > Self.maximumLine { verifier.add(rest) }
        verifier.finish(rest: rest.count)
        return verifier.report
    }
}
