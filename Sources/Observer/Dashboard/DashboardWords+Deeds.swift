import ObserverCore
import Shared

/// What the Observer does and what an operator can ask for.
extension DashboardWords {
    var dependencies: String { text("Abhängigkeiten", "Dependencies") }

    /// What was done, as a short past tense; the code of an action that has no words of its own.
    func deed(_ action: String, why code: String = "") -> String {
        switch (action, code) {
        case ("note", "ready"): text("bereit", "ready")
        case ("note", "recovered"): text("erholt", "recovered")
        case ("note", "stopped"): text("beendet", "stopped")
        case ("note", "waits-for-dependency"), ("note", "too-many-starts"), ("note", "too-many-restarts"),
            ("note", "dependency-fails"), ("note", "common-cause"):
            text("abgewartet", "waited")
        default: deed(of: action)
        }
    }

    private func deed(of action: String) -> String {
        switch action {
        case "start": text("gestartet", "started")
        case "await-clearance": text("gewartet", "waited")
        case "watch": text("übernommen", "taken over")
        case "terminate": text("zum Ende aufgefordert", "told to end")
        case "kill": text("hart beendet", "killed")
        case "sweep": text("aufgeräumt", "cleaned up")
        case "keep-evidence": text("Beweise gesichert", "evidence kept")
        case "probe": text("geprüft", "probed")
        case "run-script": text("Neustartskript ausgeführt", "restart script run")
        case "alert-down": text("Störung gemeldet", "incident reported")
        case "alert-reminder": text("erinnert", "reminded")
        case "alert-up": text("Ende gemeldet", "end reported")
        case "note": text("festgestellt", "noted")
        case "finish": text("beendet", "finished")
        default: action
        }
    }

    func command(_ command: OperatorCommand) -> String {
        switch command {
        case .start: text("Starten", "Start")
        case .stop: text("Beenden", "Stop")
        case .restart: text("Neu starten", "Restart")
        case .pause: text("Aussetzen", "Pause")
        case .resume: text("Fortsetzen", "Resume")
        }
    }

    /// What a command leads to, so that one can decide.
    func consequence(_ command: OperatorCommand, of name: String) -> String {
        switch command {
        case .start: text("\(name) wird gestartet.", "\(name) is started.")
        case .stop:
            text(
                "\(name) wird beendet und bleibt aus, bis jemand den Dienst wieder startet.",
                "\(name) is ended and stays off until somebody starts it again.")
        case .restart:
            text(
                "\(name) wird beendet und sofort neu gestartet. Offene Anfragen werden noch beantwortet.",
                "\(name) is ended and started again at once. Open requests are still answered.")
        case .pause:
            text(
                "\(name) läuft weiter, wird aber nach einem Ausfall nicht neu gestartet.",
                "\(name) goes on, but is not started again after a failure.")
        case .resume:
            text("\(name) wird wieder beaufsichtigt.", "\(name) is looked after again.")
        }
    }

    var nothingDone: String {
        text("Noch nichts: Ein Urteil braucht drei Fehlversuche.", "Nothing yet: a verdict takes three misses.")
    }

    var nothingWhilePaused: String {
        text("Nichts: Der Dienst ist ausgesetzt.", "Nothing: the service is paused.")
    }

    var notOurs: String {
        text(
            "Der Dienst hat sich selbst angemeldet: Der Observer beobachtet ihn, startet ihn aber nicht.",
            "The service registered on its own: the Observer watches it, but does not start it.")
    }

    var noIntervention: String {
        text(
            "In den letzten 24 Stunden musste der Observer nicht eingreifen.",
            "In the last 24 hours the Observer did not have to intervene.")
    }

    var nothingElse: String { text("Sonst nichts in den letzten 24 Stunden.", "Nothing else in the last 24 hours.") }

    func moreTroubles(_ count: Int) -> String {
        text("… und \(count) weitere, siehe Tabelle.", "… and \(count) more, see the table.")
    }

    /// Heading of a trouble: `finance-service: gestört seit 4 s`.
    func heading(_ status: ServiceStatus, isLost: Bool, since: Int?, at now: Moment) -> String {
        let state = self.status(status, isLost: isLost)
        guard let since else { return state }
        let span = spanDative(now.unixMilliseconds - since)
        return text("\(state) seit \(span)", "\(state) for \(span)")
    }

    func intent(_ intent: Intent) -> String? {
        switch intent {
        case .run: nil
        case .stop: text("vom Bediener beendet", "stopped by the operator")
        case .paused: text("ausgesetzt: kein Neustart nach einem Ausfall", "paused: no restart after a failure")
        }
    }

    /// When the next try is made; `nil` where none is waited for.
    func nextTry(_ service: ShownService, at now: Moment) -> String? {
        if service.isDownWhilePaused {
            return text("erst nach „Fortsetzen“ (ausgesetzt: kein Neustart)", "after “Resume” (paused: no restart)")
        }
        if let awaited = service.awaited { return nextTry(after: awaited) }
        if let killAt = service.killAt {
            let span = spanDative(killAt - now.uptimeMilliseconds)
            return text(
                "sobald der Prozess geendet hat; in \(span) wird er hart beendet",
                "as soon as the process has ended; it is killed in \(span)")
        }
        return service.nextTryAt.map { time in
            let span = spanDative(time - now.uptimeMilliseconds)
            return "in \(span)"
        }
    }

    private func nextTry(after obstacle: Obstacle) -> String {
        switch obstacle {
        case .portTaken(let holder), .leftover(let holder):
            text("sobald Port \(holder.port) frei ist", "as soon as port \(holder.port) is free")
        default:
            text(
                "nach einer Änderung am Programm oder in der Stack-Datei, oder mit „Neu starten“",
                "after a change of the program or the stack file, or by “Restart”")
        }
    }

    /// That people were told, or were not.
    func report(of incident: Incident, at now: Moment) -> String {
        let time = clock(incident.openedAt, at: now)
        return incident.isSilenced
            ? text("Störung \(incident.id), stummgeschaltet.", "Incident \(incident.id), silenced.")
            : text(
                "Als Störung \(incident.id) gemeldet um \(time) UTC.",
                "Reported as incident \(incident.id) at \(time) UTC.")
    }
}
