package import Hummingbird
import HummingbirdCore
package import Shared

/// Reads query parameters one by one and collects every fault.
package struct QueryReader {
    private let parameters: FlatDictionary<Substring, Substring>
    /// The faults so far; pointers are `?name`.
    package private(set) var findings: [Finding] = []

    /// Reads the query of a request.
    package init(_ request: Request) {
        parameters = request.uri.decodedParameters
    }

    /// The text of a parameter, `nil` when absent or empty.
    package func text(_ name: String) -> String? {
        guard let text = parameters[Substring(name)], !text.isEmpty else { return nil }
        return String(text)
    }

    /// Whether a parameter is there, be it empty.
    package func has(_ name: String) -> Bool { parameters.has(Substring(name)) }

    /// The texts of a parameter that may be given more than once.
    package func texts(_ name: String) -> [String] {
        parameters[values: Substring(name)].map { String($0) }
    }

    /// A whole number within a range.
    package mutating func number(_ name: String, in range: ClosedRange<Int>, default defaultValue: Int) -> Int {
        guard let text = text(name) else { return defaultValue }
        if let number = Int(text), range.contains(number) { return number }
        report(
            name, "out-of-range", de: "Eine ganze Zahl von \(range.lowerBound) bis \(range.upperBound) wird erwartet.",
            en: "Expected a whole number from \(range.lowerBound) to \(range.upperBound).")
        return defaultValue
    }

    /// `true` or `false` (also `1` and `0`); a name alone is a fault, because it may mean either.
    package mutating func flag(_ name: String, default defaultValue: Bool) -> Bool {
        switch text(name)?.lowercased() {
        case "true", "1": return true
        case "false", "0": return false
        case nil where !has(name): return defaultValue
        default:
            report(name, "invalid-flag", de: "Erwartet wird true oder false.", en: "Expected true or false.")
            return defaultValue
        }
    }

    /// A parameter that a parser turns into a value; `nil` from the parser is a fault with the given sentences.
    package mutating func value<Value>(
        _ name: String, code: String, de: String, en: String, parse: (String) -> Value?
    ) -> Value? {
        guard let text = text(name) else { return nil }
        if let value = parse(text) { return value }
        report(name, code, de: de, en: en)
        return nil
    }

    /// Adds a fault found by the caller.
    package mutating func report(_ name: String, _ code: String, de: String, en: String) {
        findings.append(Finding("?\(name)", code, de: de, en: en))
    }

    /// Ends the reading.
    ///
    /// - Throws: ``Problem`` 422 when anything was wrong.
    package func finish() throws(Problem) {
        if !findings.isEmpty { throw .invalid(findings) }
    }
}

extension URI {
    /// The parameters of the query with their names and values decoded; the framework decodes the values alone.
    var decodedParameters: FlatDictionary<Substring, Substring> {
        let parameters = queryParameters
        guard parameters.contains(where: { $0.key.utf8.contains(UInt8(ascii: "%")) }) else { return parameters }
        return FlatDictionary(parameters.map { (key: QueryNames.decoded($0.key)[...], value: $0.value) })
    }
}
