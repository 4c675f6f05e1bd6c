/// The children of the two UBL 2.1 documents in the order of the schema, as ``Grammar`` reads them. `UBLExtensions`
/// comes before all of them and is checked apart, since its content is free.
enum UBLDocumentGrammar {
    static let text = """
        Invoice: UBLVersionID? CustomizationID? ProfileID? ProfileExecutionID? ID CopyIndicator? UUID? IssueDate
          IssueTime? DueDate? InvoiceTypeCode? Note* TaxPointDate? DocumentCurrencyCode? TaxCurrencyCode?
          PricingCurrencyCode? PaymentCurrencyCode? PaymentAlternativeCurrencyCode? AccountingCostCode?
          AccountingCost? LineCountNumeric? BuyerReference? | InvoicePeriod* OrderReference? BillingReference*
          DespatchDocumentReference* ReceiptDocumentReference* StatementDocumentReference*
          OriginatorDocumentReference* ContractDocumentReference* AdditionalDocumentReference* ProjectReference*
          Signature* AccountingSupplierParty AccountingCustomerParty PayeeParty? BuyerCustomerParty?
          SellerSupplierParty? TaxRepresentativeParty? Delivery* DeliveryTerms? PaymentMeans* PaymentTerms*
          PrepaidPayment* AllowanceCharge* TaxExchangeRate? PricingExchangeRate? PaymentExchangeRate?
          PaymentAlternativeExchangeRate? TaxTotal* WithholdingTaxTotal* LegalMonetaryTotal InvoiceLine+
        CreditNote: UBLVersionID? CustomizationID? ProfileID? ProfileExecutionID? ID CopyIndicator? UUID? IssueDate
          IssueTime? TaxPointDate? CreditNoteTypeCode? Note* DocumentCurrencyCode? TaxCurrencyCode?
          PricingCurrencyCode? PaymentCurrencyCode? PaymentAlternativeCurrencyCode? AccountingCostCode?
          AccountingCost? LineCountNumeric? BuyerReference? | InvoicePeriod* DiscrepancyResponse* OrderReference?
          BillingReference* DespatchDocumentReference* ReceiptDocumentReference* ContractDocumentReference*
          AdditionalDocumentReference* StatementDocumentReference* OriginatorDocumentReference* Signature*
          AccountingSupplierParty AccountingCustomerParty PayeeParty? BuyerCustomerParty? SellerSupplierParty?
          TaxRepresentativeParty? Delivery* DeliveryTerms* PaymentMeans* PaymentTerms* TaxExchangeRate?
          PricingExchangeRate? PaymentExchangeRate? PaymentAlternativeExchangeRate? AllowanceCharge* TaxTotal*
          LegalMonetaryTotal CreditNoteLine+
        """
}
