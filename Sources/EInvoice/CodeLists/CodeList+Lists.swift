// One constant per list. What a list is for and which rules check it is told in the list's own file.
extension CodeList {
    /// Alphabetic currency codes.
    public static let currencies = CodeList(source: "ISO 4217", text: CurrencyCodes.text)
    /// Countries as the rules for UBL know them.
    public static let countriesUBL = CodeList(source: "ISO 3166-1", text: CountryCodes.text, "SS")
    /// Countries as the rules for CII know them.
    public static let countriesCII = CodeList(source: "ISO 3166-1", text: CountryCodes.text, "AN")
    /// Prefixes of VAT identifiers (BR-CO-09): a country, or `EL` for Greece.
    public static let vatPrefixesUBL = CodeList(source: "ISO 3166-1", text: CountryCodes.text, "SS EL")
    /// The same for CII.
    public static let vatPrefixesCII = CodeList(source: "ISO 3166-1", text: CountryCodes.text, "AN EL")
    /// Types that a UBL Invoice may have.
    public static let invoiceTypes = CodeList(source: "UNTDID 1001", text: InvoiceTypeCodes.text)
    /// Types that a UBL CreditNote may have.
    public static let creditNoteTypes = CodeList(source: "UNTDID 1001", text: CreditNoteTypeCodes.text)
    /// Types of an invoice in CII, which has one message for invoices and credit notes.
    public static let documentTypes = CodeList(source: "UNTDID 1001", text: DocumentTypeCodes.text)
    /// Events that fix the VAT point date, as UBL writes them.
    public static let vatPointDates = CodeList(source: "UNTDID 2005", text: VATPointDateCodes.text)
    /// Events that fix the VAT point date, as CII writes them.
    public static let dueDateEvents = CodeList(source: "UNTDID 2475", text: DueDateEventCodes.text)
    /// What an identifier refers to: the schemes of BT-18 and BT-128.
    public static let referenceQualifiers = CodeList(source: "UNTDID 1153", text: ReferenceQualifierCodes.text)
    /// Subject of a note in CII.
    public static let noteSubjects = CodeList(source: "UNTDID 4451", text: NoteSubjectCodes.text)
    /// Subject of a note between number signs in UBL.
    public static let noteSubjectsUBL = CodeList(source: "UNTDID 4451", text: NoteSubjectUBLCodes.text)
    /// Registered identification schemes of parties, items and places.
    public static let identifierSchemes = CodeList(source: "ISO/IEC 6523 ICD", text: IdentifierSchemeCodes.text)
    /// Schemes of electronic addresses.
    public static let addressSchemes = CodeList(source: "CEF EAS", text: AddressSchemeCodes.text)
    /// Schemes that classify items.
    public static let itemClassifications = CodeList(source: "UNTDID 7143", text: ItemClassificationCodes.text)
    /// How an invoice is paid.
    public static let paymentMeans = CodeList(source: "UNTDID 4461", text: PaymentMeansCodes.text)
    /// VAT categories of EN 16931.
    public static let vatCategories = CodeList(source: "UNTDID 5305", text: VATCategoryCodes.text)
    /// Reasons of allowances.
    public static let allowanceReasons = CodeList(source: "UNTDID 5189", text: AllowanceReasonCodes.text)
    /// Reasons of charges.
    public static let chargeReasons = CodeList(source: "UNTDID 7161", text: ChargeReasonCodes.text)
    /// Reasons of a VAT exemption.
    public static let exemptionReasons = CodeList(source: "VATEX", text: ExemptionReasonCodes.text)
    /// Units of measure, those of Recommendation 21 with a leading `X`.
    public static let units = CodeList(source: "UN/ECE Recommendations 20 and 21", text: UnitCodes.text)
    /// Media types that an attachment may have.
    public static let mediaTypes = CodeList(source: "IANA media types", text: MediaTypeCodes.text)
    /// Schemes of digital health applications, which the XRechnung extension adds to those of ISO 6523 and EAS.
    public static let healthSchemes = CodeList(source: "XRechnung extension", text: HealthSchemeCodes.text)
    /// Vehicle categories under the clean vehicles directive.
    public static let vehicleCategories = CodeList(source: "XRechnung CVD", text: VehicleCategoryCodes.text)
    /// What the attribute `cva` of a vehicle may say.
    public static let vehicleEmissions = CodeList(source: "XRechnung CVD", text: VehicleEmissionCodes.text)
    /// Types that an XRechnung should have.
    public static let germanInvoiceTypes = CodeList(source: "UNTDID 1001", text: GermanInvoiceTypeCodes.text)
}
