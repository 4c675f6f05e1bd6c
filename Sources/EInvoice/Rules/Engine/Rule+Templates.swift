extension Rule {
    /// One value must be there and not be blank.
    static func filled(_ id: String, _ term: String, _ path: Path, _ german: String, _ english: String) -> Rule {
        Rule(id, term, text: .missing(german, english)) { try $0.isFilled(path) }
    }

    /// Something must be there.
    static func has(_ id: String, _ term: String, _ path: Path, _ german: String, _ english: String) -> Rule {
        Rule(id, term, text: .missing(german, english)) { $0.has(path) }
    }

    /// An amount has at most two decimals.
    static func cents(_ id: String, _ term: String, _ path: Path, _ german: String, _ english: String) -> Rule {
        Rule(id, term, text: .decimals(german, english)) { try $0.hasAtMost(decimals: 2, path) }
    }

    /// An allowance or charge of UBL needs a reason or the code of one.
    static func reason(_ id: String, _ term: String, _ german: String, _ english: String) -> Rule {
        Rule(id, term, text: .missing("Grund des \(german)", "\(english) reason")) {
            $0.has("AllowanceChargeReason") || $0.has("AllowanceChargeReasonCode")
        }
    }

    static func notNegative(
        _ id: String, _ term: String, _ path: Path, isNeeded: Bool, _ german: String, _ english: String
    ) -> Rule {
        Rule(id, term, text: RuleText("\(german) darf nicht negativ sein.", "\(english) may not be negative.")) {
            node in
            let numbers = try node.decimals(path)
            return numbers.contains { $0 >= .zero } || (!isNeeded && numbers.isEmpty)
        }
    }

    /// There may be one at most.
    static func once(
        _ id: String, _ path: Path, _ german: String, _ english: String, _ severity: RuleSeverity = .fatal
    ) -> Rule {
        Rule(id, severity, text: .repeated(german, english)) { $0.count(path) <= 1 }
    }

    /// There may be none.
    static func none(_ id: String, _ path: Path, _ name: String, _ severity: RuleSeverity = .fatal) -> Rule {
        Rule(id, severity, text: .unused(name)) { !$0.has(path) }
    }
}
