package import Configuration

/// Settings that cannot be used, each fault named.
package struct InvalidSettings: Error, Sendable {
    /// One sentence per faulty setting.
    package let faults: [String]

    /// Joins the faults that were found.
    package init(faults: [String]) {
        self.faults = faults
    }
}

/// Reads settings one by one and remembers every fault, so that a start fails with the whole list.
package struct SettingsReader {
    private let config: ConfigReader
    /// One sentence per faulty setting so far.
    package private(set) var faults: [String] = []

    /// Reads from the given providers.
    package init(_ config: ConfigReader) {
        self.config = config
    }

    /// The text of a setting, `nil` where it is not set.
    ///
    /// A file may hold numbers and truth values where an option holds text; all are read as text first.
    package func text(_ key: ConfigKey) -> String? {
        if let text = config.string(forKey: key) { return text }
        if let number = config.int(forKey: key) { return String(number) }
        if let flag = config.bool(forKey: key) { return String(flag) }
        return nil
    }

    /// The text of a setting or its default; a blank one, as compose files leave behind, counts as not set.
    package func text(_ key: ConfigKey, default defaultValue: String) -> String {
        present(key) ?? defaultValue
    }

    private func present(_ key: ConfigKey) -> String? {
        text(key).flatMap { text in text.allSatisfy(\.isWhitespace) ? nil : text }
    }

    /// A whole number within a range.
    package mutating func number(
        _ key: ConfigKey, name: String, in range: ClosedRange<Int>, default defaultValue: Int
    ) -> Int {
        guard let text = present(key) else { return defaultValue }
        if let number = Int(text), range.contains(number) { return number }
        faults.append("\(name): \"\(text)\" is not a whole number from \(range.lowerBound) to \(range.upperBound)")
        return defaultValue
    }

    /// One of several words.
    package mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: ConfigKey, name: String, default defaultValue: Choice
    ) -> Choice {
        guard let text = present(key) else { return defaultValue }
        if let choice = Choice(rawValue: text.lowercased()) { return choice }
        let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        faults.append("\(name): \"\(text)\" is none of \(words)")
        return defaultValue
    }

    /// Comma separated words, or a list in a file.
    package func list(_ key: ConfigKey) -> [String] {
        (text(key) ?? config.stringArray(forKey: key)?.joined(separator: ",") ?? "").split(separator: ",").map {
            $0.trimmingBlanks()
        }.filter { !$0.isEmpty }
    }

    /// Adds a fault found by the caller.
    package mutating func report(_ fault: String) {
        faults.append(fault)
    }

    /// Ends the reading.
    ///
    /// - Throws: ``InvalidSettings`` when anything was wrong.
    package func finish() throws(InvalidSettings) {
        if !faults.isEmpty { throw InvalidSettings(faults: faults) }
    }
}

extension Substring {
    fileprivate func trimmingBlanks() -> String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
