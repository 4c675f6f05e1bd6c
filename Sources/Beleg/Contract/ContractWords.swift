import ServiceKit

extension ServiceContract {
    /// The descriptions of this contract in German, beside those that all services use.
    static let belegGerman: [String: String] = [
        "ETag of the version that one has read": "ETag der Fassung, die man gelesen hat",
        "Id of a document": "Id eines Dokuments",
        "Id of the partner": "Id des Partners",
        "One partner": "Ein Partner",
        "One role": "Eine Rolle",
        "One status": "Ein Status",
        "The form wanted": "Gewünschte Form",
        "The form wanted: ubl (default), cii or html": "Gewünschte Form: ubl (Vorgabe), cii oder html",
        "Words": "Wörter",
    ]
}
