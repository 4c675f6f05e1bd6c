/// One thing that a document does not keep.
public struct InvoiceFinding: Sendable {
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

    init(_ raw: RuleSet.Raw, scenario: Scenario, places: PlaceFinder) {
        let place = places.place(raw.element)
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
        german = error.german
        english = error.english
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
