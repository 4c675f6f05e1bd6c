package import Shared

extension ServiceFinding.Kind {
    /// What it is about, for people.
    package var title: LocalizedText {
        switch self {
        case .availability: LocalizedText(de: "Verfügbarkeit", en: "Availability")
        case .longOutage: LocalizedText(de: "Langer Ausfall", en: "Long outage")
        case .errorRate: LocalizedText(de: "Fehlerquote", en: "Error rate")
        case .flapping: LocalizedText(de: "Flattern", en: "Flapping")
        case .restarts: LocalizedText(de: "Neustarts", en: "Restarts")
        case .memoryGrowth: LocalizedText(de: "Wachsender Speicher", en: "Growing memory")
        case .memory: LocalizedText(de: "Arbeitsspeicher", en: "Memory")
        case .cpu: LocalizedText(de: "Prozessor", en: "CPU")
        case .openFiles: LocalizedText(de: "Offene Dateien", en: "Open files")
        case .meanResponse: LocalizedText(de: "Mittlere Antwortzeit", en: "Mean response")
        case .tailResponse: LocalizedText(de: "Antwortzeit, 95 %", en: "Response, 95 %")
        case .slowerThanUsual: LocalizedText(de: "Langsamer als sonst", en: "Slower than usual")
        }
    }

    /// What to do about it.
    package var recommendation: LocalizedText {
        switch self {
        case .availability:
            LocalizedText(
                de: "Die Störungen dieses Zeitraums und die Beweisstücke des Dienstes ansehen.",
                en: "Look at the incidents of this time and at the service's evidence.")
        case .longOutage:
            LocalizedText(
                de: "Nachsehen, worauf der Neustart gewartet hat (`Observer ctl why`), und die Ursache beheben.",
                en: "See what the restart was waiting for (`Observer ctl why`), and remove the cause.")
        case .errorRate:
            LocalizedText(
                de: "Das Protokoll des Dienstes nach Antworten mit 500 und darüber durchsuchen.",
                en: "Search the service's log for answers of 500 and up.")
        case .flapping:
            LocalizedText(
                de: "Prüfen, was der Dienst in seinen Zustandsmeldungen misst; wechselnde Abhängigkeiten zuerst.",
                en: "Check what the service measures in its health answers; unsteady dependencies first.")
        case .restarts:
            LocalizedText(
                de: "Die Gründe ansehen (Seite des Dienstes, `Observer ctl why`) und die Beweisstücke dazu.",
                en: "Look at the reasons (the service's page, `Observer ctl why`), and at the evidence.")
        case .memoryGrowth:
            LocalizedText(
                de: "Nach einem Speicherleck suchen; bis dahin den Dienst neu starten, bevor die Grenze erreicht ist.",
                en: "Look for a memory leak; until it is found, restart the service before the limit is reached.")
        case .memory:
            LocalizedText(
                de: "Speicher des Rechners vergrößern oder die Grenze des Dienstes senken.",
                en: "Give the machine more memory, or the service a lower limit.")
        case .cpu:
            LocalizedText(
                de: "Nachsehen, welche Anfragen rechnen; einen Kern mehr vorsehen, wenn es die übliche Last ist.",
                en: "See which requests compute; provide another core if this is the usual load.")
        case .openFiles:
            LocalizedText(
                de: "Die Grenze offener Dateien erhöhen (`LimitNOFILE`) und nach nicht geschlossenen suchen.",
                en: "Raise the limit of open files (`LimitNOFILE`), and look for files that are never closed.")
        case .meanResponse, .tailResponse:
            LocalizedText(
                de: "Die langsamsten Wege in `/metrics` suchen (`http_request_duration_seconds`).",
                en: "Find the slowest routes in `/metrics` (`http_request_duration_seconds`).")
        case .slowerThanUsual:
            LocalizedText(
                de: "Mit den letzten Änderungen vergleichen: neue Version, größere Daten, andere Last auf dem Rechner.",
                en: "Compare with recent changes: a new version, more data, other load on the machine.")
        }
    }
}

extension ServiceFinding.Priority {
    /// Its name for people.
    package var title: LocalizedText {
        switch self {
        case .high: LocalizedText(de: "hoch", en: "high")
        case .medium: LocalizedText(de: "mittel", en: "medium")
        case .low: LocalizedText(de: "niedrig", en: "low")
        }
    }
}

extension ServiceFinding {
    /// What was found, with its figures, as a sentence.
    package func sentence(_ language: Language) -> String {
        let value = text(.value, language)
        let limit = text(.limit, language)
        switch kind {
        case .availability:
            return LocalizedText(
                de: "\(value) verfügbar, vorgesehen sind \(limit); Ausfälle: \(text(.outages, language)), der längste "
                    + "\(text(.longest, language)).",
                en: "\(value) available, \(limit) are intended; outages: \(text(.outages, language)), the longest "
                    + "\(text(.longest, language)).")(language)
        case .longOutage:
            return LocalizedText(
                de: "\(text(.longest, language)) ausgefallen ab \(text(.worstAt, language)); höchstens \(limit) "
                    + "sind vorgesehen.",
                en:
                    "Out for \(text(.longest, language)) from \(text(.worstAt, language)); at most \(limit) are "
                    + "intended."
            )(language)
        case .errorRate:
            return LocalizedText(
                de: "\(text(.errors, language)) von \(text(.samples, language)) Anfragen schlugen fehl (\(value), "
                    + "höchstens \(limit)).",
                en: "\(text(.errors, language)) of \(text(.samples, language)) requests failed (\(value), at most "
                    + "\(limit)).")(language)
        case .flapping:
            return LocalizedText(
                de: "\(text(.changes, language)) Wechsel zwischen „geht“ und „geht nicht“, zeitweise \(value) aller "
                    + "Prüfungen (höchstens \(limit)).",
                en: "\(text(.changes, language)) changes between working and not working, at times \(value) of all "
                    + "checks (at most \(limit)).")(language)
        case .restarts:
            let isOne = self.value(.count) == 1
            return LocalizedText(
                de: "\(text(.count, language)) \(isOne ? "ungeplanter Neustart" : "ungeplante Neustarts") in "
                    + "\(dative(.span, language)).",
                en: "\(text(.count, language)) unplanned \(isOne ? "restart" : "restarts") in "
                    + "\(dative(.span, language)).")(language)
        case .memoryGrowth: return growthSentence(language)
        case .memory, .cpu, .openFiles, .meanResponse, .tailResponse:
            return limitSentence(value, limit, language)
        case .slowerThanUsual:
            return LocalizedText(
                de: "95 % der Antworten innerhalb von \(value), um diese Stunde sonst \(text(.usual, language)) "
                    + "(\(text(.factor, language))-mal so lange)\(worst(language)).",
                en: "95 % of the answers within \(value), at this hour usually \(text(.usual, language)) "
                    + "(\(text(.factor, language)) times as long)\(worst(language)).")(language)
        }
    }

    private func growthSentence(_ language: Language) -> String {
        let rise = LocalizedText(
            de:
                "Wächst um \(text(.growthPerHour, language)): von \(text(.from, language)) auf \(text(.to, language)) "
                + "in \(dative(.span, language))",
            en:
                "Grows by \(text(.growthPerHour, language)): from \(text(.from, language)) to \(text(.to, language)) "
                + "in \(text(.span, language))")(language)
        guard value(.reachesLimitIn) != nil else { return rise + "." }
        return rise
            + LocalizedText(
                de: "; die Grenze von \(text(.limit, language)) ist in \(dative(.reachesLimitIn, language)) erreicht.",
                en: "; the limit of \(text(.limit, language)) is reached in \(text(.reachesLimitIn, language)).")(
                language)
    }

    private func limitSentence(_ value: String, _ limit: String, _ language: Language) -> String {
        let what: LocalizedText =
            switch kind {
            case .memory:
                LocalizedText(de: "\(value) des Arbeitsspeichers belegt", en: "\(value) of the machine's memory in use")
            case .cpu: LocalizedText(de: "\(value) eines Kerns belegt", en: "\(value) of a core in use")
            case .openFiles:
                LocalizedText(de: "\(value) der erlaubten offenen Dateien", en: "\(value) of the open files allowed")
            case .meanResponse:
                LocalizedText(de: "Anfragen dauern im Mittel \(value)", en: "Requests take \(value) on average")
            default:
                LocalizedText(
                    de: "95 % der Anfragen dauern bis zu \(value)", en: "95 % of the requests take up to \(value)")
            }
        return what(language) + LocalizedText(de: ", Grenze \(limit)", en: ", limit \(limit)")(language)
            + worst(language) + "."
    }

    /// In a report: when it was worst, and how often it was so.
    private func worst(_ language: Language) -> String {
        guard value(.worstAt) != nil else { return "" }
        return LocalizedText(
            de: "; am schlimmsten ab \(text(.worstAt, language)), in \(text(.stretchesBeyond, language)) von "
                + "\(text(.stretches, language)) Stunden über der Grenze",
            en: "; worst from \(text(.worstAt, language)), beyond the limit in \(text(.stretchesBeyond, language)) of "
                + "\(text(.stretches, language)) hours")(language)
    }

    private func text(_ name: FindingFigure.Name, _ language: Language) -> String {
        figures.first { $0.name == name }.map { $0.unit.text($0.value, language) } ?? "–"
    }

    private func dative(_ name: FindingFigure.Name, _ language: Language) -> String {
        figures.first { $0.name == name }.map { $0.unit.dative($0.value, language) } ?? "–"
    }
}

extension UnjudgedService {
    /// What is missing, as a sentence.
    package func sentence(_ language: Language) -> String {
        let things: LocalizedText =
            switch what {
            case .checks: LocalizedText(de: "Prüfungen", en: "checks")
            case .requests: LocalizedText(de: "Anfragen", en: "requests")
            case .looks: LocalizedText(de: "Messungen", en: "measurements")
            case .spans: LocalizedText(de: "Messpunkten seit dem letzten Start", en: "points since the last start")
            case .days: LocalizedText(de: "früheren Tagen", en: "earlier days")
            }
        return LocalizedText(
            de: "Zu wenige Daten: \(known) von \(needed) nötigen \(things(language)).",
            en: "Too few data: \(known) of the \(needed) \(things(language)) that it takes.")(language)
    }
}
