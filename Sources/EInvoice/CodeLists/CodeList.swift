/// A closed list of codes that an invoice may use.
///
/// The lists are facts of the standards named with each of them. They are kept as text, one file per list, and
/// turned into a set when first asked for.
public struct CodeList: Sendable {
    /// State of the lists that EN 16931 restricts: the validation artefacts of the European Commission.
    public static let version = "EN 16931 artefacts, as of November 2026"

    /// The standard that owns the list.
    public let source: String
    /// Every code, in the order of the list's file.
    public let codes: [String]
    private let members: Set<String>

    init(source: String, text: String...) {
        self.source = source
        codes = text.flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
        members = Set(codes)
    }

    /// Whether the list has exactly this code. No trimming, no change of case.
    public func contains(_ code: some StringProtocol) -> Bool {
        members.contains(String(code))
    }
}
