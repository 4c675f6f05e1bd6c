extension ServiceContract {
    /// The descriptions that several services use, in German.
    static let commonGerman: [String: String] = [
        "A family to answer with; all when absent": "Eine Familie, mit der geantwortet wird; ohne Angabe alle",
        "Done": "Erledigt",
        "Done, nothing to say": "Erledigt, nichts weiter zu sagen",
        "First day": "Erster Tag",
        "Id of the document": "Id des Dokuments",
        "Language of the page": "Sprache der Seite",
        "Last day": "Letzter Tag",
        "Made": "Angelegt",
        "next_cursor of the page before": "next_cursor der vorigen Seite",
        "Ordered": "Beauftragt",
        "Size of a page": "Größe einer Seite",
        "Unhealthy": "Nicht gesund",
    ]
}
