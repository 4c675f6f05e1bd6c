import ServiceKit

extension ServiceContract {
    /// The descriptions of this contract in German, beside those that all services use.
    static let observerGerman: [String: String] = [
        "Action that the page asks to confirm": "Handlung, die die Seite bestätigen lässt",
        "As from; now unless given": "Wie from; ohne Angabe jetzt",
        "de or en; that of Accept-Language unless given": "de oder en; ohne Angabe das von Accept-Language",
        "Done, or asks for confirmation: see the page":
            "Erledigt, oder es wird um Bestätigung gebeten: siehe die Seite",
        "How far back its charts reach": "Wie weit die Kurven zurückreichen",
        "How it is written; what Accept names first unless given, else markdown":
            "Wie er geschrieben wird; ohne Angabe, was Accept zuerst nennt, sonst markdown",
        "Id of a line: a stream begins behind it": "Id einer Zeile: ein Strom beginnt hinter ihr",
        "Id of the last event that was seen: what was missed comes first":
            "Id des letzten gesehenen Ereignisses: Versäumtes kommt zuerst",
        "Id of the last line that was seen: what was missed comes first":
            "Id der letzten gesehenen Zeile: Versäumtes kommt zuerst",
        "Id of the service": "Id des Dienstes",
        "ISO 8601, seconds since 1970, or a span before now such as -2h; an hour before the end unless given":
            "ISO 8601, Sekunden seit 1970 oder eine Spanne vor jetzt wie -2h; ohne Angabe eine Stunde vor dem "
            + "Ende",
        "Language of the page, kept for the next ones": "Sprache der Seite, auch der nächsten",
        "Mark of the content: an answer to the right one may be kept":
            "Marke des Inhalts: die Antwort auf die richtige darf aufgehoben werden",
        "Most entries": "Höchstzahl der Einträge",
        "Most lines": "Höchstzahl der Zeilen",
        "Name of the bundle": "Name der Beweissicherung",
        "Names with commas between: probe_latency, availability, request_duration, request_rate, error_rate, "
            + "cpu, memory, read_rate, write_rate, open_files, open_files_share, restarts":
            "Namen, durch Kommas getrennt: probe_latency, availability, request_duration, request_rate, "
            + "error_rate, cpu, memory, read_rate, write_rate, open_files, open_files_share, restarts",
        "Number of the page of a long list": "Nummer der Seite einer langen Liste",
        "Number of the silence": "Nummer der Stummschaltung",
        "Of the page: all services, or those with problems": "Der Seite: alle Dienste oder die mit Problemen",
        "Of the page: text that the names of the services contain":
            "Der Seite: Text, den die Namen der Dienste enthalten",
        "Only those that are open": "Nur offene",
        "Service that a silence is to be entered for": "Dienst, für den eine Stummschaltung eingetragen werden soll",
        "The day or the week that ends now": "Der Tag oder die Woche, die jetzt endet",
        "The form came from another page than our own": "Das Formular kam von einer anderen Seite als der eigenen",
        "There is none; for a person, the page that says so":
            "Es gibt keinen solchen; für Menschen die Seite, die es sagt",
        "Not in its present state; for a person, the page that says why":
            "Nicht in seinem jetzigen Zustand; für Menschen die Seite mit dem Grund",
        "The form has faults; for a person, the page that names them":
            "Das Formular hat Fehler; für Menschen die Seite, die sie nennt",
        "Too many restarts; for a person, the page that says so":
            "Zu viele Neustarts; für Menschen die Seite, die es sagt",
        "Not possible now; for a person, the page that says why":
            "Jetzt nicht möglich; für Menschen die Seite mit dem Grund",
        "Width of a point: 10, 30s, 5m, 2h or 1d; at most 2000 points":
            "Breite eines Punktes: 10, 30s, 5m, 2h oder 1d; höchstens 2000 Punkte",
    ]
}
