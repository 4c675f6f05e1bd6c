/// A VAT category (UNTDID 5305) and how the rules treat it.
struct VATCategory: Sendable {
    /// The code in the document, e.g. `AE`.
    let code: String
    /// How the rules call it, e.g. `IC` for `K`.
    let family: String
    /// Several rates may stand side by side: S, L, M.
    let hasRates: Bool
    /// A reason for the exemption must be given; for the others none may.
    let needsReason: Bool
    let german: String
    let english: String

    func id(_ number: String) -> String { "BR-\(family)-\(number)" }

    var text: Texts { Texts(category: self) }

    /// What is said of each of the templates.
    struct Texts {
        let category: VATCategory
        private var de: String { "\(category.german) (\(category.code))" }
        private var en: String { "\(category.english) (\(category.code))" }

        var breakdown: RuleText {
            RuleText(
                "Die Steueraufschlüsselung passt nicht zu den Positionen der Kategorie \(de).",
                "The VAT breakdown does not match the lines of category \(en).")
        }
        var identifiers: RuleText {
            category.code == "O"
                ? RuleText(
                    "Bei \(de) darf keine Umsatzsteuer-ID angegeben sein.",
                    "No VAT identifier may be given with \(en).")
                : RuleText(
                    "Bei \(de) fehlen Steuernummern der Beteiligten.",
                    "Tax identifiers of the parties are missing, which \(en) needs.")
        }
        var rate: RuleText {
            RuleText("Der Steuersatz passt nicht zur Kategorie \(de).", "The VAT rate does not fit category \(en).")
        }
        var noTax: RuleText {
            RuleText("Bei \(de) muss der Steuerbetrag 0 sein.", "The VAT amount must be 0 with \(en).")
        }
        var reason: RuleText {
            category.needsReason
                ? RuleText("Bei \(de) fehlt der Grund der Befreiung.", "The exemption reason is missing for \(en).")
                : RuleText(
                    "Bei \(de) darf kein Befreiungsgrund stehen.", "No exemption reason may be given with \(en).")
        }
    }

    static let standard = VATCategory(
        code: "S", family: "S", hasRates: true, needsReason: false, german: "Normalsatz", english: "standard rate")
    static let zero = VATCategory(
        code: "Z", family: "Z", hasRates: false, needsReason: false, german: "Nullsatz", english: "zero rate")
    static let exempt = VATCategory(
        code: "E", family: "E", hasRates: false, needsReason: true, german: "steuerbefreit", english: "exempt")
    static let reverseCharge = VATCategory(
        code: "AE", family: "AE", hasRates: false, needsReason: true, german: "Steuerschuld des Empfängers",
        english: "reverse charge")
    static let intraCommunity = VATCategory(
        code: "K", family: "IC", hasRates: false, needsReason: true, german: "innergemeinschaftliche Lieferung",
        english: "intra-community supply")
    static let export = VATCategory(
        code: "G", family: "G", hasRates: false, needsReason: true, german: "Ausfuhr", english: "export")
    static let outside = VATCategory(
        code: "O", family: "O", hasRates: false, needsReason: true, german: "nicht steuerbar",
        english: "not subject to VAT")
    static let canaries = VATCategory(
        code: "L", family: "AF", hasRates: true, needsReason: false, german: "Kanarische Inseln", english: "IGIC")
    static let ceuta = VATCategory(
        code: "M", family: "AG", hasRates: true, needsReason: false, german: "Ceuta und Melilla", english: "IPSI")

    /// In the order in which the official rules look at them.
    static let all = [reverseCharge, exempt, export, intraCommunity, canaries, ceuta, outside, standard, zero]
}
