import Shared

extension DashboardWords {
    /// The fixed words of the templates.
    var page: [String: Any] {
        let common: [String: Any] = [
            "lang": language.rawValue, "isGerman": language == .german,
            "languageTitle": text("Sprache", "Language"), "navigation": text("Seiten", "Pages"),
            "skip": text("Zum Inhalt", "Skip to the content"), "overviewLink": text("Übersicht", "Overview"),
            "incidentsLink": text("Störungen", "Incidents"), "liveWord": text("live", "live"),
            "notLiveWord": text("nicht verbunden", "not connected"),
            // A time follows.
            "unknownSince": text(
                "Unbekannt: keine Verbindung zum Observer seit", "Unknown: no connection to the Observer since"),
            "lastKnown": text(
                "Was hier sonst steht, ist der letzte bekannte Stand.",
                "Everything else here is the last known state."),
            "question": text("Kann ich arbeiten?", "Can I work?"), "functionsTitle": text("Aufgaben", "Tasks"),
            "serviceTitle": text("Dienst", "Service"), "stateTitle": text("Zustand", "State"),
            "whyTitle": text("Warum", "Why"), "sinceTitle": text("Seit", "Since"),
            "restartsTitle": text("Neustarts 24 h", "Restarts 24 h"),
            "p95Title": text("Antwort p95", "Response p95"), "memoryTitle": text("Speicher", "Memory"),
            "versionTitle": text("Version", "Version"), "timeTitle": text("Zeit (UTC)", "Time (UTC)"),
            "didTitle": text("Was der Observer tat", "What the Observer did"),
            "saysTitle": text("Warum", "Why"), "utcNote": text("Zeiten in UTC", "times in UTC"),
        ]
        return common.merging(pageOfServices) { first, _ in first }.merging(pageOfIncidents) { first, _ in first }
    }

    private var pageOfServices: [String: Any] {
        [
            "wrongTitle": text("Was nicht stimmt", "What is wrong"),
            "lastTitle": text("Zuletzt eingegriffen", "Latest interventions"),
            "affectedTitle": text("Betroffen", "Affected"), "nextTitle": text("Nächster Versuch", "Next try"),
            "servicesTitle": text("Dienste", "Services"), "filterTitle": text("Dienste filtern", "Filter services"),
            "nameLabel": text("Name enthält", "Name contains"), "showLabel": text("Zeigen", "Show"),
            "showAll": text("alle", "all"), "showProblems": text("nur auffällige", "only those with problems"),
            "filterButton": text("Filtern", "Filter"), "pagesTitle": text("Seiten der Liste", "Pages of the list"),
            "earlier": text("vorige", "previous"), "later": text("nächste", "next"),
            "empty": text(
                "Starten Sie einen Dienst, er erscheint hier von selbst.",
                "Start a service and it will appear here by itself."),
            "noMatch": text("Kein Dienst passt zum Filter.", "No service matches the filter."),
            "actionsTitle": text("Eingreifen", "Take action"), "chartsTitle": text("Verlauf", "History"),
            "spansTitle": text("Zeitraum", "Span"),
            "missNote": text("rote Striche: Prüfung ohne Antwort", "red strokes: probe without an answer"),
            "noFigures": text("Noch nichts gemessen.", "Nothing measured yet."),
            "graphTitle": text("Abhängigkeiten", "Dependencies"), "needsTitle": text("Braucht", "Needs"),
            "neededTitle": text("Gebraucht von", "Needed by"), "nobody": text("niemanden", "none"),
            "timelineTitle": text("Entscheidungen", "Decisions"),
            "noDecisions": text("Noch keine Entscheidung.", "No decision yet."),
            "generationTitle": text("Lauf", "Run"), "logTitle": text("Protokoll", "Log"),
            "noLog": text(
                "Der Observer schreibt kein Protokoll dieses Dienstes: Er hat ihn nicht gestartet.",
                "The Observer keeps no log of this service: it did not start it."),
            "emptyLog": text("Noch keine Zeile.", "No line yet."),
            "logGap": text("… Zeilen ausgelassen …", "… lines left out …"),
            "logFollow": text("Dem Ende folgen", "Follow the end"),
            "evidenceTitle": text("Beweise", "Evidence"),
            "noEvidence": text("Keine: nichts ist ausgefallen.", "None: nothing has failed."),
            "askTitle": text("Sicher?", "Are you sure?"), "cancel": text("Abbrechen", "Cancel"),
            "factsTitle": text("Eckdaten", "Key facts"),
            "findingsTitle": text("Befunde aus dem Verlauf", "Findings in the history"),
            "dayReport": text("Tagesbericht", "Daily report"), "weekReport": text("Wochenbericht", "Weekly report"),
        ]
    }

    var noFindings: String { text("Nichts Auffälliges.", "Nothing conspicuous.") }

    var notEvaluated: String {
        text("Wird in der ersten Minute ausgewertet.", "Evaluated within the first minute.")
    }

    func moreFindings(_ count: Int) -> String {
        text("Und \(count) weitere im Tagesbericht.", "And \(count) more in the daily report.")
    }

    private var pageOfIncidents: [String: Any] {
        [
            "openTitle": text("Offene Störungen", "Open incidents"),
            "noOpen": text("Keine offene Störung.", "No open incident."),
            "pastTitle": text("Vergangene Störungen", "Past incidents"),
            "noPast": text("Bisher keine.", "None so far."), "causeTitle": text("Ursache", "Cause"),
            "kindTitle": text("Art", "Kind"), "summaryTitle": text("Was geschah", "What happened"),
            "beganTitle": text("Begann (UTC)", "Began (UTC)"), "lastedTitle": text("Dauer", "Lasted"),
            "silencedWord": text("stumm", "silenced"), "journalTitle": text("Journal", "Journal"),
            "silencesTitle": text("Stummschaltungen", "Silences"),
            "silencesNote": text(
                "Während einer Stummschaltung wird weiter überwacht und neu gestartet, aber niemand benachrichtigt.",
                "During a silence, watching and restarting go on, but nobody is told."),
            "noSilences": text("Keine.", "None."), "untilTitle": text("Bis (UTC)", "Until (UTC)"),
            "reasonTitle": text("Grund", "Reason"), "byTitle": text("Von", "By"),
            "endSilence": text("beenden", "end"), "newSilence": text("Neue Stummschaltung", "New silence"),
            "whichLabel": text("Dienst", "Service"), "allServices": text("alle Dienste", "all services"),
            "spanLabel": text("Dauer", "Span"), "reasonLabel": text("Grund (freiwillig)", "Reason (optional)"),
            "maintenanceLabel": text(
                "Wartung: endet von selbst, wenn der Dienst wieder zwei Minuten arbeitet",
                "Maintenance: ends by itself when the service has worked for two minutes again"),
            "silenceButton": text("Stummschalten", "Silence"),
            "actionTitle": text("Aktion", "Action"),
        ]
    }

    /// Spans that a silence can be given on the page, in minutes.
    var silenceSpans: [[String: Any]] {
        [
            (15, "15 min"), (60, text("1 Stunde", "1 hour")), (240, text("4 Stunden", "4 hours")),
            (1_440, text("1 Tag", "1 day")), (10_080, text("7 Tage", "7 days")),
        ].map { ["minutes": String($0.0), "text": $0.1, "isUsual": $0.0 == 60] }
    }
}
