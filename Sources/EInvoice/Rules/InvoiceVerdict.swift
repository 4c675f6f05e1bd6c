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
    public let findings: [InvoiceFinding]

    /// The class of what is wrong: that of the rejection, or `content` for an accepted invoice with findings of the strict
    /// layer; `nil` when nothing is.
    public var faultClass: FaultClass? {
        if let fatal = findings.first(where: { $0.severity == .fatal }) { return fatal.faultClass }
        return findings.contains { $0.faultClass == .content } ? .content : nil
    }

    init(unreadable error: MarkupError) {
        isAccepted = false
        syntax = nil
        scenario = nil
        specification = nil
        ruleSets = []
        findings = [InvoiceFinding(error)]
    }

    init(malformed faults: [StructureFault], syntax: String) {
        isAccepted = false
        self.syntax = syntax
        scenario = nil
        specification = nil
        ruleSets = []
        findings = faults.map(InvoiceFinding.init)
    }

    init(syntax: String, scenario: Scenario, specification: String?, ruleSets: [RuleSet], findings: [InvoiceFinding]) {
        isAccepted = !findings.contains { $0.severity == .fatal && $0.faultClass != .content }
        self.syntax = syntax
        self.scenario = scenario
        self.specification = specification
        self.ruleSets = ruleSets.map { "\($0.name), \($0.version)" }
        self.findings = findings
    }
}
