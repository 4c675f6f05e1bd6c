import ServiceKit

extension ServiceContract {
    /// The descriptions of this contract in German, beside those that all services use.
    static let minimalServerGerman: [String: String] = [
        "Id of the task": "Id der Aufgabe"
    ]
}
