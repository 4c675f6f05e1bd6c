/// The languages that an invoice is shown in.
public enum ViewLanguage: String, Sendable, Hashable, CaseIterable {
    /// German
    case german = "de"
    /// English
    case english = "en"

    /// One of two texts.
    func pick(_ german: String, _ english: String) -> String {
        self == .german ? german : english
    }
}
