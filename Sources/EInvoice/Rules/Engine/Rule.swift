/// One business rule: when it holds, and what is said when it does not.
///
/// Rules are declared in the files of their families, one line or a few each, inside of the ``Scope`` of the elements
/// that they look at. To add one: choose the scope, name id, severity and business terms, and write the condition with
/// the ways of ``Node``. A condition that throws has failed.
struct Rule: Sendable {
    let id: String
    let severity: RuleSeverity
    let terms: [String]
    let text: RuleText
    let check: @Sendable (Node) throws -> Outcome

    /// What a rule has found out.
    struct Outcome: Sendable {
        let holds: Bool
        var expected: String?
        var actual: String?
        /// Where, when not at the element of the scope.
        var place: ElementTree.ID?

        static let pass = Outcome(holds: true)

        static func when(_ holds: Bool) -> Outcome { Outcome(holds: holds) }

        /// Holds when both are equal, and names both when not.
        static func equal(_ actual: Quantity?, _ expected: Quantity?) -> Outcome {
            guard let actual, let expected else { return Outcome(holds: false) }
            return Outcome(holds: actual == expected, expected: "\(expected)", actual: "\(actual)")
        }
    }

    /// A rule that is either kept or not.
    init(_ id: String, _ terms: String..., text: RuleText, if check: @escaping @Sendable (Node) throws -> Bool) {
        self.init(id: id, severity: .fatal, terms: terms, text: text) { .when(try check($0)) }
    }

    /// One that is less than fatal.
    init(
        _ id: String, _ severity: RuleSeverity, _ terms: String..., text: RuleText,
        if check: @escaping @Sendable (Node) throws -> Bool
    ) {
        self.init(id: id, severity: severity, terms: terms, text: text) { .when(try check($0)) }
    }

    /// A rule that compares figures.
    init(
        figures id: String, _ terms: String..., text: RuleText, _ check: @escaping @Sendable (Node) throws -> Outcome
    ) {
        self.init(id: id, severity: .fatal, terms: terms, text: text, check: check)
    }

    init(
        id: String, severity: RuleSeverity, terms: [String], text: RuleText,
        check: @escaping @Sendable (Node) throws -> Outcome
    ) {
        self.id = id
        self.severity = severity
        self.terms = terms
        self.text = text
        self.check = check
    }

    /// The same with another severity.
    func with(_ severity: RuleSeverity) -> Rule {
        Rule(id: id, severity: severity, terms: terms, text: text, check: check)
    }
}

/// How much a finding weighs.
public enum RuleSeverity: String, Sendable, Hashable {
    /// The invoice is to be rejected.
    case fatal
    /// Something a sender should mend.
    case warning
    /// Worth knowing.
    case information
}

/// What is said of a rule that is not kept, in our own words.
struct RuleText: Sendable {
    let german: String
    let english: String

    init(_ german: String, _ english: String) {
        self.german = german
        self.english = english
    }

    /// Something must be there.
    static func missing(_ german: String, _ english: String) -> RuleText {
        RuleText("Es fehlt: \(german).", "Missing: \(english).")
    }

    /// An amount has more than two decimals.
    static func decimals(_ german: String, _ english: String) -> RuleText {
        RuleText("\(german) hat mehr als zwei Nachkommastellen.", "\(english) has more than two decimals.")
    }

    /// A figure is not what it must be.
    static func figure(_ german: String, _ english: String) -> RuleText {
        RuleText("\(german) stimmt nicht.", "\(english) is wrong.")
    }

    /// A code is not of its list.
    static func code(_ german: String, _ english: String) -> RuleText {
        RuleText("\(german): dieser Code steht nicht in der Liste.", "\(english): this code is not in the list.")
    }

    /// At most one may be there.
    static func repeated(_ german: String, _ english: String) -> RuleText {
        RuleText("\(german): mehr als eine Angabe.", "\(english): given more than once.")
    }

    /// EN 16931 does not use the element.
    static func unused(_ name: String) -> RuleText {
        RuleText("EN 16931 kennt die Angabe \(name) hier nicht.", "EN 16931 does not use \(name) here.")
    }
}

/// Elements that a group of rules looks at.
struct Scope: Sendable {
    let patterns: [Pattern]
    let condition: (@Sendable (Node) -> Bool)?
    let rules: [Rule]

    /// - Parameters:
    ///   - patterns: Ways that end at the elements, separated by commas.
    ///   - condition: What else must be so; the first scope of a family that fits takes the element, whatever its rules
    ///     say, and hides it from those behind it.
    init(_ patterns: String, when condition: (@Sendable (Node) -> Bool)? = nil, _ rules: [Rule] = []) {
        self.patterns = patterns.split(separator: ",").map { Pattern($0) }
        self.condition = condition
        self.rules = rules
    }

    func fits(_ node: Node) -> Bool {
        guard patterns.contains(where: { $0.fits(node) }) else { return false }
        guard let condition else { return true }
        return condition(node)
    }

    /// The end of a way to an element: `PaymentMeans/CardAccount`, `/*/TaxTotal` from the root, `*Amount` by its end.
    struct Pattern: Sendable {
        let isFromRoot: Bool
        /// From the element outwards.
        let steps: [Path.Step]
        let suffix: String?

        init(_ text: Substring) {
            let text = text.drop { $0 == " " || $0 == "\n" }
            isFromRoot = text.hasPrefix("/")
            let parts = text.split(separator: "/")
            if let last = parts.last, last.hasPrefix("*"), last.count > 1 || parts.count == 1, !text.hasPrefix("/") {
                suffix = String(last.dropFirst())
                steps = [.any]
            } else {
                suffix = nil
                steps = parts.reversed().map(Path.step)
            }
        }

        /// Whether an element of this name can fit at all.
        func mayFit(_ symbol: Int32, name: String) -> Bool {
            if let suffix { return name.hasSuffix(suffix) }
            return steps.first?.accepts(symbol) ?? false
        }

        func fits(_ node: Node) -> Bool {
            let tree = node.index.tree
            var element = node.id
            for (position, step) in steps.enumerated() {
                if position > 0 { element = tree.parent(element) }
                guard element >= 0, suffix != nil || step.accepts(node.index.symbol(element)) else { return false }
            }
            return !isFromRoot || tree.parent(element) < 0
        }
    }
}
