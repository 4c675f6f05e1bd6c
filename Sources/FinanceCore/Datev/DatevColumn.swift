/// The columns of a Buchungsstapel that the ledger reads, by position; they are the same in the versions 5 to 13.
package enum DatevColumn: Int, CaseIterable, Sendable {
    case turnover = 1
    case side = 2
    case currency = 3
    case rate = 4
    case baseTurnover = 5
    case baseCurrency = 6
    case account = 7
    case contraAccount = 8
    case taxKey = 9
    case documentDate = 10
    case documentField1 = 11
    case documentField2 = 12
    case discount = 13
    case text = 14
    case costCentre1 = 37
    case costCentre2 = 38
    case lockFlag = 114
    case serviceDate = 115
    case generalReversal = 118

    /// The heading of version 13.
    package var heading: String {
        switch self {
        case .turnover: "Umsatz (ohne Soll/Haben-Kz)"
        case .side: "Soll/Haben-Kennzeichen"
        case .currency: "WKZ Umsatz"
        case .rate: "Kurs"
        case .baseTurnover: "Basis-Umsatz"
        case .baseCurrency: "WKZ Basis-Umsatz"
        case .account: "Konto"
        case .contraAccount: "Gegenkonto (ohne BU-Schlüssel)"
        case .taxKey: "BU-Schlüssel"
        case .documentDate: "Belegdatum"
        case .documentField1: "Belegfeld 1"
        case .documentField2: "Belegfeld 2"
        case .discount: "Skonto"
        case .text: "Buchungstext"
        case .costCentre1: "KOST1 - Kostenstelle"
        case .costCentre2: "KOST2 - Kostenstelle"
        case .lockFlag: "Festschreibung"
        case .serviceDate: "Leistungsdatum"
        case .generalReversal: "Generalumkehr (GU)"
        }
    }

    /// Columns without which a row cannot be booked; their headings are compared, too.
    static let required: [DatevColumn] = [.turnover, .side, .account, .contraAccount, .documentDate]

    /// Whether a heading of any version stands for this column: same first word, whatever the case.
    func matches(heading text: String) -> Bool {
        func firstWord(_ text: String) -> String {
            text.lowercased().prefix { $0 != " " && $0 != "/" && $0 != "-" }.description
        }
        return firstWord(text) == firstWord(heading)
    }
}
