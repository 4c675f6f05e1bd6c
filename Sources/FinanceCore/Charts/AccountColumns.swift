/// Which column of an account file means what.
struct AccountColumns: Sendable {
    /// The meanings that a heading can have.
    enum Meaning: CaseIterable {
        case number, name, nameEN, category, taxKey, active

        /// Spellings of the heading, lower case, without blanks, underscores, hyphens and dots.
        var spellings: Set<String> {
            switch self {
            case .number:
                ["number", "account", "accountnumber", "accountno", "id", "konto", "kontonummer", "kontonr", "nummer"]
            case .name:
                [
                    "name", "namede", "bezeichnung", "kontobezeichnung", "kontoname", "beschriftung",
                    "kontobeschriftung", "kontenbeschriftung", "description", "accountname",
                ]
            case .nameEN: ["nameen", "englishname", "bezeichnungen", "bezeichnungenglisch", "englisch", "english"]
            case .category:
                [
                    "category", "class", "type", "accounttype", "kategorie", "klasse", "kontoart", "art", "typ",
                    "kontotyp",
                ]
            case .taxKey: ["taxkey", "steuerschlüssel", "steuerschluessel", "buschlüssel", "buschluessel", "bu"]
            case .active: ["active", "aktiv"]
            }
        }
    }

    private var positions: [Meaning: Int] = [:]
    private var headings: [String]

    /// Finds the columns.
    /// - Throws: a fault for each required column that is missing and each meaning that occurs twice.
    init(headings record: DelimitedText.Record, needsCategory: Bool) throws(ImportRejection) {
        headings = record.fields
        var faults: [ImportFault] = []
        for (index, heading) in record.fields.enumerated() {
            let plain = heading.lowercased().filter { !$0.isWhitespace && !"_-.".contains($0) }
            guard let meaning = Meaning.allCases.first(where: { $0.spellings.contains(plain) }) else { continue }
            if positions[meaning] == nil {
                positions[meaning] = index
            } else {
                faults.append(Self.repeated(heading, row: record.line))
            }
        }
        let required: [(Meaning, String)] = [(.number, "number"), (.name, "name"), (.category, "category")]
        for (meaning, name) in required where positions[meaning] == nil {
            if meaning != .category || needsCategory { faults.append(Self.missing(name, row: record.line)) }
        }
        if !faults.isEmpty { throw ImportRejection(faults: faults) }
    }

    /// Number of columns that every row must have.
    var count: Int { headings.count }

    /// The trimmed value of a row, nil when the file has no such column.
    func value(_ meaning: Meaning, in record: DelimitedText.Record) -> String? {
        guard let index = positions[meaning], index < record.fields.count else { return nil }
        return record.fields[index].trimmed
    }

    /// The file's own heading of a column.
    func heading(_ meaning: Meaning) -> String? {
        positions[meaning].map { headings[$0] }
    }

    private static func missing(_ name: String, row: Int) -> ImportFault {
        ImportFault(
            row: row, column: name, "missing-column", de: "Die Spalte fehlt in der Kopfzeile.",
            en: "The column is missing in the heading line.")
    }

    private static func repeated(_ heading: String, row: Int) -> ImportFault {
        ImportFault(
            row: row, column: heading, "repeated-column", de: "Die Bedeutung dieser Spalte kommt zweimal vor.",
            en: "The meaning of this column occurs twice.")
    }
}
