/// Short names of business terms and groups, as a reader of an invoice wants to see them.
enum BusinessTermNames {
    /// The name of a term such as `BT-1`; the term itself if it has no name here.
    static func name(of term: String, in language: ViewLanguage) -> String {
        guard let names = table[term] else { return term }
        return language.pick(names.german, names.english)
    }

    private static let table: [String: (german: String, english: String)] = {
        let lines = text.split(separator: "\n").map { $0.split(separator: "|").map(String.init) }
        return Dictionary(uniqueKeysWithValues: lines.map { ($0[0], ($0[1], $0[2])) })
    }()

    private static let text = """
        BT-1|Rechnungsnummer|Invoice number
        BT-2|Rechnungsdatum|Invoice date
        BT-3|Rechnungsart|Invoice type
        BT-5|Rechnungswährung|Invoice currency
        BT-6|Währung der Umsatzsteuer|VAT accounting currency
        BT-7|Steuerzeitpunkt|VAT point date
        BT-8|Ereignis des Steuerzeitpunkts|VAT point date event
        BT-9|Fällig am|Due date
        BT-10|Käuferreferenz (Leitweg-ID)|Buyer reference
        BT-11|Projekt|Project
        BT-12|Vertrag|Contract
        BT-13|Bestellung|Purchase order
        BT-14|Auftrag|Sales order
        BT-15|Wareneingangsmeldung|Receiving advice
        BT-16|Lieferavis|Despatch advice
        BT-17|Vergabe oder Los|Tender or lot
        BT-18|Objekt der Rechnung|Invoiced object
        BT-19|Kontierung beim Käufer|Buyer accounting reference
        BT-20|Zahlungsbedingungen|Payment terms
        BT-21|Betreff|Subject
        BT-22|Bemerkung|Note
        BT-23|Geschäftsprozess|Business process
        BT-24|Spezifikation|Specification
        BT-25|Vorangegangene Rechnung|Preceding invoice
        BT-26|vom|dated
        BT-27|Verkäufer|Seller
        BT-28|Handelsname|Trading name
        BT-29|Kennung|Identifier
        BT-30|Registernummer|Legal registration
        BT-31|Umsatzsteuer-ID|VAT identifier
        BT-32|Steuernummer|Tax number
        BT-33|Rechtliche Angaben|Legal information
        BT-34|Elektronische Adresse|Electronic address
        BT-41|Ansprechpartner|Contact
        BT-42|Telefon|Telephone
        BT-43|E-Mail|Email
        BT-44|Käufer|Buyer
        BT-59|Zahlungsempfänger|Payee
        BT-62|Steuervertreter|Tax representative
        BT-70|Lieferung an|Deliver to
        BT-71|Ort der Lieferung|Deliver to location
        BT-72|Geliefert am|Delivery date
        BT-73|Zeitraum|Period
        BT-81|Zahlungsart|Payment means
        BT-82|Zahlungsart (Text)|Payment means text
        BT-83|Verwendungszweck|Remittance information
        BT-84|Konto|Account
        BT-85|Kontoinhaber|Account name
        BT-86|Bank (BIC)|Bank (BIC)
        BT-87|Kartennummer|Card number
        BT-88|Karteninhaber|Card holder
        BT-89|Mandat|Mandate
        BT-90|Gläubiger-ID|Creditor identifier
        BT-91|Belastetes Konto|Debited account
        BT-106|Summe der Positionen|Sum of lines
        BT-107|Summe der Nachlässe|Sum of allowances
        BT-108|Summe der Zuschläge|Sum of charges
        BT-109|Gesamt ohne Umsatzsteuer|Total without VAT
        BT-110|Umsatzsteuer|VAT
        BT-111|Umsatzsteuer in Steuerwährung|VAT in accounting currency
        BT-112|Gesamt mit Umsatzsteuer|Total with VAT
        BT-113|Bereits gezahlt|Paid
        BT-114|Rundung|Rounding
        BT-115|Zu zahlen|Amount due
        BT-116|Grundlage|Taxable amount
        BT-117|Steuer|Tax
        BT-118|Kategorie|Category
        BT-119|Satz|Rate
        BT-120|Grund der Befreiung|Exemption reason
        BT-122|Unterlage|Document
        BT-123|Beschreibung|Description
        BT-124|Fundstelle|Location
        BT-125|Datei|File
        BT-126|Pos.|Line
        BT-127|Bemerkung|Note
        BT-128|Objekt|Object
        BT-129|Menge|Quantity
        BT-131|Netto|Net
        BT-132|Bestellposition|Purchase order line
        BT-133|Kontierung beim Käufer|Buyer accounting reference
        BT-134|Zeitraum|Period
        BT-146|Preis|Price
        BT-147|Preisnachlass|Price discount
        BT-148|Bruttopreis|Gross price
        BT-149|Preis je|Price per
        BT-151|USt|VAT
        BT-153|Bezeichnung|Name
        BT-154|Beschreibung|Description
        BT-155|Artikelnummer des Verkäufers|Seller's item number
        BT-156|Artikelnummer des Käufers|Buyer's item number
        BT-157|Artikelkennung|Item identifier
        BT-158|Einordnung|Classification
        BT-159|Ursprungsland|Country of origin
        BG-1|Bemerkungen|Notes
        BG-2|Prozess|Process
        BG-3|Vorangegangene Rechnungen|Preceding invoices
        BG-13|Lieferung|Delivery
        BG-16|Zahlung|Payment
        BG-20|Nachlass|Allowance
        BG-21|Zuschlag|Charge
        BG-22|Summen|Totals
        BG-23|Umsatzsteuer|VAT breakdown
        BG-24|Anlagen und Unterlagen|Attachments and documents
        BG-25|Positionen|Lines
        BG-DEX-09|Zahlungen Dritter|Third party payments
        """
}
