import Foundation

/// Files that hold one secret.
package enum SecretFile {
    /// The trimmed content.
    ///
    /// - Throws: ``InvalidSettings`` for a file that is missing, accessible to others, or too short.
    package static func read(_ path: String, minimumBytes: Int) throws(InvalidSettings) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InvalidSettings(faults: ["the secret file \(path) cannot be read"])
        }
        let mode = (try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
        guard (mode ?? 0) & 0o077 == 0 else {
            throw InvalidSettings(faults: ["the secret file \(path) is accessible to others (chmod 600)"])
        }
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.utf8.count >= minimumBytes else {
            throw InvalidSettings(faults: ["the secret in \(path) is shorter than \(minimumBytes) bytes"])
        }
        return text
    }
}
