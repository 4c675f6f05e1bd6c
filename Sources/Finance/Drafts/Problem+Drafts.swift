import FinanceCore
import HTTPTypes
import ServiceKit
import Shared

extension Problem {
    static func draftExists(_ id: EntityID) -> Problem {
        Problem(
            .conflict, code: "draft-exists",
            detail: LocalizedText(
                de: "Den Entwurf \(id) gibt es schon, mit anderem Inhalt.",
                en: "Draft \(id) exists already, with other content."),
            headers: [.location: "\(LedgerRoutes.standard.drafts)/\(id)"])
    }

    static func draftInBatch(_ id: EntityID, _ batch: EntityID) -> Problem {
        Problem(
            .conflict, code: "draft-in-batch",
            detail: LocalizedText(
                de: "Der Entwurf \(id) liegt im Stapel \(batch), der als Ganzes gebucht wird.",
                en: "Draft \(id) is in batch \(batch), which is posted as a whole."),
            headers: [.link: "<\(LedgerRoutes.standard.batches)/\(batch)>; rel=\"related\""])
    }

    static func batchExists(_ id: EntityID) -> Problem {
        Problem(
            .conflict, code: "batch-exists",
            detail: LocalizedText(
                de: "Den Stapel \(id) gibt es schon, mit anderem Inhalt.",
                en: "Batch \(id) exists already, with other content."),
            headers: [.location: "\(LedgerRoutes.standard.batches)/\(id)"])
    }

    /// § 239 (3) HGB, § 146 (4) AO: what is booked is never changed.
    static func batchPosted(_ id: EntityID) -> Problem {
        Problem(
            .conflict, code: "batch-posted",
            detail: LocalizedText(
                de:
                    "Der Stapel \(id) ist gebucht und bleibt, wie er ist; berichtigt wird durch Storno seiner Buchungen.",
                en: "Batch \(id) is posted and stays as it is; its transactions are corrected by reversal."),
            headers: [.link: "<\(LedgerRoutes.standard.batches)/\(id)/transactions>; rel=\"related\""])
    }

    static func batchRejected(_ findings: [Finding]) -> Problem {
        // The sums are said in one sentence; everything else is found in its place.
        let sums = findings.filter { $0.pointer.hasPrefix("/control_") }
        let (de, en) = (sums.map { " " + $0.detail(.german) }.joined(), sums.map { " " + $0.detail(.english) }.joined())
        return Problem(
            .unprocessableContent, code: "batch-not-ready",
            detail: LocalizedText(
                de: "Der Stapel kann nicht gebucht werden (Fehler: \(findings.count)).\(de)",
                en: "The batch cannot be posted (faults: \(findings.count)).\(en)"),
            findings: findings)
    }

    static func versionMismatch(_ version: Int64) -> Problem {
        Problem(
            .preconditionFailed, code: "version-mismatch",
            detail: LocalizedText(
                de: "Inzwischen gilt Fassung \(version); bitte neu lesen.",
                en: "It has version \(version) by now; read it again."),
            headers: [.eTag: EntityVersion.tag(version)])
    }

    static func full(_ code: String, de: String, en: String) -> Problem {
        Problem(.conflict, code: code, detail: LocalizedText(de: de, en: en))
    }
}
