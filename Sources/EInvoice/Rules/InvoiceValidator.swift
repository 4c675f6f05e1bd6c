/// Judges whole documents: readable, built as its syntax demands, and in keeping with the rules that it claims to follow.
public enum InvoiceValidator {
    /// Judges a document as it came in.
    public static func validate(_ bytes: [UInt8], limits: MarkupLimits = MarkupLimits()) -> InvoiceVerdict {
        let tree: ElementTree
        do throws(MarkupError) {
            tree = try ElementTree(parsing: bytes, limits: limits)
        } catch {
            return InvoiceVerdict(unreadable: error)
        }
        return validate(tree)
    }

    /// Judges a document that was read already.
    public static func validate(_ tree: ElementTree) -> InvoiceVerdict {
        let faults = StructureChecker.faults(in: tree)
        guard faults.isEmpty else { return InvoiceVerdict(malformed: faults, syntax: tree.name(tree.root).local) }
        guard let syntax = StructureSyntax.of(tree.name(tree.root)) else {
            return InvoiceVerdict(malformed: [], syntax: tree.name(tree.root).local)
        }
        // The rules first: making them names what the index must know.
        let own = syntax.isUBL ? RuleSet.en16931UBL : RuleSet.en16931CII
        let german = syntax.isUBL ? RuleSet.xrechnungUBL : RuleSet.xrechnungCII
        let index = DocumentIndex(tree)
        let scenario = Scenario(specification: index.specification)
        let places = PlaceFinder(tree)
        var raw = own.evaluate(index)
        if scenario.isGerman { raw += german.evaluate(index) }
        return InvoiceVerdict(
            syntax: tree.name(tree.root).local, scenario: scenario, specification: index.specification,
            ruleSets: [own] + (scenario.isGerman ? [german] : []),
            findings: raw.map { InvoiceFinding($0, scenario: scenario, places: places) } + strict(index, places))
    }
}

extension InvoiceValidator {
    private static func strict(_ index: DocumentIndex, _ places: PlaceFinder) -> [InvoiceFinding] {
        InvoiceReader.read(index.tree).map { StrictRules.findings(in: $0, index, places) } ?? []
    }
}

/// Which rules a document is judged by, as its specification identifier (BT-24) selects them.
public enum Scenario: String, Sendable, Hashable {
    case en16931 = "EN 16931"
    case xrechnung = "XRechnung"
    case xrechnungExtension = "XRechnung Extension"
    case xrechnungVehicles = "XRechnung CVD"

    /// Anything that is not XRechnung is judged by EN 16931 alone, on which all other specifications build.
    init(specification: String?) {
        switch specification {
        case Specification.xrechnung: self = .xrechnung
        case Specification.xrechnungExtension: self = .xrechnungExtension
        case Specification.xrechnungVehicles: self = .xrechnungVehicles
        default: self = .en16931
        }
    }

    var isGerman: Bool { self != .en16931 }

    /// Severities that the scenario of KoSIT sets otherwise than the rules themselves.
    func severity(of rule: Rule) -> RuleSeverity {
        guard isGerman else { return rule.severity }
        switch (self, rule.id) {
        case (_, "BR-CL-23"): return .warning
        case (.xrechnung, "BR-CL-21"), (.xrechnungVehicles, "BR-CL-21"): return .warning
        case (.xrechnung, "UBL-CR-646"), (.xrechnungVehicles, "UBL-CR-646"): return .fatal
        case (.xrechnung, "CII-SR-452"), (.xrechnung, "CII-SR-453"), (.xrechnung, "CII-SR-454"): return .fatal
        // The extension has rules of its own in their place.
        case (.xrechnungExtension, "BR-CL-10"), (.xrechnungExtension, "BR-CL-11"), (.xrechnungExtension, "BR-CL-21"),
            (.xrechnungExtension, "BR-CL-24"), (.xrechnungExtension, "BR-CL-25"), (.xrechnungExtension, "BR-CL-26"),
            (.xrechnungExtension, "BR-CO-16"), (.xrechnungVehicles, "BR-CL-13"):
            return .information
        default: return rule.severity
        }
    }
}
