import Synchronization

/// Numbers for the names of elements and attributes that rules speak of: a rule compares numbers, never texts.
enum RuleNames {
    /// Begins with all names of both vocabularies: a document is numbered before its rules name their ways, and no name
    /// of it may then be unknown.
    private static let numbers = Mutex<[String: Int32]>(
        Dictionary(uniqueKeysWithValues: vocabulary.sorted().enumerated().map { ($1, Int32($0)) }))

    private static var vocabulary: Set<String> {
        var names: Set<String> = [
            "Invoice", "CreditNote", "CrossIndustryInvoice", "DateTimeString", "DateTime", "Indicator",
        ]
        for grammar in [Grammar.ubl, Grammar.cii] {
            for aggregate in grammar.aggregates { names.formUnion(aggregate.particles.map(\.name)) }
        }
        for type in ValueType.allCases { names.formUnion(type.attributes) }
        return names
    }

    /// The number of a local name, the same for the life of the process.
    static func number(_ name: some StringProtocol) -> Int32 {
        numbers.withLock { numbers in
            let name = String(name)
            if let known = numbers[name] { return known }
            let number = Int32(numbers.count)
            numbers[name] = number
            return number
        }
    }

    /// All numbers given so far.
    static var all: [String: Int32] { numbers.withLock { $0 } }
}

/// A way from one element to others, as rules write it: `Party/Contact/Name`, `../ID`, `InvoiceLine|CreditNoteLine/Item`,
/// `//TaxCategory` for all of the document, `/TaxTotal` from the root, and `@unitCode` as the last step.
///
/// Names stand without prefix: within one syntax no two elements of different namespaces share a name that matters here.
struct Path: ExpressibleByStringLiteral, Sendable {
    enum Step: Sendable, Hashable {
        case child(Int32)
        case either(Int32, Int32)
        case parent
        case any
    }

    enum Start: Sendable, Hashable {
        case here
        case root
        /// Every element of the document with the name of the first step.
        case everywhere
    }

    let start: Start
    let steps: [Step]
    let attribute: Int32?
    /// Equal for equal ways that do not begin here: their results are kept per document.
    let number: Int32

    /// Paths of literals, by the place of the literal in the program: conditions name their paths where they use them,
    /// and are evaluated for every line of an invoice.
    private static let known = Mutex<[UInt: Path]>([:])

    init(stringLiteral text: StaticString) {
        let place = UInt(bitPattern: text.utf8Start)
        let known = Self.known.withLock { $0[place] }
        if let known {
            self = known
        } else {
            self.init(text.description)
            let path = self
            Self.known.withLock { $0[place] = path }
        }
    }

    init(_ text: String) {
        var rest = text[...]
        if rest.hasPrefix("//") {
            start = .everywhere
            rest = rest.dropFirst(2)
        } else if rest.hasPrefix("/") {
            start = .root
            rest = rest.dropFirst()
        } else {
            start = .here
        }
        var parts = rest.split(separator: "/")
        if let last = parts.last, last.hasPrefix("@") {
            attribute = RuleNames.number(last.dropFirst())
            parts.removeLast()
        } else {
            attribute = nil
        }
        steps = parts.filter { $0 != "." }.map(Self.step)
        // The text serves as one more name; what it leads to does not depend on a last attribute.
        number = start == .here ? -1 : RuleNames.number(text)
    }

    static func step(_ text: Substring) -> Step {
        if text == ".." { return .parent }
        if text == "*" { return .any }
        let names = text.split(separator: "|").map { RuleNames.number($0) }
        return names.count == 2 ? .either(names[0], names[1]) : .child(names[0])
    }
}

extension Path.Step {
    func accepts(_ symbol: Int32) -> Bool {
        switch self {
        case .child(let name): symbol == name
        case .either(let a, let b): symbol == a || symbol == b
        case .any: true
        case .parent: false
        }
    }
}
