/// Specification identifiers (BT-24) that select the rules.
enum Specification {
    static let en16931 = "urn:cen.eu:en16931:2017"
    /// XRechnung 3.0.
    static let xrechnung = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
    static let xrechnungExtension = xrechnung + "#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0"
    /// XRechnung for the clean vehicles directive.
    static let xrechnungVehicles = xrechnung + "#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9"

    /// Those that BR-DE-21 accepts.
    static let german: Set<String> = [xrechnung, xrechnungExtension, xrechnungVehicles]

    private static let ubl: Path = "CustomizationID"
    private static let cii: Path = "ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID"

    /// What the document says it follows, `nil` when it does not say.
    static func identifier(in root: Node) -> String? {
        (root.first(ubl) ?? root.first(cii))?.normalized
    }
}
