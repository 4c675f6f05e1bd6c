/// The semantic invoice of EN 16931: every business term as one value, whatever syntax it came from.
///
/// Everything is optional or repeatable, because a reader must be able to hold what a faulty invoice says.
/// Dates are ISO 8601 (`2026-01-31`); a date that cannot be read keeps its text.
public struct Invoice: Sendable, Hashable {
    /// BT-1 Invoice number
    public var number: String?
    /// BT-2 Invoice issue date
    public var issueDate: String?
    /// BT-3 Invoice type code (UNTDID 1001)
    public var typeCode: String?
    /// BT-5 Invoice currency code
    public var currency: String?
    /// BT-6 VAT accounting currency code
    public var vatAccountingCurrency: String?
    /// BT-7 Value added tax point date
    public var taxPointDate: String?
    /// BT-8 Value added tax point date code (UNTDID 2005; UBL: 3, 35, 432; CII: 5, 29, 72 are mapped to these)
    public var taxPointCode: String?
    /// BT-9 Payment due date
    public var dueDate: String?
    /// BT-10 Buyer reference (in Germany the Leitweg-ID)
    public var buyerReference: String?
    /// BT-11 Project reference
    public var projectReference: String?
    /// BT-12 Contract reference
    public var contractReference: String?
    /// BT-13 Purchase order reference
    public var purchaseOrderReference: String?
    /// BT-14 Sales order reference
    public var salesOrderReference: String?
    /// BT-15 Receiving advice reference
    public var receivingAdviceReference: String?
    /// BT-16 Despatch advice reference
    public var despatchAdviceReference: String?
    /// BT-17 Tender or lot reference
    public var tenderReference: String?
    /// BT-18 Invoiced object identifier
    public var invoicedObject: Identifier?
    /// BT-19 Buyer accounting reference
    public var buyerAccountingReference: String?
    /// BT-20 Payment terms
    public var paymentTerms: String?
    /// BG-1 Invoice notes
    public var notes: [InvoiceNote] = []
    /// BG-2 Process control
    public var processControl = ProcessControl()
    /// BG-3 Preceding invoice references
    public var precedingInvoices: [PrecedingInvoice] = []
    /// BG-4 Seller
    public var seller = Party()
    /// BG-7 Buyer
    public var buyer = Party()
    /// BG-10 Payee
    public var payee: Party?
    /// BG-11 Seller tax representative party
    public var taxRepresentative: Party?
    /// BG-13 Delivery information
    public var delivery: Delivery?
    /// BG-14 Invoicing period
    public var period: Period?
    /// BG-16 Payment instructions: one in a valid invoice; faulty or generous ones repeat it
    public var paymentInstructions: [PaymentInstructions] = []
    /// BG-20 Document level allowances
    public var allowances: [AllowanceOrCharge] = []
    /// BG-21 Document level charges
    public var charges: [AllowanceOrCharge] = []
    /// BG-22 Document totals
    public var totals = DocumentTotals()
    /// BG-23 VAT breakdown
    public var vatBreakdown: [VATBreakdown] = []
    /// BG-24 Additional supporting documents
    public var attachments: [SupportingDocument] = []
    /// BG-25 Invoice lines
    public var lines: [InvoiceLine] = []
    /// BG-DEX-09 Third party payments (German extension)
    public var thirdPartyPayments: [ThirdPartyPayment] = []
    /// Elements of the document that no business term covers, kept so that nothing is lost
    public var unknown: [UnknownElement] = []

    /// An empty group.
    public init() {}
}
