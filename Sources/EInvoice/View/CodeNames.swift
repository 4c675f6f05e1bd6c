/// What the codes mean that invoices mostly use.
enum CodeNames {
    /// The lists that have names.
    enum List: String {
        case category, invoiceType, means, pointDate, unit
    }

    /// The meaning of a code, `nil` if it has no name here.
    static func name(of code: String, in list: List, _ language: ViewLanguage) -> String? {
        table["\(list.rawValue) \(code)"].map { language.pick($0.german, $0.english) }
    }

    private static let table: [String: (german: String, english: String)] = {
        var table: [String: (german: String, english: String)] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 2)
            let names = parts[2].split(separator: "|").map(String.init)
            table["\(parts[0]) \(parts[1])"] = (names[0], names[1])
        }
        return table
    }()

    private static let text = """
        invoiceType 326 Teilrechnung|Partial invoice
        invoiceType 380 Rechnung|Invoice
        invoiceType 381 Gutschrift|Credit note
        invoiceType 384 Rechnungskorrektur|Corrected invoice
        invoiceType 386 Vorauszahlungsrechnung|Prepayment invoice
        invoiceType 389 Selbst ausgestellte Rechnung (Gutschrift nach UStG)|Self-billed invoice
        invoiceType 875 Abschlagsrechnung|Partial construction invoice
        invoiceType 876 Teilschlussrechnung|Partial final construction invoice
        invoiceType 877 Schlussrechnung|Final construction invoice
        category S Regelsatz|Standard rate
        category Z Nullsatz|Zero rated
        category E Steuerbefreit|Exempt
        category AE Umkehr der Steuerschuld (§ 13b UStG)|Reverse charge
        category K Innergemeinschaftliche Lieferung|Intra-community supply
        category G Ausfuhr|Export
        category O Nicht steuerbar|Not subject to VAT
        category L Kanarische Steuer (IGIC)|IGIC
        category M Steuer in Ceuta und Melilla (IPSI)|IPSI
        means 10 Bar|Cash
        means 20 Scheck|Cheque
        means 30 Überweisung|Credit transfer
        means 42 Zahlung auf Bankkonto|Payment to bank account
        means 48 Karte|Bank card
        means 49 Lastschrift|Direct debit
        means 54 Kreditkarte|Credit card
        means 55 Debitkarte|Debit card
        means 57 Dauerauftrag|Standing agreement
        means 58 SEPA-Überweisung|SEPA credit transfer
        means 59 SEPA-Lastschrift|SEPA direct debit
        means 97 Verrechnung|Clearing
        pointDate 3 Rechnungsdatum|Invoice date
        pointDate 35 Lieferdatum|Delivery date
        pointDate 432 Zahlungsdatum|Payment date
        unit ANN Jahr|year
        unit C62 Stück|piece
        unit DAY Tag|day
        unit E48 Dienstleistungseinheit|service unit
        unit GRM g|g
        unit H87 Stück|piece
        unit HUR Stunde|hour
        unit KGM kg|kg
        unit KMT km|km
        unit KWH kWh|kWh
        unit LM lfd. m|linear m
        unit LS pauschal|lump sum
        unit LTR l|l
        unit MIN Minute|minute
        unit MON Monat|month
        unit MTK m²|m²
        unit MTQ m³|m³
        unit MTR m|m
        unit NAR Stück|piece
        unit P1 %|%
        unit TNE t|t
        unit WEE Woche|week
        unit XPP Stück|piece
        unit XPK Packung|package
        unit XCT Karton|carton
        """
}
