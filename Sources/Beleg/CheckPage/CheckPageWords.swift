import Shared

/// The words of ``CheckPage`` in one language.
struct CheckPageWords {
    let language: Language

    private func pick(_ de: String, _ en: String) -> String {
        language == .german ? de : en
    }

    var title: String { pick("E-Rechnungen prüfen", "Check e-invoices") }
    var otherLanguage: String { pick("English", "Deutsch") }
    var explanation: String {
        pick(
            "XRechnung, ZUGFeRD und Factur-X, als XML, als PDF oder viele in einem ZIP-Archiv: Aufbau, Geschäftsregeln und Inhalt. Nichts davon wird "
                + "gespeichert.",
            "XRechnung, ZUGFeRD and Factur-X, as XML, as PDF or many in a ZIP archive: structure, business rules and content. Nothing is stored."
        )
    }
    var drop: String { pick("Rechnungen hierher ziehen", "Drop invoices here") }
    var choose: String { pick("oder Dateien auswählen", "or choose files") }
    var needsScript: String { pick("Diese Seite braucht JavaScript.", "This page needs JavaScript.") }
    var checking: String { pick("wird geprüft …", "checking …") }
    var severity: String { pick("Schwere", "Severity") }
    var rule: String { pick("Regel", "Rule") }
    var finding: String { pick("Befund", "Finding") }
    var place: String { pick("Stelle", "Place") }
    var show: String { pick("Rechnung anzeigen", "Show the invoice") }
    var accepted: String { pick("Angenommen", "Accepted") }
    var rejected: String { pick("Zurückgewiesen", "Rejected") }
    var failed: String { pick("Nicht prüfbar", "Cannot be checked") }
    var line: String { pick("Zeile", "line") }
    var scenario: String { pick("Prüfszenario", "Scenario") }
    var syntax: String { pick("Syntax", "Syntax") }
    var rules: String { pick("Regelstand", "Rule set") }
    var file: String { pick("Datei in der PDF", "File in the PDF") }
    var attachments: String { pick("Anlagen der PDF", "Attachments of the PDF") }
    var expected: String { pick("erwartet", "expected") }
    var actual: String { pick("vorgefunden", "found") }
}
