/// A sentence that a person reads, in both languages of the product.
public struct LocalizedText: Sendable, Hashable, Codable {
    /// The German sentence.
    public let de: String
    /// The English sentence.
    public let en: String

    /// Joins the two versions of one sentence.
    public init(de: String, en: String) {
        self.de = de
        self.en = en
    }

    /// The version for one language.
    public func callAsFunction(_ language: Language) -> String {
        switch language {
        case .german: de
        case .english: en
        }
    }
}

/// A language that the screen and the error texts speak.
public enum Language: String, Sendable, Hashable, Codable, CaseIterable {
    case german = "de"
    case english = "en"

    /// Picks the language a reader prefers from an `Accept-Language` header (RFC 9110, section 12.5.4).
    ///
    /// The entry with the highest weight that we speak wins; ties go to the earlier one. English when there is none.
    public init(acceptLanguage header: String?) {
        guard let header else {
            self = .english
            return
        }
        var best: (language: Language, weight: Double)?
        for entry in header.split(separator: ",").prefix(32) {
            let parts = entry.split(separator: ";")
            let range = parts.first.map { $0.lowercased() } ?? ""
            let primary = range.filter { !$0.isWhitespace }.split(separator: "-").first.map(String.init) ?? ""
            guard let language = Language(rawValue: primary) else { continue }
            let weight = Language.weight(in: parts.dropFirst())
            if weight > (best?.weight ?? 0) { best = (language, weight) }
        }
        self = best?.language ?? .english
    }

    private static func weight(in parameters: ArraySlice<Substring>) -> Double {
        for parameter in parameters {
            let text = parameter.filter { !$0.isWhitespace }.lowercased()
            guard text.hasPrefix("q=") else { continue }
            let weight = Double(text.dropFirst(2)) ?? 0
            return (0...1).contains(weight) ? weight : 0
        }
        return 1
    }
}
