import ProcessKit
package import Shared

extension Why {
    /// Stable kebab-case code for programs.
    package var code: String {
        switch self {
        case .stackStarted: "stack-started"
        case .stackStopping: "stack-stopping"
        case .asked(let command, _): "operator-\(command.rawValue)"
        case .configurationChanged: "configuration-changed"
        case .addedToStack: "added-to-stack"
        case .removedFromStack: "removed-from-stack"
        case .crashed: "crashed"
        case .ranOutOfMemory: "out-of-memory"
        case .endedByItself: "ended-by-itself"
        case .hung: "hung"
        case .startTookTooLong: "start-took-too-long"
        case .stopTookTooLong: "stop-took-too-long"
        case .vanished: "vanished"
        case .tooManyFailures: "too-many-failures"
        case .failedOnProbation: "failed-on-probation"
        case .quarantineTry: "quarantine-try"
        case .obstacle(let obstacle): obstacle.code
        case .leftAlone: "left-alone"
        case .leftPaused: "paused"
        case .obstacleGone: "obstacle-gone"
        case .dependencyReady: "dependency-ready"
        case .timeToRetry: "time-to-retry"
        case .waitsForDependency: "waits-for-dependency"
        case .startsWithoutDependency: "starts-without-dependency"
        case .tooManyStarts: "too-many-starts"
        case .tooManyRestarts: "too-many-restarts"
        case .commonCause: "common-cause"
        case .rootOfCommonCause: "root-of-common-cause"
        case .dependencyFails: "dependency-fails"
        case .ready: "ready"
        case .recovered: "recovered"
        case .stopped: "stopped"
        case .foundAgain: "found-again"
        case .duplicate: "duplicate"
        case .leftBehind: "left-behind"
        case .incidentOpened: "incident-opened"
        case .incidentLasts: "incident-lasts"
        case .incidentClosed: "incident-closed"
        case .silenceEnded: "silence-ended"
        case .serviceDown: "service-down"
        case .stalled: "observer-stalled"
        }
    }

    /// The sentence for people, with the figures behind it.
    package var text: LocalizedText {
        switch self {
        case .stackStarted: .init(de: "Der Stack wird gestartet.", en: "The stack is being started.")
        case .stackStopping(let by):
            .init(de: "Der Stack wird beendet (\(by)).", en: "The stack is being stopped (\(by)).")
        case .asked(let command, let by):
            .init(de: "„\(command.rawValue)“ verlangt von \(by).", en: "“\(command.rawValue)” asked by \(by).")
        case .configurationChanged:
            .init(de: "Die Stack-Datei hat sich geändert.", en: "The stack file has changed.")
        case .addedToStack: .init(de: "Steht in der Stack-Datei.", en: "It is listed in the stack file.")
        case .removedFromStack:
            .init(de: "Steht nicht mehr in der Stack-Datei.", en: "It is no longer listed in the stack file.")
        case .crashed, .ranOutOfMemory, .endedByItself, .hung, .startTookTooLong, .stopTookTooLong, .vanished,
            .tooManyFailures, .failedOnProbation, .quarantineTry, .leftAlone, .leftPaused:
            textOfFailure
        case .obstacle(let obstacle): obstacle.text
        case .ready, .recovered, .stopped, .foundAgain, .duplicate, .leftBehind: textOfProcess
        case .incidentOpened, .incidentLasts, .incidentClosed, .silenceEnded, .serviceDown, .stalled: textForPeople
        default: textOfWait
        }
    }

    private var textOfFailure: LocalizedText {
        switch self {
        case .crashed(let status, let episode, let delay):
            .init(
                de: "Absturz Nr. \(episode): \(status.text.de); Neustart \(delay.delayText.de).",
                en: "Crash no. \(episode): \(status.text.en); restart \(delay.delayText.en).")
        case .ranOutOfMemory(let episode, let delay):
            .init(
                de: "Absturz Nr. \(episode): vom Kernel wegen Speichermangels beendet; Neustart \(delay.delayText.de).",
                en: "Crash no. \(episode): killed by the kernel for lack of memory; restart \(delay.delayText.en).")
        case .endedByItself(let delay):
            .init(
                de: "Von selbst mit Code 0 beendet; Neustart \(delay.delayText.de).",
                en: "It ended by itself with code 0; restart \(delay.delayText.en).")
        case .hung(let misses, let since, let fault):
            .init(
                de: "Hängt: \(misses) Prüfungen ohne Antwort seit \(since.spanTextDE) (\(Self.words(fault).de)), "
                    + "der Prozess lebt.",
                en: "Hung: \(misses) probes without an answer for \(since.spanText) (\(Self.words(fault).en)), "
                    + "the process lives.")
        case .startTookTooLong(let span):
            .init(
                de: "Nach \(span.spanTextDE) noch nicht bereit; der Start gilt als gescheitert.",
                en: "Not ready after \(span.spanText); the start counts as failed.")
        case .stopTookTooLong(let span):
            .init(
                de: "Endet nach \(span.spanTextDE) nicht; wird mit SIGKILL beendet.",
                en: "Has not ended after \(span.spanText); it is killed.")
        case .vanished:
            .init(
                de: "Der Prozess endete, während der Observer nicht lief; sein Ende ist nicht mehr feststellbar.",
                en: "The process ended while the Observer did not run; how cannot be found out any more.")
        case .tooManyFailures(let count, let span):
            .init(
                de: "Mehr als \(count) Ausfälle in \(span.spanTextDE): Quarantäne, nur noch ein Versuch ab und zu.",
                en: "More than \(count) failures in \(span.spanText): quarantine, one try now and then.")
        case .failedOnProbation(let status):
            .init(
                de: "Auch der Versuch aus der Quarantäne scheiterte: \(status.text.de).",
                en: "The try from quarantine failed as well: \(status.text.en).")
        case .quarantineTry:
            .init(de: "Ein Versuch aus der Quarantäne.", en: "One try from quarantine.")
        case .leftAlone(let status):
            .init(
                de: "\(status.opening.de); die Regeln sehen keinen Neustart vor.",
                en: "\(status.opening.en); its policy asks for no restart.")
        case .leftPaused(let status?):
            .init(
                de: "\(status.opening.de); ausgesetzt: kein Neustart.", en: "\(status.opening.en); paused: no restart.")
        case .leftPaused(nil):
            .init(de: "Arbeitet nicht; ausgesetzt: kein Neustart.", en: "It does not work; paused: no restart.")
        default: .init(de: "", en: "")
        }
    }

    /// How a process ended that the Observer ended for this reason, as the end of a sentence.
    func textOfEnd(isKilled: Bool) -> LocalizedText {
        let end =
            isKilled
            ? LocalizedText(de: "wurde hart beendet", en: "was killed")
            : LocalizedText(de: "wurde beendet", en: "was ended")
        switch self {
        case .hung(let misses, let since, let fault):
            return .init(
                de: "hing (\(misses) Prüfungen ohne Antwort in \(since.spanTextDE), \(Self.words(fault).de)) und "
                    + end.de,
                en: "hung (\(misses) probes without an answer in \(since.spanText), \(Self.words(fault).en)) and "
                    + end.en)
        case .startTookTooLong(let span):
            return .init(
                de: "war nach \(span.spanTextDE) noch nicht bereit und \(end.de)",
                en: "was not ready after \(span.spanText) and \(end.en)")
        default: return end
        }
    }

    /// The code of a fault in a few words.
    private static func words(_ fault: String) -> LocalizedText {
        switch fault {
        case ProbeFault.timedOut.code: .init(de: "Zeitüberschreitung", en: "timed out")
        case ProbeFault.connectionLost.code: .init(de: "Verbindung abgerissen", en: "connection lost")
        case ProbeFault.connectionRefused.code: .init(de: "Verbindung abgelehnt", en: "connection refused")
        case ProbeFault.unreachable.code: .init(de: "keine Verbindung", en: "no connection")
        case ProbeFault.notHTTP.code: .init(de: "kein HTTP", en: "no HTTP")
        default: .init(de: fault, en: fault)
        }
    }

    private var textOfWait: LocalizedText {
        switch self {
        case .obstacleGone: .init(de: "Das Hindernis ist weg.", en: "The obstacle is gone.")
        case .dependencyReady(let name):
            .init(de: "\(name) ist wieder bereit.", en: "\(name) is ready again.")
        case .timeToRetry: .init(de: "Neuer Versuch nach der Wartezeit.", en: "Another try after the wait.")
        case .waitsForDependency(let name):
            .init(de: "Wartet auf \(name), höchstens 60 s.", en: "Waits for \(name), at most 60 s.")
        case .startsWithoutDependency(let name):
            .init(
                de: "\(name) wurde in 60 s nicht bereit; startet ohne.",
                en: "\(name) was not ready within 60 s; it starts without.")
        case .tooManyStarts(let limit):
            .init(de: "Es laufen schon \(limit) Starts.", en: "\(limit) starts are under way already.")
        case .tooManyRestarts(let limit):
            .init(
                de: "Schon \(limit) Neustarts in der letzten Minute.",
                en: "\(limit) restarts in the last minute already.")
        case .commonCause(let members):
            .init(
                de:
                    "Hängt zugleich mit anderen (\(members.joined(separator: ", "))): gemeinsame Ursache, kein Neustart.",
                en: "Hangs together with others (\(members.joined(separator: ", "))): a common cause, no restart.")
        case .rootOfCommonCause(let members):
            .init(
                de: "Alle anderen Hängenden brauchen diesen Dienst (\(members.joined(separator: ", "))).",
                en: "All others that hang need this service (\(members.joined(separator: ", "))).")
        case .dependencyFails(let name):
            .init(
                de: "Hängt, solange \(name) nicht arbeitet: kein Neustart.",
                en: "It hangs while \(name) does not work: no restart.")
        default: .init(de: "", en: "")
        }
    }

    private var textOfProcess: LocalizedText {
        switch self {
        case .ready(let span): .init(de: "Bereit nach \(span.spanTextDE).", en: "Ready after \(span.spanText).")
        case .recovered: .init(de: "Arbeitet wieder.", en: "It works again.")
        case .stopped: .init(de: "Beendet wie verlangt.", en: "Ended as asked.")
        case .foundAgain(let pid):
            .init(
                de: "Der Prozess \(pid) läuft weiter und wird übernommen.",
                en: "Process \(pid) goes on and is taken over.")
        case .duplicate(let pid):
            .init(de: "Prozess \(pid) ist überzählig.", en: "Process \(pid) is a duplicate.")
        case .leftBehind(let generation):
            .init(
                de: "Was Lauf \(generation) zurückließ, wird beendet.",
                en: "What run \(generation) left behind is ended.")
        default: .init(de: "", en: "")
        }
    }

    private var textForPeople: LocalizedText {
        switch self {
        case .incidentOpened(let kind):
            .init(de: "Störung: \(kind.title.de).", en: "Incident: \(kind.title.en).")
        case .incidentLasts(let count): .init(de: "Erinnerung \(count).", en: "Reminder \(count).")
        case .incidentClosed(let span):
            .init(de: "Störung nach \(span.spanTextDE) vorbei.", en: "Incident over after \(span.spanText).")
        case .silenceEnded: .init(de: "Die Stummschaltung ist zu Ende.", en: "The silence has ended.")
        case .serviceDown(let name): .init(de: "\(name) arbeitet nicht.", en: "\(name) does not work.")
        case .stalled(let span):
            .init(
                de: "Der Observer selbst stand \(span.spanTextDE); Prüfungen dieser Zeit zählen nicht.",
                en: "The Observer itself stood still for \(span.spanText); probes of that time do not count.")
        default: .init(de: "", en: "")
        }
    }
}

extension ExitStatus {
    /// How a process ended, as the beginning of a sentence.
    fileprivate var opening: LocalizedText {
        func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
        return .init(de: capitalised(text.de), en: capitalised(text.en))
    }
}
