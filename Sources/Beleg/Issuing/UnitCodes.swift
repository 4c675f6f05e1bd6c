import EInvoice

/// The codes of UN/ECE Recommendation 20 for units as people write them.
enum UnitCodes {
    /// The code of a unit; `nil` if nobody knows it.
    static func code(for unit: String) -> String? {
        if let code = words[unit.lowercased().filter { $0 != "." && $0 != " " }] { return code }
        return CodeList.units.contains(unit) ? unit : nil
    }

    /// A piece, and the code for whatever has no unit of its own.
    static let one = "C62"

    private static let words: [String: String] = {
        let groups = [
            "H87": "stk stück stueck st piece pcs", "HUR": "std stunde stunden h hour hours",
            "DAY": "tag tage d day days",
            "WEE": "woche wochen week weeks", "MON": "monat monate mon month months", "ANN": "jahr jahre year years",
            "MIN": "min minute minuten minutes", "KGM": "kg kilogramm", "GRM": "g gramm", "TNE": "t tonne tonnen",
            "MTR": "m meter", "KMT": "km kilometer", "MTK": "m² m2 qm", "MTQ": "m³ m3 cbm", "LTR": "l liter",
            "KWH": "kwh", "LS": "pauschal pauschale psch", "P1": "% prozent", "XPK": "pkg packung", "XCT": "karton",
            "XPX": "palette paletten",
        ]
        return groups.reduce(into: [:]) { words, group in
            for word in group.value.split(separator: " ") { words[String(word)] = group.key }
        }
    }()
}
