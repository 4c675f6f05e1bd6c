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
                    de: "Diesen Dienst kennt der Observer nicht. Wer sich selbst anmeldet, meldet sich neu an.",
                    en: "The Observer does not know this service. Who registers by itself registers again."),
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
