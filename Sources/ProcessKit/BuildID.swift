import Glibc

/// The linker's fingerprint of a program: equal for equal builds, wherever the file lies.
package enum BuildID {
    /// Most program headers looked at, and most bytes of notes read; ordinary programs have a dozen and a few hundred.
    private static let headerLimit = 128
    private static let noteLimit = 64 << 10
    private static let noteSegment: UInt32 = 4
    private static let buildIDType: UInt32 = 3

    /// Hexadecimal digits of the note `.note.gnu.build-id` (ELF, 64 bit, little-endian).
    ///
    /// - Returns: `nil` for a file that has none, or is no such program.
    package static func read(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard let header = bytes(descriptor, at: 0, count: 64), header.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]),
            let table: UInt64 = number(header, 32), let size: UInt16 = number(header, 54), size >= 56,
            let count: UInt16 = number(header, 56)
        else { return nil }
        for index in 0..<min(Int(count), headerLimit) {
            let offset = table.addingReportingOverflow(UInt64(index * Int(size)))
            guard !offset.overflow, let segment = bytes(descriptor, at: offset.partialValue, count: 56) else {
                return nil
            }
            if let found = buildID(inSegment: segment, of: descriptor) { return found }
        }
        return nil
    }

    private static func buildID(inSegment segment: [UInt8], of descriptor: Int32) -> String? {
        guard number(segment, 0) == noteSegment, let offset: UInt64 = number(segment, 8),
            let size: UInt64 = number(segment, 32),
            let notes = bytes(descriptor, at: offset, count: Int(clamping: min(size, UInt64(noteLimit))))
        else { return nil }
        return buildID(inNotes: notes)
    }

    /// Notes follow each other: lengths of name and content, a type, then both, each padded to four bytes.
    static func buildID(inNotes notes: [UInt8]) -> String? {
        var position = 0
        while let nameSize: UInt32 = number(notes, position), let size: UInt32 = number(notes, position + 4),
            let type: UInt32 = number(notes, position + 8)
        {
            let name = position + 12
            let content = name + (Int(nameSize) + 3) & ~3
            let end = content + Int(size)
            guard end <= notes.count else { return nil }
            if type == buildIDType, size > 0, notes[name..<content].starts(with: "GNU\0".utf8) {
                return notes[content..<end].map(hexadecimal).joined()
            }
            position = content + (Int(size) + 3) & ~3
        }
        return nil
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }

    /// Exactly so many bytes, `nil` where the file is shorter.
    private static func bytes(_ descriptor: Int32, at offset: UInt64, count: Int) -> [UInt8]? {
        guard let start = off_t(exactly: offset) else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        return pread(descriptor, &bytes, count, start) == count ? bytes : nil
    }

    private static func number<Number: FixedWidthInteger>(_ bytes: [UInt8], _ offset: Int) -> Number? {
        let size = Number.bitWidth / 8
        guard offset + size <= bytes.count else { return nil }
        return bytes[offset..<offset + size].reversed().reduce(0) { $0 << 8 | Number($1) }
    }
}
