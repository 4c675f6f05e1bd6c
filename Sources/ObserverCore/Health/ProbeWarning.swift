package import Shared

/// Why an answering service is shown in yellow.
package enum ProbeWarning: Sendable, Hashable {
    /// The service's own report says warning, and why in its own words, if it gives any.
    case reported(String?)
    /// 429, or 503 with `Retry-After`: busy, not dead.
    case busy
}

extension ProbeWarning {
    /// Stable kebab-case code for programs.
    package var code: String {
        switch self {
        case .reported: "reports-warning"
        case .busy: "busy"
        }
    }

    /// The sentence for people.
    package var text: LocalizedText {
        switch self {
        case .reported(nil):
            LocalizedText(de: "Der Dienst meldet selbst eine Warnung.", en: "The service reports a warning itself.")
        case .reported(let reason?):
            LocalizedText(
                de: "Der Dienst meldet selbst eine Warnung: „\(reason)“.",
                en: "The service reports a warning itself: “\(reason)”.")
        case .busy:
            LocalizedText(
                de: "Ausgelastet: Der Dienst bittet, später wiederzukommen.",
                en: "Busy: the service asks to come back later.")
        }
    }

    /// Whether two warnings say the same but for figures, which may differ with every look.
    func isLike(_ other: ProbeWarning?) -> Bool {
        switch (self, other) {
        case (.reported(let reason), .reported(let otherReason)):
            reason?.filter { !$0.isNumber } == otherReason?.filter { !$0.isNumber }
        case (.busy, .busy): true
        default: false
        }
    }
}

/// One word, as it stands in journals since there are any: the code, and behind it the service's words.
extension ProbeWarning: Codable {
    private static let separator = ": "

    package init(from decoder: any Decoder) throws {
        let word = try decoder.singleValueContainer().decode(String.self)
        let parts = word.split(separator: Self.separator, maxSplits: 1)
        switch parts.first.map(String.init) {
        case Self.busy.code: self = .busy
        case Self.reported(nil).code: self = .reported(parts.count > 1 ? String(parts[1]) : nil)
        default:
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "unknown warning: \(word)"))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if case .reported(let reason?) = self {
            try container.encode(code + Self.separator + reason)
        } else {
            try container.encode(code)
        }
    }
}
