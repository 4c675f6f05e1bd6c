import Yams

/// Scalars of a stack file. Each of these is `nil` when there is none, and after a fault.
extension StackFileReader {
    /// Text with its variables replaced; may be empty.
    func text(_ node: Node?, _ what: String) -> String? {
        guard let node else { return nil }
        guard case .scalar(let scalar) = node else {
            report(node, de: "\(what): Das muss ein Text sein.", en: "\(what) must be text.")
            return nil
        }
        guard let text = expand(scalar.string, node) else { return nil }
        guard !text.utf8.contains(0) else {
            // It would end the argument or the variable in the middle.
            report(node, de: "\(what): Ein NUL-Zeichen geht nicht.", en: "\(what) must not hold a NUL character.")
            return nil
        }
        return text
    }

    /// Text of at least one letter.
    func word(_ node: Node?, _ what: String) -> String? {
        guard let node, let text = text(node, what) else { return nil }
        if !text.isEmpty, !isNothing(node) { return text }
        report(node, de: "\(what) ist leer.", en: "\(what) is empty.")
        return nil
    }

    func number(_ node: Node?, _ what: String, in range: ClosedRange<Int>) -> Int? {
        guard let node, let text = word(node, what) else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        let shown = Self.shown(text)
        report(
            node, de: "\(what): „\(shown)“ ist keine ganze Zahl von \(range.lowerBound) bis \(range.upperBound).",
            en: "\(what): \"\(shown)\" is not a whole number from \(range.lowerBound) to \(range.upperBound).")
        return nil
    }

    func flag(_ node: Node?, _ what: String) -> Bool? {
        guard let node, let text = word(node, what) else { return nil }
        switch text.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default:
            let shown = Self.shown(text)
            report(
                node, de: "\(what): „\(shown)“ ist weder true noch false.",
                en: "\(what): \"\(shown)\" is neither true nor false.")
            return nil
        }
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ node: Node?, _ what: String) -> Choice? {
        guard let node, let text = word(node, what) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        let shown = Self.shown(text)
        report(
            node, de: "\(what): „\(shown)“ ist keines von \(words).", en: "\(what): \"\(shown)\" is none of \(words).")
        return nil
    }

    // MARK: Quantities

    /// A span in milliseconds: `500ms`, `30s`, `5m`, `1h`, or plain seconds.
    func span(_ node: Node?, _ what: String, in range: SpanRange) -> Int? {
        guard let node, let text = word(node, what) else { return nil }
        let shown = Self.shown(text)
        guard let span = Self.quantity(text, ["ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "": 1_000]) else {
            report(
                node, de: "\(what): „\(shown)“ ist keine Dauer wie 500ms, 30s, 5m oder 1h.",
                en: "\(what): \"\(shown)\" is not a duration such as 500ms, 30s, 5m or 1h.")
            return nil
        }
        if range.milliseconds.contains(span) { return span }
        report(
            node, de: "\(what): „\(shown)“ liegt nicht zwischen \(range.least) und \(range.most).",
            en: "\(what): \"\(shown)\" is not between \(range.least) and \(range.most).")
        return nil
    }

    /// A size in bytes: `500kB`, `10MB`, `1GB`, or plain bytes.
    func size(_ node: Node?, _ what: String) -> Int? {
        guard let node, let text = word(node, what) else { return nil }
        let units = ["kB": 1_000.0, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000, "": 1]
        if let size = Self.quantity(text, units), (1_000...1_000_000_000_000).contains(size) { return size }
        let shown = Self.shown(text)
        report(
            node, de: "\(what): „\(shown)“ ist keine Größe wie 500kB oder 10MB (1kB bis 1000GB).",
            en: "\(what): \"\(shown)\" is not a size such as 500kB or 10MB (1kB to 1000GB).")
        return nil
    }

    /// A number with a unit, in the smallest one; `nil` for anything else, and beyond all use.
    private static func quantity(_ text: String, _ units: [String: Double]) -> Int? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits), let factor = units[String(text.dropFirst(digits.count))],
            number * factor < 1e15
        else { return nil }
        return Int((number * factor).rounded())
    }
}

/// From when to when a span makes sense, as it is told to people.
struct SpanRange {
    let least: String
    let most: String
    let milliseconds: ClosedRange<Int>

    /// From nothing to a week.
    static let any = SpanRange(least: "0s", most: "168h", milliseconds: 0...604_800_000)
    /// From a tenth of a second: to wait for nothing would make no sense.
    static let wait = SpanRange(least: "100ms", most: "24h", milliseconds: 100...86_400_000)
    /// From a second: anything repeated more often would be a storm.
    static let period = SpanRange(least: "1s", most: "168h", milliseconds: 1_000...604_800_000)
}
