package import Shared

/// Why a service has its status: a code for programs and a sentence for people.
package struct StatusReason: Sendable, Hashable {
    /// Stable kebab-case code.
    package let code: String
    /// The kind of illness, when a probe found one.
    package let kind: ProbeFaultKind?
    /// The sentence.
    package let text: LocalizedText

    init(_ fault: ProbeFault) {
        code = fault.code
        kind = fault.kind
        text = fault.text
    }

    /// A miss that is no verdict yet.
    init(_ fault: ProbeFault, misses: Int) {
        code = fault.code
        kind = fault.kind
        let needed = HealthJudgement.missesToFail
        text = LocalizedText(
            de: "Fehlversuch \(misses) von \(needed). \(fault.text.de)",
            en: "Miss \(misses) of \(needed). \(fault.text.en)")
    }

    init(_ warning: ProbeWarning) {
        code = warning.code
        kind = nil
        text = warning.text
    }

    init(_ cause: VoidCause) {
        code = cause.rawValue
        kind = nil
        text =
            switch cause {
            case .addressNotAllowed:
                LocalizedText(
                    de: "Wird nicht geprüft: Die Adresse liegt außerhalb der erlaubten Netze.",
                    en: "Not probed: the address lies outside the allowed networks.")
            case .ownResources, .cancelled:
                LocalizedText(
                    de: "Der Observer konnte die Prüfung nicht ausführen.", en: "The Observer could not run the probe.")
            }
    }

    private init(code: String, de: String, en: String) {
        self.code = code
        self.kind = nil
        self.text = LocalizedText(de: de, en: en)
    }

    static let leaseExpired = StatusReason(
        code: "lease-expired", de: "Die Herzschläge bleiben aus, auf Prüfungen antwortet der Dienst aber.",
        en: "Its heartbeats have stopped, although it still answers probes.")
    static let notJudged = StatusReason(
        code: "not-checked-yet", de: "Noch nicht geprüft.", en: "Not checked yet.")
}
