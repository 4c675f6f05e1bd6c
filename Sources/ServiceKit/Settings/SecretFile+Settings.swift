package import Shared

extension SecretFile {
    /// The trimmed content.
    ///
    /// - Throws: ``InvalidSettings`` for a file that is missing, accessible to others, unreadable, or too short.
    package static func read(_ path: String, minimumBytes: Int) throws(InvalidSettings) -> String {
        do throws(SecretFileFault) {
            return try content(path, minimumBytes: minimumBytes)
        } catch {
            throw InvalidSettings(faults: [error.text(path).en])
        }
    }
}
