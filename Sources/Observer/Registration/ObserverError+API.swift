import HTTPTypes
import ObserverCore
package import ServiceKit
import Shared

/// The table from the core's errors to answers.
extension ObserverError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .unknownService:
            .notFound(
                LocalizedText(
                    de: "Dieser Dienst ist nicht angemeldet. Bitte neu anmelden.",
                    en: "This service is not registered. Please register again."),
                code: "unknown-service")
        case .registryFull:
            Problem(
                .serviceUnavailable, code: "registry-full",
                detail: LocalizedText(de: "Das Verzeichnis ist voll.", en: "The registry is full."),
                headers: [.retryAfter: "60"])
        case .storageUnavailable:
            Problem(
                .serviceUnavailable, code: "storage-unavailable",
                detail: LocalizedText(
                    de: "Die Anmeldung konnte nicht gespeichert werden. Bitte später erneut.",
                    en: "The registration could not be stored. Please try again."),
                headers: [.retryAfter: "5"])
        }
    }
}
