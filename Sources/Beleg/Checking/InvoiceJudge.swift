import EInvoice
import Shared

/// Judges the XML of an invoice.
enum InvoiceJudge {
    static func judge(_ xml: [UInt8]) -> CheckResult {
        let tree: ElementTree
        do throws(MarkupError) {
            tree = try ElementTree(parsing: xml)
        } catch {
            return rejected([finding(of: error)])
        }
        let faults = StructureChecker.faults(in: tree)
        return faults.isEmpty
            ? CheckResult(
                isAccepted: true, scenario: nil, syntax: tree.name(tree.root).local, ruleSet: nil, specification: nil,
                findings: [])
            : rejected(faults.map(finding))
    }

    private static func rejected(_ findings: [CheckResult.Finding]) -> CheckResult {
        CheckResult(
            isAccepted: false, scenario: nil, syntax: nil, ruleSet: nil, specification: nil, findings: findings)
    }

    private static func finding(of error: MarkupError) -> CheckResult.Finding {
        CheckResult.Finding(
            rule: "BELEG-XML", severity: "fatal", kind: "format", terms: [], path: nil, line: error.line,
            column: error.column,
            text: LocalizedText(de: "Die Datei ist kein lesbares XML: \(error.reason.text).", en: error.reason.text),
            expected: nil, actual: nil)
    }

    private static func finding(of fault: StructureFault) -> CheckResult.Finding {
        CheckResult.Finding(
            rule: "BELEG-FORMAT", severity: "fatal", kind: "format", terms: [], path: fault.place.path,
            line: fault.place.line, column: fault.place.column,
            text: LocalizedText(de: fault.german, en: fault.english), expected: nil, actual: nil)
    }
}
