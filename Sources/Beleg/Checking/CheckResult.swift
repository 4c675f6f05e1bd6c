import HybridPDF
import Shared

/// What came out of checking one file, for programs and people.
struct CheckResult: Sendable {
    /// One departure from a schema or a rule.
    struct Finding: Sendable {
        let rule: String
        /// `fatal`, `warning` or `information`.
        let severity: String
        /// `format`, `regel` or `inhalt`: the classes of the Federal Ministry of Finance's letter of 15 October 2025.
        let kind: String
        let terms: [String]
        let path: String?
        let line: Int?
        let column: Int?
        let text: LocalizedText
        let expected: String?
        let actual: String?
    }

    let isAccepted: Bool
    /// The class of what is wrong, as in ``Finding/kind``; `nil` when nothing is.
    let kind: String?
    /// Which rules were applied, in a word.
    let scenario: String?
    /// `UBL Invoice`, `UBL CreditNote` or `CII`.
    let syntax: String?
    /// Version of the rules.
    let ruleSet: String?
    let specification: String?
    let findings: [Finding]
}

/// A ``CheckResult`` in the language of the caller.
struct CheckAnswer: Encodable, Sendable {
    struct Finding: Encodable, Sendable {
        let regel: String
        let schwere: String
        let klasse: String
        let begriffe: [String]
        let pfad: String?
        let zeile: Int?
        let spalte: Int?
        let text: String
        let erwartet: String?
        let gefunden: String?
    }

    struct Attachment: Encodable, Sendable {
        let name: String
        let beschreibung: String?
        let medientyp: String?
    }

    /// Name of the file among many.
    let datei: String?
    let angenommen: Bool
    /// The class of what is wrong, left out when nothing is.
    let klasse: String?
    let szenario: String?
    let syntax: String?
    let regelstand: String?
    let spezifikation: String?
    let behaelter: InvoiceIntake.Container
    /// Name of the invoice inside of a PDF.
    let eingebettet: String?
    /// What else the PDF carries.
    let anlagen: [Attachment]
    /// Whether the PDF had to be repaired to be read.
    let repariert: Bool
    let befunde: [Finding]

    init(_ result: CheckResult, of intake: InvoiceIntake, name: String? = nil, language: Language) {
        datei = name
        angenommen = result.isAccepted
        klasse = result.kind
        szenario = result.scenario
        syntax = result.syntax
        regelstand = result.ruleSet
        spezifikation = result.specification
        behaelter = intake.container
        eingebettet = intake.embeddedName
        anlagen = intake.attachments.map { attachment in
            Attachment(
                name: attachment.name, beschreibung: attachment.description.isEmpty ? nil : attachment.description,
                medientyp: attachment.mediaType)
        }
        repariert = intake.wasRepaired
        befunde = result.findings.map { finding in
            Finding(
                regel: finding.rule, schwere: finding.severity, klasse: finding.kind, begriffe: finding.terms,
                pfad: finding.path, zeile: finding.line, spalte: finding.column, text: finding.text(language),
                erwartet: finding.expected, gefunden: finding.actual)
        }
    }
}

/// A file among many that could not be checked at all.
struct CheckFailure: Encodable, Sendable {
    let datei: String
    let fehler: String
    let text: String
}
