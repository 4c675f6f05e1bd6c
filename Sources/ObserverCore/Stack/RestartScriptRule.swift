import Foundation
import Glibc
package import Shared

/// Whether the `restart_script` of a descriptor may be executed. A descriptor comes from a stranger: by default nothing
/// of it is ever run, and what is run must lie in a folder that the operator named.
package struct RestartScriptRule: Sendable, Hashable {
    /// Why a script is not run.
    package struct Refusal: Error, Sendable, Hashable {
        /// Stable kebab-case code.
        package let code: String
        /// The sentence for people.
        package let text: LocalizedText
    }

    /// Real paths of the allowed folders.
    private let folders: [String]

    /// Allows scripts in some folders, which must exist.
    package init(folders: [String]) {
        self.folders = folders.compactMap(Self.realPath)
    }

    /// The real path of a script that may be run.
    ///
    /// - Throws: ``Refusal``.
    package func check(_ path: String) throws(Refusal) -> String {
        guard !folders.isEmpty else {
            throw Refusal(
                code: "restart-scripts-off",
                text: .init(
                    de: "Kein Ordner für Neustart-Skripte ist erlaubt (restart.script.dirs).",
                    en: "No folder for restart scripts is allowed (restart.script.dirs)."))
        }
        let letters = path.unicodeScalars.allSatisfy {
            ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
                || "._-/".unicodeScalars.contains($0)
        }
        guard path.hasPrefix("/"), letters, path.utf8.count < 1_024 else {
            throw Refusal(
                code: "restart-script-name",
                text: .init(
                    de: "Der Pfad muss absolut sein und darf nur Buchstaben, Ziffern und . _ - / enthalten.",
                    en: "The path must be absolute and hold only letters, digits and . _ - /."))
        }
        guard !path.split(separator: "/").contains("..") else {
            throw Refusal(
                code: "restart-script-climbs",
                text: .init(de: "Der Pfad enthält „..“.", en: "The path holds \"..\"."))
        }
        return try checkFile(path)
    }

    private func checkFile(_ path: String) throws(Refusal) -> String {
        guard let real = Self.realPath(path) else {
            throw Refusal(
                code: "restart-script-missing",
                text: .init(de: "Das Skript gibt es nicht.", en: "There is no such script."))
        }
        // Whole components: /opt/scripts-evil must not pass for /opt/scripts.
        let parts = real.split(separator: "/")
        guard folders.contains(where: { parts.dropLast().starts(with: $0.split(separator: "/")) }) else {
            throw Refusal(
                code: "restart-script-outside",
                text: .init(
                    de: "Das Skript liegt, Verknüpfungen aufgelöst, in keinem erlaubten Ordner.",
                    en: "With links resolved, the script lies in no allowed folder."))
        }
        let folder = "/" + parts.dropLast().joined(separator: "/")
        guard Self.isTrusted(real, type: S_IFREG), Self.isTrusted(folder, type: S_IFDIR), access(real, X_OK) == 0 else {
            throw Refusal(
                code: "restart-script-rights",
                text: .init(
                    de:
                        "Skript und Ordner müssen uns oder root gehören, nur so beschreibbar und das Skript ausführbar sein.",
                    en: "Script and folder must be owned and writable by us or root alone, the script executable."))
        }
        return real
    }

    private static func isTrusted(_ path: String, type: mode_t) -> Bool {
        var info = stat()
        guard stat(path, &info) == 0, info.st_mode & S_IFMT == type else { return false }
        return (info.st_uid == 0 || info.st_uid == geteuid()) && info.st_mode & 0o022 == 0
    }

    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
