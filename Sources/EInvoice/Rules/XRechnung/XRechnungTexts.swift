/// What is said of the rules of XRechnung, the same for both syntaxes.
extension RuleText {
    static let paymentInstructions = RuleText.missing("Zahlungsanweisungen (BG-16)", "payment instructions (BG-16)")
    static let buyerReference = RuleText.missing("Käuferreferenz oder Leitweg-ID", "buyer reference")
    static let sellerContact = RuleText.missing("Ansprechpartner des Verkäufers", "seller contact")
    static let taxNumbers = RuleText.missing(
        "Umsatzsteuer-ID oder Steuernummer des Verkäufers, oder ein Steuervertreter",
        "VAT identifier or tax number of the seller, or a tax representative")
    static let germanType = RuleText(
        "Diese Rechnungsart soll nicht verwendet werden.", "This invoice type should not be used.")
    static let discount = RuleText(
        "Skonto muss in der Form #SKONTO#TAGE=n#PROZENT=n.nn# mit Zeilenumbruch stehen.",
        "Cash discounts must have the form #SKONTO#TAGE=n#PROZENT=n.nn# followed by a line break.")
    static let specification = RuleText(
        "Die Spezifikation ist nicht die von XRechnung 3.0.", "The specification is not that of XRechnung 3.0.")
    static let fileNames = RuleText(
        "Zwei Anlagen haben denselben Dateinamen.", "Two attachments have the same file name.")
    static let precedingInvoice = RuleText.missing("Vorangegangene Rechnung", "preceding invoice reference")
    static let creditor = RuleText.missing("Gläubiger-Kennung der Lastschrift", "bank assigned creditor identifier")
    static let debitedAccount = RuleText.missing("Konto der Lastschrift", "debited account identifier")
    static let deliveryDate = RuleText.missing(
        "Liefer- oder Leistungsdatum", "delivery date or invoicing period")
    static let telephone = RuleText(
        "Die Telefonnummer hat weniger als drei Ziffern.", "The telephone number has less than three digits.")
    static let email = RuleText("Die E-Mail-Adresse ist keine.", "The email address is none.")
    static let url = RuleText("Die Adresse der Anlage ist keine URL.", "The address of the attachment is not a URL.")
    static let iban = RuleText("Die IBAN stimmt nicht.", "The IBAN is wrong.")
    static let account = RuleText.missing("Konto der Überweisung (BG-17)", "credit transfer (BG-17)")
    static let card = RuleText.missing("Karte (BG-18)", "payment card (BG-18)")
    static let mandate = RuleText.missing("Lastschrift (BG-19)", "direct debit (BG-19)")
    static let otherMeans = RuleText(
        "Angaben zu einer anderen Zahlungsart stehen dabei.", "Details of another payment means are given.")
    static let rate = RuleText.missing("Steuersatz der Kategorie", "VAT category rate")
    static let mediaType = RuleText.code("Medientyp der Anlage", "Media type of the attachment")
    static let scheme = RuleText.code("Schema der Kennung", "Scheme of the identifier")
    static let vehicle = RuleText(
        "Die Angaben zum Fahrzeug sind nicht vollständig oder kein Code der Richtlinie.",
        "The vehicle is not fully described, or not by codes of the directive.")
}

/// Codes of which XRechnung has its own lists.
enum XRechnungCodes {
    static let supportedCategories: Set<String> = ["S", "Z", "E", "AE", "K", "G", "L", "M"]
    static let transfer = ["30", "58"]
    static let card = ["48", "54", "55"]
    static let debit = ["59"]

    /// Media types of the extension: those of EN 16931 and XML.
    static func isExtensionMediaType(_ type: String) -> Bool {
        CodeList.mediaTypes.contains(type) || type == "application/xml"
    }

    /// The official rules join two lists with a blank on either side of the seam and look for the code between blanks:
    /// an empty one is found there.
    static func isExtensionScheme(_ scheme: String, _ list: CodeList) -> Bool {
        scheme.isEmpty || list.contains(scheme) || CodeList.healthSchemes.contains(scheme)
    }

    /// The same seam between the code of the directive and the list of classifications.
    static func isVehicleScheme(_ scheme: String) -> Bool {
        scheme.isEmpty || scheme == "CVD" || CodeList.itemClassifications.contains(scheme)
    }
}
