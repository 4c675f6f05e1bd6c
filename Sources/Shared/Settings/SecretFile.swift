import Foundation
import Glibc

/// Files that hold one secret.
package enum SecretFile {
    /// The trimmed content.
    ///
    /// - Throws: ``SecretFileFault`` for a file that is missing, accessible to others, unreadable, or too short.
    package static func content(_ path: String, minimumBytes: Int) throws(SecretFileFault) -> String {
        var info = stat()
        // Links are followed: what counts is the file that is read in the end.
        guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { throw .missing }
        guard info.st_mode & 0o077 == 0 else { throw .accessibleToOthers }
        guard let data = FileManager.default.contents(atPath: path) else { throw .unreadable }
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.utf8.count >= minimumBytes else { throw .tooShort(minimumBytes: minimumBytes) }
        return text
    }
}

/// Why a secret cannot be used.
package enum SecretFileFault: Error, Sendable, Hashable {
    case missing
    case accessibleToOthers
    case unreadable
    case tooShort(minimumBytes: Int)

    /// The sentence for people; it never holds anything of the secret.
    package func text(_ path: String) -> LocalizedText {
        switch self {
        case .missing: .init(de: "Die Datei \(path) fehlt.", en: "There is no file \(path).")
        case .accessibleToOthers:
            .init(
                de: "\(path) darf nur ihrem Besitzer zugänglich sein (chmod 600).",
                en: "\(path) must be accessible to its owner only (chmod 600).")
        case .unreadable: .init(de: "\(path) ist für uns nicht lesbar.", en: "\(path) cannot be read by us.")
        case .tooShort(minimumBytes: 1): .init(de: "\(path) ist leer.", en: "\(path) is empty.")
        case .tooShort(let minimumBytes):
            .init(
                de: "Das Geheimnis in \(path) ist kürzer als \(minimumBytes) Bytes.",
                en: "The secret in \(path) is shorter than \(minimumBytes) bytes.")
        }
    }
}
