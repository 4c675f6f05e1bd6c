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

        init(_ code: String, de: String, en: String) {
            self.code = code
            text = LocalizedText(de: de, en: en)
        }

        /// What follows from it, with the reason.
        package func sentence(_ language: Language) -> String {
            LocalizedText(
                de: "Das Neustart-Skript wird nicht ausgeführt: \(text.de)",
                en: "The restart script is not run: \(text.en)")(language)
        }
    }

    /// Longest path that is looked at, in bytes.
    private static let pathLimit = 1_024

    /// Real paths of the allowed folders, by components.
    private let folders: [[Substring]]

    /// Allows scripts in some folders, which must exist; paths that are not absolute allow nothing.
    package init(folders: [String]) {
        self.folders = folders.filter { $0.hasPrefix("/") }.compactMap(Self.realPath).map { $0.split(separator: "/") }
    }

    /// The very file that may be run.
    ///
    /// - Throws: ``Refusal``.
    package func resolve(_ path: String) throws(Refusal) -> RestartScript {
        guard !folders.isEmpty else {
            throw Refusal(
                "restart-scripts-off", de: "Kein Ordner für Neustart-Skripte ist erlaubt (restart.script.dirs).",
                en: "No folder for restart scripts is allowed (restart.script.dirs).")
        }
        try checkSpelling(path)
        guard let real = Self.realPath(path) else {
            throw Refusal("restart-script-missing", de: "Das Skript gibt es nicht.", en: "There is no such script.")
        }
        // Whole components: /opt/scripts-evil must not pass for /opt/scripts.
        let parts = real.split(separator: "/")
        guard folders.contains(where: { parts.dropLast().starts(with: $0) }) else {
            throw Refusal(
                "restart-script-outside",
                de: "Das Skript liegt, Verknüpfungen aufgelöst, in keinem erlaubten Ordner.",
                en: "With links resolved, the script lies in no allowed folder.")
        }
        try checkFolders(above: parts)
        return try checkFile(real)
    }

    private func checkSpelling(_ path: String) throws(Refusal) {
        let isPlain = path.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "._-/".utf8.contains(byte)
        }
        guard path.hasPrefix("/"), isPlain, path.utf8.count < Self.pathLimit else {
            throw Refusal(
                "restart-script-name",
                de: "Der Pfad muss absolut sein und darf nur Buchstaben, Ziffern und . _ - / enthalten.",
                en: "The path must be absolute and hold only letters, digits and . _ - /.")
        }
        guard !path.split(separator: "/").contains("..") else {
            throw Refusal("restart-script-climbs", de: "Der Pfad enthält „..“.", en: "The path holds \"..\".")
        }
    }

    /// Whoever may write to a folder on the way can put another file in the script's place. Above the allowed folder
    /// the sticky bit is enough, as /tmp has it: nobody can rename what is not theirs.
    private func checkFolders(above parts: [Substring]) throws(Refusal) {
        let allowed = folders.filter { parts.dropLast().starts(with: $0) }.map(\.count).min() ?? 0
        for depth in 0..<parts.count {
            let folder = "/" + parts[..<depth].joined(separator: "/")
            guard let info = Self.info(folder), info.isTrusted || (depth < allowed && info.isSticky) else {
                throw Refusal(
                    "restart-script-rights",
                    de: "\(folder) gehört jemand anderem oder ist für andere beschreibbar.",
                    en: "\(folder) is owned by somebody else, or writable by others.")
            }
        }
    }

    private func checkFile(_ real: String) throws(Refusal) -> RestartScript {
        guard let info = Self.info(real), info.st_mode & S_IFMT == S_IFREG else {
            throw Refusal(
                "restart-script-no-file", de: "Das ist keine gewöhnliche Datei.", en: "This is not a regular file.")
        }
        guard info.isTrusted else {
            throw Refusal(
                "restart-script-rights",
                de: "Das Skript muss uns oder root gehören und nur so beschreibbar sein.",
                en: "The script must be owned and writable by us or root alone.")
        }
        guard info.st_mode & 0o111 != 0, access(real, X_OK) == 0 else {
            throw Refusal(
                "restart-script-not-executable", de: "Das Skript ist nicht ausführbar.",
                en: "The script is not executable.")
        }
        return RestartScript(path: real, device: UInt64(info.st_dev), inode: UInt64(info.st_ino))
    }

    /// What the file system says of a path itself, not of what it links to.
    fileprivate static func info(_ path: String) -> stat? {
        var info = stat()
        return lstat(path, &info) == 0 ? info : nil
    }

    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}

/// A script that was found fit to be run: this file, not whatever its path may mean later.
package struct RestartScript: Sendable, Hashable {
    /// Real path, without links.
    package let path: String
    package let device: UInt64
    package let inode: UInt64

    /// Whether the path still means the file that was checked; asked right before it is run.
    package var isInPlace: Bool {
        guard let info = RestartScriptRule.info(path) else { return false }
        return UInt64(info.st_dev) == device && UInt64(info.st_ino) == inode && info.isTrusted
    }
}

extension stat {
    /// Owned by us or root, and writable by nobody else.
    fileprivate var isTrusted: Bool {
        (st_uid == 0 || st_uid == geteuid()) && st_mode & 0o022 == 0
    }

    fileprivate var isSticky: Bool {
        st_uid == 0 && st_mode & 0o1000 != 0
    }
}
