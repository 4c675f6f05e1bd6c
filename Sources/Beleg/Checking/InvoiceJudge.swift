import EInvoice
import Shared

/// Judges the XML of an invoice.
enum InvoiceJudge {
    static func judge(_ xml: [UInt8]) -> CheckResult {
        let verdict = InvoiceValidator.validate(xml)
        return CheckResult(
            isAccepted: verdict.isAccepted, kind: verdict.faultClass.map(word), scenario: verdict.scenario?.rawValue,
            syntax: verdict.syntax, ruleSet: verdict.ruleSets.isEmpty ? nil : verdict.ruleSets.joined(separator: "; "),
            specification: verdict.specification, findings: verdict.findings.map(finding))
    }

    private static func finding(_ finding: InvoiceFinding) -> CheckResult.Finding {
        CheckResult.Finding(
            rule: finding.rule, severity: finding.severity.rawValue, kind: word(finding.faultClass),
            terms: finding.terms,
            path: finding.path, line: finding.line, column: finding.column,
            text: LocalizedText(de: finding.german, en: finding.english), expected: finding.expected,
            actual: finding.actual)
    }

    private static func word(_ kind: InvoiceVerdict.FaultClass) -> String {
        switch kind {
        case .format: "format"
        case .businessRule: "regel"
        case .content: "inhalt"
        }
    }
}
