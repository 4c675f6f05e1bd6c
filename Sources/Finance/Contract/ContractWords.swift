import ServiceKit

extension ServiceContract {
    /// The descriptions of this contract in German, beside those that all services use.
    static let financeGerman: [String: String] = [
        "A transaction, complete or not; every JSON object is kept":
            "Eine Buchung, vollständig oder nicht; jedes JSON-Objekt wird aufgehoben",
        "atomic: all or none, at most 100,000 transactions with 400,000 lines in 128 MiB; each: one by one, any number":
            "atomic: alle oder keine, höchstens 100.000 Buchungen mit 400.000 Zeilen in 128 MiB; each: eine nach der "
            + "anderen, beliebig viele",
        "Balance at the end of a day": "Saldo am Ende eines Tages",
        "balances: show the balances after it": "balances: die Salden danach zeigen",
        "balances: show the balances after it; with mode=atomic only":
            "balances: die Salden danach zeigen; nur mit mode=atomic",
        "Check everything, post nothing": "Alles prüfen, nichts buchen",
        "Check everything, write nothing": "Alles prüfen, nichts schreiben",
        "Check the whole file, write nothing": "Die ganze Datei prüfen, nichts schreiben",
        "Create accounts that are missing": "Fehlende Konten anlegen",
        "Deleted": "Gelöscht",
        "Documents of a transaction": "Dokumente einer Buchung",
        "ETag of the answer one has; 304 when nothing has changed":
            "ETag der Antwort, die man hat; 304, wenn sich nichts geändert hat",
        "ETag of the version that was read; 412 when it is another one by now":
            "ETag der gelesenen Fassung; 412, wenn es inzwischen eine andere ist",
        "ETag of the version that was read; 428 without it": "ETag der gelesenen Fassung; ohne ihn 428",
        "Earlier name of as_of": "Früherer Name von as_of",
        "First sequence": "Erste Folgenummer",
        "Head of the proof: a sequence number": "Kopf des Beweises: eine Folgenummer",
        "Id of the batch": "Id des Stapels",
        "Id of the company": "Id des Mandanten",
        "Id of the draft": "Id des Entwurfs",
        "Id of the transaction": "Id der Buchung",
        "Ids of the transactions it belongs to, separated by commas":
            "Ids der Buchungen, zu denen es gehört, durch Kommas getrennt",
        "ISO 4217 code, EUR when absent": "Code nach ISO 4217, ohne Angabe EUR",
        "It was posted before, or would be with dry_run": "Sie war schon gebucht oder würde es, mit dry_run",
        "It was there already": "Es war schon da",
        "Its day": "Sein Tag",
        "Kind of the document, where the body is the document": "Art des Dokuments, wenn der Inhalt das Dokument ist",
        "Last day, another name of end_date": "Letzter Tag, ein anderer Name von end_date",
        "Last sequence": "Letzte Folgenummer",
        "Leave out closed accounts": "Ohne geschlossene Konten",
        "Makes the request repeatable: the same key makes one":
            "Macht die Anfrage wiederholbar: derselbe Schlüssel legt eines an",
        "Makes the request repeatable: the same key is posted once":
            "Macht die Anfrage wiederholbar: derselbe Schlüssel wird einmal gebucht",
        "Name of the file; with it the body is the document, and the query describes it":
            "Name der Datei; mit ihm ist der Inhalt das Dokument, und die Abfrage beschreibt es",
        "Names of members, separated by commas: only these of each account":
            "Namen von Feldern, durch Kommas getrennt: nur diese jedes Kontos",
        "Names of members, separated by commas: only these of each document":
            "Namen von Feldern, durch Kommas getrennt: nur diese jedes Dokuments",
        "Names of members, separated by commas: only these of each row":
            "Namen von Feldern, durch Kommas getrennt: nur diese jeder Zeile",
        "Names of members, separated by commas: only these of each transaction":
            "Namen von Feldern, durch Kommas getrennt: nur diese jeder Buchung",
        "Nothing has changed": "Nichts hat sich geändert",
        "Number of an account": "Nummer eines Kontos",
        "Number of the account": "Nummer des Kontos",
        "One account": "Ein Konto",
        "One category": "Eine Kategorie",
        "One type": "Eine Art",
        "Only open or only posted ones": "Nur offene oder nur gebuchte",
        "Only those in this batch": "Nur die in diesem Stapel",
        "Place after which to begin": "Stelle, nach der es beginnt",
        "Place of the last event one has": "Stelle des letzten Ereignisses, das man hat",
        "Posted, now or before": "Gebucht, jetzt oder früher",
        "Puts it into this batch": "Legt ihn in diesen Stapel",
        "Sequence after which to begin": "Folgenummer, nach der es beginnt",
        "State of knowledge: a sequence number, a moment or lock:3":
            "Kenntnisstand: eine Folgenummer, ein Zeitpunkt oder lock:3",
        "The day; today when absent": "Der Tag; heute, wenn er fehlt",
        "The day; wins over date": "Der Tag; er gilt vor date",
        "What it is": "Was es ist",
        "What there would be, with dry_run": "Was es gäbe, mit dry_run",
        "With mode=each: a line for every item, or for failures alone":
            "Mit mode=each: eine Zeile für jede Buchung oder nur für Fehler",
        "Words of the text; a page looks at 100,000 transactions, so read on while there is a next_cursor":
            "Wörter des Textes; eine Seite sieht 100.000 Buchungen an, darum weiterlesen, solange es next_cursor gibt",
    ]
}
