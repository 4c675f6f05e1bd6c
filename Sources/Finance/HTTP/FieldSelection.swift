import ServiceKit

/// The members that `?fields=` leaves of each element of a list, or of a single answer.
struct FieldSelection: Sendable {
    private let names: Set<String>

    init(_ names: some Sequence<String>) { self.names = Set(names) }

    func contains(_ name: StaticString) -> Bool {
        name.withUTF8Buffer { names.contains(String(decoding: $0, as: UTF8.self)) }
    }
}

extension QueryReader {
    /// `fields=id,date`: names of members, separated by commas; nil, and so everything, when absent.
    /// - Parameter known: all names that there are; any other one is a fault.
    mutating func fields(of known: [String]) -> FieldSelection? {
        guard let text = text("fields") else { return nil }
        let names = text.split(separator: ",", maxSplits: 100).map { String($0) }
        let unknown = names.filter { !known.contains($0) }
        if unknown.isEmpty, !names.isEmpty { return FieldSelection(names) }
        let words = known.joined(separator: ", ")
        let shown = unknown.prefix(5).joined(separator: ", ").prefix(80)
        report(
            "fields", "field-unknown", de: "Unbekannt: \(shown). Es gibt: \(words).",
            en: "Unknown: \(shown). There are: \(words).")
        return nil
    }
}
