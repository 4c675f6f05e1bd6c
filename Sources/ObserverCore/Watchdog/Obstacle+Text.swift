import ProcessKit
package import Shared

extension Obstacle {
    /// Stable kebab-case code for programs.
    package var code: String {
        switch self {
        case .portTaken: "port-taken"
        case .leftover: "port-held-by-leftover"
        case .programMissing: "program-missing"
        case .notExecutable: "not-executable"
        case .folderUnusable: "folder-unusable"
        case .diskFull: "disk-full"
        case .outOfResources: "out-of-resources"
        case .logUnusable: "log-unusable"
        case .exitCode: "exit-code-needs-change"
        case .crashLoop: "crash-loop"
        case .other: "cannot-start"
        }
    }

    /// The sentence for people.
    package var text: LocalizedText {
        switch self {
        case .portTaken(let holder):
            .init(
                de: "Port \(holder.port) ist belegt von \(holder.text.de).",
                en: "Port \(holder.port) is held by \(holder.text.en).")
        case .leftover(let holder):
            .init(
                de: "Port \(holder.port) hält noch ein früherer Lauf (\(holder.text.de)); er wird beendet.",
                en: "Port \(holder.port) is still held by an earlier run (\(holder.text.en)); it is ended.")
        case .programMissing(let path):
            .init(de: "Das Programm \(path) fehlt.", en: "There is no program \(path).")
        case .notExecutable(let path):
            .init(de: "\(path) ist nicht ausführbar.", en: "\(path) cannot be executed.")
        case .folderUnusable(let path):
            .init(de: "Der Ordner \(path) ist nicht benutzbar.", en: "The folder \(path) cannot be used.")
        case .diskFull(let bytes):
            .init(
                de: "Auf der Platte sind nur noch \(bytes >> 20) MiB frei.",
                en: "Only \(bytes >> 20) MiB are left on the disk.")
        case .outOfResources:
            .init(
                de: "Dem Rechner fehlen Prozesse oder Speicher.", en: "The machine has no processes or memory left.")
        case .logUnusable(let path):
            .init(de: "Die Logdatei \(path) ist nicht benutzbar.", en: "The log file \(path) cannot be used.")
        case .exitCode(let code): Self.text(ofCode: code, waitsForChange: waitsForChange)
        case .crashLoop:
            .init(de: "Stürzt immer wieder ab.", en: "It crashes again and again.")
        case .other(let reason): .init(de: reason, en: reason)
        }
    }

    private static func text(ofCode code: Int32, waitsForChange: Bool) -> LocalizedText {
        let (de, en) = (meaning(code).de, meaning(code).en)
        guard waitsForChange else {
            return .init(
                de: "Endete mit Code \(code) (\(de)); ein Versuch ab und zu.",
                en: "Ended with code \(code) (\(en)); one try now and then.")
        }
        return .init(
            de:
                "Endete mit Code \(code) (\(de)): wartet auf ein anderes Programm, eine andere Stack-Datei oder „start“.",
            en: "Ended with code \(code) (\(en)): waits for another program, another stack file, or “start”.")
    }

    /// What an exit code says (`sysexits.h`; 126 and 127 by the convention of shells).
    private static func meaning(_ code: Int32) -> LocalizedText {
        switch code {
        case 64: .init(de: "falscher Aufruf", en: "wrong usage")
        case 71: .init(de: "Fehler des Betriebssystems", en: "an error of the operating system")
        case 74: .init(de: "Ein-/Ausgabefehler", en: "an I/O error")
        case 73: .init(de: "kann eine Datei nicht anlegen", en: "cannot create a file")
        case 78: .init(de: "unbrauchbare Einstellungen", en: "unusable settings")
        case 126: .init(de: "nicht ausführbar", en: "not executable")
        case 127: .init(de: "Programm nicht gefunden", en: "program not found")
        default: .init(de: "sysexits.h", en: "sysexits.h")
        }
    }
}

extension PortHolder {
    /// Program, process and user, as far as they can be seen.
    package var text: LocalizedText {
        guard let pid else {
            return .init(
                de: "einem Prozess, der nicht zu sehen ist", en: "a process that cannot be seen")
        }
        return .init(
            de: "\(program) (Prozess \(pid), Benutzer \(user))", en: "\(program) (pid \(pid), user \(user))")
    }
}

extension ExitStatus {
    /// How a process ended, for people.
    package var text: LocalizedText {
        switch self {
        case .exited(let code): .init(de: "endete mit Code \(code)", en: "exited with code \(code)")
        case .signalled(let signal):
            .init(
                de: "beendet durch Signal \(signal)\(Self.name(signal))",
                en: "ended by signal \(signal)\(Self.name(signal))")
        case .unknown: .init(de: "endete, wie ist unbekannt", en: "ended, how is unknown")
        }
    }

    private static func name(_ signal: Int32) -> String {
        let names: [Int32: String] = [
            1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE", 9: "SIGKILL",
            11: "SIGSEGV", 13: "SIGPIPE", 15: "SIGTERM",
        ]
        return names[signal].map { " (\($0))" } ?? ""
    }
}

extension Int {
    /// This many milliseconds as people read them in English.
    var spanText: String {
        if self < 1_000 { return "\(self) ms" }
        if self < 120_000 { return "\(self / 1_000).\(self % 1_000 / 100) s" }
        return self < 7_200_000 ? "\(self / 60_000) min" : "\(self / 3_600_000) h"
    }

    /// The same in German.
    var spanTextDE: String { spanText.replacing(".", with: ",") }

    /// A wait of this many milliseconds, as the end of a sentence.
    var delayText: LocalizedText {
        self == 0
            ? .init(de: "sofort", en: "at once") : .init(de: "in \(spanTextDE)", en: "in \(spanText)")
    }
}

extension LocalizedText {
    static func serviceDown(_ name: String) -> LocalizedText {
        .init(de: "\(name) arbeitet nicht.", en: "\(name) does not work.")
    }

    static func manyDown(_ count: Int, first: String) -> LocalizedText {
        .init(
            de: "\(count) angemeldete Dienste arbeiten nicht, darunter \(first).",
            en: "\(count) registered services do not work, \(first) among them.")
    }

    static func unitDown(_ name: String, _ fault: ProbeFault) -> LocalizedText {
        .init(de: "\(name) arbeitet nicht. \(fault.text.de)", en: "\(name) does not work. \(fault.text.en)")
    }

    static func unitEnded(_ name: String, _ end: LocalizedText) -> LocalizedText {
        .init(de: "\(name) läuft nicht: \(end.de).", en: "\(name) does not run: it \(end.en).")
    }

    static func notReady(_ name: String) -> LocalizedText {
        .init(de: "\(name) ist seit dem Start nicht bereit.", en: "\(name) has not been ready since its start.")
    }

    static func withoutRestart(_ summary: LocalizedText) -> LocalizedText {
        .init(de: "\(summary.de) Ausgesetzt: kein Neustart.", en: "\(summary.en) Paused: no restart.")
    }

    static func flapping(_ name: String) -> LocalizedText {
        .init(
            de: "\(name) wechselt ständig zwischen gut und schlecht.",
            en: "\(name) keeps changing between well and unwell.")
    }

    static func quarantined(_ name: String, _ end: LocalizedText?) -> LocalizedText {
        let end = end ?? ExitStatus.unknown.text
        return .init(
            de: "\(name) fällt immer wieder aus (zuletzt: \(end.de)) und ist in Quarantäne.",
            en: "\(name) fails again and again (last: \(end.en)) and is in quarantine.")
    }

    static func portTaken(_ name: String, _ holder: PortHolder) -> LocalizedText {
        .init(
            de: "\(name) kann nicht starten: Port \(holder.port) ist belegt von \(holder.text.de).",
            en: "\(name) cannot start: port \(holder.port) is held by \(holder.text.en).")
    }

    static func cannotStart(_ name: String, _ obstacle: Obstacle) -> LocalizedText {
        .init(
            de: "\(name) kann nicht starten. \(obstacle.text.de)", en: "\(name) cannot start. \(obstacle.text.en)")
    }

    static func commonCause(_ members: [String]) -> LocalizedText {
        let names = members.joined(separator: ", ")
        return .init(
            de: "Mehrere Dienste hängen zugleich (\(names)): Die Ursache liegt tiefer.",
            en: "Several services hang at once (\(names)): the cause lies beneath them.")
    }

    static let storageFails = LocalizedText(
        de: "Der Observer kann nicht mehr schreiben, was er behalten muss.",
        en: "The Observer can no longer write what it must keep.")
}
