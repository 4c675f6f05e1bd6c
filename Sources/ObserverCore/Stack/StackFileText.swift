import Foundation
import Glibc
import Shared

/// The text of a stack file, before any meaning.
enum StackFileText {
    static let tooLarge = StackFileFault(
        line: 1, column: 1,
        text: LocalizedText(de: "Die Datei ist größer als 1 MiB.", en: "The file is larger than 1 MiB."))

    /// Reads a regular file of at most 1 MiB; a pipe or a device would never end.
    ///
    /// - Throws: ``StackFileFault`` when it cannot be read, is too large or no UTF-8.
    static func read(_ path: String) throws(StackFileFault) -> String {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        var info = stat()
        guard descriptor >= 0 else { throw unreadable(errno) }
        defer { close(descriptor) }
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
            throw fault(de: "Das ist keine gewöhnliche Datei.", en: "This is not a regular file.")
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= StackFile.sizeLimit {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(errno) }
            if count == 0 { return try decode(bytes) }
            bytes += buffer[..<count]
        }
        throw tooLarge
    }

    /// The last place of a text; its last line break does not begin another line.
    static func end(of text: String) -> FilePlace {
        FilePlace(after: text.last?.isNewline == true ? text.dropLast() : text[...])
    }

    private static func decode(_ bytes: [UInt8]) throws(StackFileFault) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var (line, column) = (1, 1)
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
        throw StackFileFault(
            line: line, column: column,
            text: LocalizedText(
                de: "Hier steht ein Byte, das kein UTF-8 ist.", en: "Here is a byte that is not UTF-8."))
    }

    private static func unreadable(_ code: Int32) -> StackFileFault {
        let reason = String(cString: strerror(code))
        return fault(
            de: "Die Datei ist nicht lesbar (\(reason)).", en: "The file cannot be read (\(reason)).")
    }

    private static func fault(de: String, en: String) -> StackFileFault {
        StackFileFault(line: 1, column: 1, text: LocalizedText(de: de, en: en))
    }
}
