/// What the rules say of a document.
public struct InvoiceVerdict: Sendable {
    /// The three classes of faults in the letter of the Federal Ministry of Finance of 15 October 2025.
    public enum FaultClass: String, Sendable, Hashable {
        /// No document of its syntax.
        case format
        /// Against a rule of EN 16931 or of the specification.
        case businessRule
        /// In keeping with the rules, but wrong or incomplete all the same.
        case content
    }

    /// Whether the official rules accept it. Findings of the strict layer do not change that.
    public let isAccepted: Bool
    /// The root element, `nil` for what could not be read.
    public let syntax: String?
    /// What it was judged by, `nil` when it did not come to that.
    public let scenario: Scenario?
    /// The specification identifier (BT-24).
    public let specification: String?
    /// Names and versions of the rule sets, each as `name, version`.
    public let ruleSets: [String]
    /// What is wrong, in the order of the document for each rule set.
    public let findings: [Finding]

    /// The class of what is wrong, `nil` when nothing is.
    public var faultClass: FaultClass? {
        let fatal = findings.filter { $0.severity == .fatal }
        return [.format, .businessRule, .content].first { kind in fatal.contains { $0.faultClass == kind } }
    }

    init(unreadable error: MarkupError) {
        isAccepted = false
        syntax = nil
        scenario = nil
        specification = nil
        ruleSets = []
        findings = [Finding(error)]
    }

    init(malformed faults: [StructureFault], syntax: String) {
        isAccepted = false
        self.syntax = syntax
        scenario = nil
        specification = nil
        ruleSets = []
        findings = faults.map(Finding.init)
    }

    init(syntax: String, scenario: Scenario, specification: String?, ruleSets: [RuleSet], findings: [Finding]) {
        isAccepted = !findings.contains { $0.severity == .fatal && $0.faultClass != .content }
        self.syntax = syntax
        self.scenario = scenario
        self.specification = specification
        self.ruleSets = ruleSets.map { "\($0.name), \($0.version)" }
        self.findings = findings
    }
}

/// One thing that a document does not keep.
public struct Finding: Sendable {
    /// The official id of a rule; our own begin with `BELEG-`.
    public let rule: String
    /// How much it weighs in the scenario.
    public let severity: RuleSeverity
    /// Which of the three classes it belongs to.
    public let faultClass: InvoiceVerdict.FaultClass
    /// Business terms and groups concerned.
    public let terms: [String]
    /// Where, as an XPath with the document's own prefixes.
    public let path: String?
    /// Counted from 1.
    public let line: Int?
    /// Counted from 1.
    public let column: Int?
    /// What is said of it in German.
    public let german: String
    /// What is said of it in English.
    public let english: String
    /// What should stand there, where it was calculated.
    public let expected: String?
    /// What stands there.
    public let actual: String?

    init(_ raw: RuleSet.Raw, scenario: Scenario, tree: ElementTree, lines: LineTable) {
        let place = tree.place(raw.element, lines: lines)
        rule = raw.rule.id
        severity = scenario.severity(of: raw.rule)
        faultClass = .businessRule
        terms = raw.rule.terms
        path = place.path
        line = place.line
        column = place.column
        german = raw.rule.text.german
        english = raw.rule.text.english
        expected = raw.outcome.expected
        actual = raw.outcome.actual
    }

    init(_ error: MarkupError) {
        rule = "BELEG-XML"
        severity = .fatal
        faultClass = .format
        terms = []
        path = nil
        line = error.line
        column = error.column
        german = "Die Datei ist kein lesbares XML: \(error.reason.text)."
        english = error.reason.text
        expected = nil
        actual = nil
    }

    init(_ fault: StructureFault) {
        rule = "BELEG-FORMAT"
        severity = .fatal
        faultClass = .format
        terms = []
        path = fault.place.path
        line = fault.place.line
        column = fault.place.column
        german = fault.german
        english = fault.english
        expected = nil
        actual = nil
    }
}
