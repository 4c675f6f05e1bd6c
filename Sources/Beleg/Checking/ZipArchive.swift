/// Reads the files of a ZIP archive: stored or deflated, not encrypted, not split (APPNOTE 6.3).
struct ZipArchive {
    /// Why an archive, or a file of it, cannot be read.
    enum Failure: Error {
        case malformed
        case tooManyFiles
        case unsupported
        case tooLarge
    }

    /// A file as the archive's directory describes it.
    struct Entry {
        /// Untrusted text; never a path to write to.
        let name: String
        fileprivate let method: Int
        fileprivate let isEncrypted: Bool
        fileprivate let compressedSize: Int
        /// How much comes out of it, as the directory says.
        let size: Int
        fileprivate let checksum: Int
        fileprivate let offset: Int
    }

    /// Files in the order of the directory; folders are left out.
    let entries: [Entry]
    private let bytes: [UInt8]

    /// Begins the record at the end of an archive, and with it an archive without files.
    private static let endMark: [UInt8] = [0x50, 0x4B, 0x05, 0x06]

    static func isZip(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: endMark)
    }

    init(_ bytes: [UInt8], fileLimit: Int) throws(Failure) {
        self.bytes = bytes
        let reader = ByteReader(bytes)
        guard let end = Self.endOfDirectory(bytes) else { throw .malformed }
        let count = try reader.number(end + 10, bytes: 2)
        guard count <= fileLimit else { throw .tooManyFiles }
        var position = try reader.number(end + 16, bytes: 4)
        var entries: [Entry] = []
        for _ in 0..<count {
            guard try reader.number(position, bytes: 4) == 0x0201_4B50 else { throw .malformed }
            let nameLength = try reader.number(position + 28, bytes: 2)
            let name = try String(decoding: reader.slice(position + 46, nameLength), as: UTF8.self)
            let entry = Entry(
                name: name, method: try reader.number(position + 10, bytes: 2),
                isEncrypted: try reader.number(position + 8, bytes: 2) & 1 == 1,
                compressedSize: try reader.number(position + 20, bytes: 4),
                size: try reader.number(position + 24, bytes: 4),
                checksum: try reader.number(position + 16, bytes: 4), offset: try reader.number(position + 42, bytes: 4)
            )
            if !name.hasSuffix("/") { entries.append(entry) }
            let extra = try reader.number(position + 30, bytes: 2)
            let comment = try reader.number(position + 32, bytes: 2)
            position += 46 + nameLength + extra + comment
        }
        self.entries = entries
    }

    /// The content of a file, of the size and with the checksum that the directory promises.
    func content(of entry: Entry, limit: Int) throws(Failure) -> [UInt8] {
        guard !entry.isEncrypted else { throw .unsupported }
        guard entry.size <= limit else { throw .tooLarge }
        let reader = ByteReader(bytes)
        guard try reader.number(entry.offset, bytes: 4) == 0x0403_4B50 else { throw .malformed }
        let start =
            entry.offset + 30 + (try reader.number(entry.offset + 26, bytes: 2))
            + (try reader.number(entry.offset + 28, bytes: 2))
        let content = try Self.unpack(try reader.slice(start, entry.compressedSize), entry)
        guard content.count == entry.size, CRC32.of(content) == entry.checksum else { throw .malformed }
        return content
    }

    private static func unpack(_ packed: ArraySlice<UInt8>, _ entry: Entry) throws(Failure) -> [UInt8] {
        switch entry.method {
        case 0 where packed.count == entry.size: return Array(packed)
        case 0: throw .malformed
        case 8:
            do throws(Inflate.Failure) {
                return try Inflate.expand(packed, limit: entry.size)
            } catch {
                throw .malformed
            }
        default: throw .unsupported
        }
    }

    /// The record at the end of an archive, behind which a comment of up to 64 KiB may stand.
    private static func endOfDirectory(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22 else { return nil }
        let first = max(0, bytes.count - 22 - 0xFFFF)
        return (first...bytes.count - 22).last { bytes[$0...].starts(with: endMark) }
    }
}

/// Little-endian numbers and slices with bounds.
private struct ByteReader {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func number(_ position: Int, bytes count: Int) throws(ZipArchive.Failure) -> Int {
        try slice(position, count).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    func slice(_ position: Int, _ count: Int) throws(ZipArchive.Failure) -> ArraySlice<UInt8> {
        guard position >= 0, count >= 0, position <= bytes.count - count else { throw .malformed }
        return bytes[position..<position + count]
    }
}
