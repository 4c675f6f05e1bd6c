/// Which elements an aggregate may contain, in which order and how often.
///
/// A grammar is written as text, since that stays readable for two hundred aggregates:
///
///     TradeParty: ID* GlobalID* Name? … SpecifiedTaxRegistration*
///
/// A name stands for its children in order, each once, or with `?` at most once, `*` any number of times, `+` at
/// least once. What a child contains follows from its name: an element is named after its aggregate with a word or
/// more in front (`SellerTradeParty`), or after its value type (`IssueDate`); where that misleads, the type follows
/// after `=`. Before `|` stand leaves alone.
struct Grammar: Sendable {
    /// A child of an aggregate.
    struct Particle: Sendable {
        let name: String
        let isRequired: Bool
        let isRepeatable: Bool
        let content: Content
    }

    enum Content: Sendable {
        /// Index into ``Grammar/aggregates``.
        case aggregate(Int)
        case value(ValueType)
    }

    struct Aggregate: Sendable {
        let name: String
        var particles: [Particle] = []
        /// Position of a child in the sequence, by its name.
        var positions: [String: Int] = [:]
    }

    private(set) var aggregates: [Aggregate] = []
    private var indices: [String: Int] = [:]

    init(_ texts: String...) {
        let tokens = texts.flatMap { $0.split(whereSeparator: \.isWhitespace) }
        for token in tokens where token.hasSuffix(":") {
            let name = String(token.dropLast())
            indices[name] = aggregates.count
            aggregates.append(Aggregate(name: name))
        }
        fill(tokens)
    }

    /// The aggregate of a name, for instance of a document's root.
    func index(of name: String) -> Int? {
        indices[name]
    }

    private mutating func fill(_ tokens: [Substring]) {
        var current = 0
        var onlyLeaves = false
        let hasSeparator = tokens.contains("|")
        for token in tokens {
            if token.hasSuffix(":") {
                current = indices[String(token.dropLast())] ?? current
                onlyLeaves = hasSeparator
            } else if token == "|" {
                onlyLeaves = false
            } else {
                let particle = particle(token, onlyLeaves: onlyLeaves)
                aggregates[current].positions[particle.name] = aggregates[current].particles.count
                aggregates[current].particles.append(particle)
            }
        }
    }

    private func particle(_ token: Substring, onlyLeaves: Bool) -> Particle {
        let mark = token.last.flatMap { "?*+".contains($0) ? $0 : nil }
        let parts = (mark == nil ? token : token.dropLast()).split(separator: "=")
        let name = String(parts[0])
        return Particle(
            name: name,
            isRequired: mark == nil || mark == "+",
            isRepeatable: mark == "*" || mark == "+",
            content: content(of: name, type: parts.count > 1 ? String(parts[1]) : nil, onlyLeaves: onlyLeaves))
    }

    private func content(of name: String, type: String?, onlyLeaves: Bool) -> Content {
        if let type {
            return indices[type].map(Content.aggregate) ?? .value(ValueType(rawValue: type) ?? .text)
        }
        if !onlyLeaves, let index = aggregateIndex(endingOf: name) { return .aggregate(index) }
        return .value(ValueType(elementName: name))
    }

    /// The aggregate with the longest name that ends the element's name at the start of a word.
    private func aggregateIndex(endingOf name: String) -> Int? {
        var rest = name[...]
        while !rest.isEmpty {
            if let index = indices[String(rest)] { return index }
            rest = rest.dropFirst()
            rest = rest.drop { !$0.isUppercase }
        }
        return nil
    }
}
