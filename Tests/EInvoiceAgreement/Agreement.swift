/// How often our rules say the same as the official ones, by family of rules.
package struct Agreement: Sendable {
    /// Verdicts on the rules of one family.
    package struct Family: Sendable {
        package var same = 0
        package var different = 0
    }

    package private(set) var families: [String: Family] = [:]
    /// What is different, in words.
    package private(set) var differences: [String] = []

    /// Notes what must be kept and broken, and what was found broken.
    mutating func note(_ name: String, kept: [String], broken: [String], found: Set<String>) {
        for rule in kept { note(name, rule, isSame: !found.contains(rule), "must be kept") }
        for rule in broken { note(name, rule, isSame: found.contains(rule), "must be broken") }
    }

    private mutating func note(_ name: String, _ rule: String, isSame: Bool, _ fault: String) {
        let family = Self.family(of: rule)
        if isSame {
            families[family, default: Family()].same += 1
        } else {
            families[family, default: Family()].different += 1
            differences.append("\(name): \(rule) \(fault)")
        }
    }

    /// `BR-S`, `BR-CO`, `BR`, `PEPPOL-EN16931`, …: what stands before the number.
    private static func family(of rule: String) -> String {
        let parts = rule.split(separator: "-")
        let words = parts.prefix { part in !(part.last?.isNumber ?? false) || part.hasPrefix("EN") }
        return words.joined(separator: "-")
    }
}
