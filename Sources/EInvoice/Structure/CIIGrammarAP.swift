/// Aggregates A to P of CII D16B that an invoice can contain, as ``Grammar`` reads them.
enum CIIGrammarAP {
    static let text = """
        CrossIndustryInvoice: ExchangedDocumentContext ExchangedDocument SupplyChainTradeTransaction
          ValuationBreakdownStatement?
        AdvancePayment: PaidAmount FormattedReceivedDateTime=formattedDateTime? IncludedTradeTax*
        AppliedAllowanceCharge: ActualAmount? Description? ReasonCode? CalculationPercent? BasisAmount?
          ChargeIndicator CategoryAppliedTax?
        AppliedTax: CalculatedAmount? TypeCode? CalculatedRate? BasisAmount? TaxPointDate?
        AvailablePeriod: StartDateTime? EndDateTime? Description?
        BasicWorkItem: ID ReferenceID? PrimaryClassificationCode* AlternativeClassificationCode* TypeCode* Comment*
          TotalQuantity? TotalQuantityClassificationCode? IndexValue=numeric? StatusCode* ReferenceFileBinaryObject*
          Index? RequestedActionCode* PriceListItemID? ContractualLanguageCode? ActualWorkItemComplexDescription*
          TotalQuantityWorkItemQuantityAnalysis* UnitCalculatedPrice* TotalCalculatedPrice*
          SubordinateBasicWorkItem* ChangedRecordedStatus* ItemBasicWorkItem* ReferencedSpecifiedBinaryFile*
        BranchFinancialInstitution: ID? Name? LocationFinancialInstitutionAddress?
        CalculatedPrice: TypeCode* ChargeAmount* RelatedAppliedAllowanceCharge*
        ContactPerson: GivenName? MiddleName? FamilyName?
        CreditorFinancialAccount: IBANID? AccountName? ProprietaryID?
        CreditorFinancialInstitution: BICID? CHIPSUniversalID? NewZealandNCCID? IrishNSCID? UKSortCodeID?
          CHIPSParticipantID? SwissBCID? FedwireRoutingNumberID? PortugueseNCCID? RussianCentralBankID?
          ItalianDomesticID? AustrianBankleitzahlID? CanadianPaymentsAssociationID? SICID? GermanBankleitzahlID?
          SpanishDomesticInterbankingID? SouthAfricanNCCID? HongKongBankID? AustralianBSBID?
          IndianFinancialSystemID? HellenicBankID? PolishNationalClearingID? Name? ClearingSystemName?
          JapanFinancialInstitutionCommonID? LocationFinancialInstitutionAddress?
          SubDivisionBranchFinancialInstitution?
        DebtorFinancialAccount: IBANID? AccountName? ProprietaryID?
        DebtorFinancialInstitution: BICID? ClearingSystemName? CHIPSUniversalID? NewZealandNCCID? IrishNSCID?
          UKSortCodeID? CHIPSParticipantID? SwissBCID? FedwireRoutingNumberID? PortugueseNCCID?
          RussianCentralBankID? ItalianDomesticID? AustrianBankleitzahlID? CanadianPaymentsAssociationID? SICID?
          GermanBankleitzahlID? SpanishDomesticInterbankingID? SouthAfricanNCCID? HongKongBankID? AustralianBSBID?
          IndianFinancialSystemID? HellenicBankID? PolishNationalClearingID? Name?
          JapanFinancialInstitutionCommonID? LocationFinancialInstitutionAddress?
          SubDivisionBranchFinancialInstitution?
        DeliveryAdjustment: ReasonCode=qualifiedCode? Reason* ActualAmount* ActualQuantity? ActualDateTime?
        DisposalInstructions: MaterialID? RecyclingDescriptionCode* Description* RecyclingProcedure*
        DocumentContextParameter: ID? Value? SpecifiedDocumentVersion?
        DocumentLineDocument: LineID? ParentLineID? LineStatusCode=qualifiedCode? LineStatusReasonCode?
          IncludedNote*
        DocumentVersion: ID? Name? IssueDateTime?
        ExchangedDocument: ID Name* TypeCode=qualifiedCode? IssueDateTime CopyIndicator? Purpose?
          ControlRequirementIndicator? LanguageID* PurposeCode=qualifiedCode? RevisionDateTime? VersionID? GlobalID?
          RevisionID? PreviousRevisionID? CategoryCode? IncludedNote* EffectiveSpecifiedPeriod? IssuerTradeParty?
        ExchangedDocumentContext: SpecifiedTransactionID? TestIndicator?
          BusinessProcessSpecifiedDocumentContextParameter* BIMSpecifiedDocumentContextParameter*
          ScenarioSpecifiedDocumentContextParameter* ApplicationSpecifiedDocumentContextParameter*
          GuidelineSpecifiedDocumentContextParameter* SubsetSpecifiedDocumentContextParameter*
          MessageStandardSpecifiedDocumentContextParameter?
        FinancialAdjustment: ReasonCode? Reason* ActualAmount* ActualQuantity? ActualDateTime?
          ClaimRelatedTradeParty? InvoiceReferenceReferencedDocument?
        FinancialInstitutionAddress: PostcodeCode? BuildingNumber? LineOne? LineTwo? LineThree? LineFour? LineFive?
          StreetName? CityName? CountrySubDivisionID? CountryID? TypeCode? DepartmentName? PostOfficeBox? CityID?
          CountrySubDivisionName? CountryName?
        GeographicalCoordinate: AltitudeMeasure? LatitudeMeasure? LongitudeMeasure? SystemID?
        GroupedWorkItem: ID PrimaryClassificationCode* AlternativeClassificationCode* TypeCode* Comment*
          TotalQuantity? Index? RequestedActionCode* PriceListItemID? ContractualLanguageCode? TotalCalculatedPrice*
          ItemGroupedWorkItem* ItemBasicWorkItem* ChangedRecordedStatus* ActualWorkItemComplexDescription*
          ReferencedSpecifiedBinaryFile*
        HeaderTradeAgreement: Reference* BuyerReference? SellerTradeParty? BuyerTradeParty? SalesAgentTradeParty?
          BuyerRequisitionerTradeParty* BuyerAssignedAccountantTradeParty? SellerAssignedAccountantTradeParty?
          BuyerTaxRepresentativeTradeParty? SellerTaxRepresentativeTradeParty? ProductEndUserTradeParty?
          ApplicableTradeDeliveryTerms? SellerOrderReferencedDocument? BuyerOrderReferencedDocument?
          QuotationReferencedDocument? OrderResponseReferencedDocument? ContractReferencedDocument?
          DemandForecastReferencedDocument? SupplyInstructionReferencedDocument? PromotionalDealReferencedDocument?
          PriceListReferencedDocument? AdditionalReferencedDocument* RequisitionerReferencedDocument*
          BuyerAgentTradeParty? PurchaseConditionsReferencedDocument* SpecifiedProcuringProject?
          UltimateCustomerOrderReferencedDocument*
        HeaderTradeDelivery: RelatedSupplyChainConsignment? ShipToTradeParty? UltimateShipToTradeParty?
          ShipFromTradeParty? ActualDespatchSupplyChainEvent? ActualPickUpSupplyChainEvent?
          ActualDeliverySupplyChainEvent? ActualReceiptSupplyChainEvent? AdditionalReferencedDocument*
          DespatchAdviceReferencedDocument? ReceivingAdviceReferencedDocument? DeliveryNoteReferencedDocument?
          ConsumptionReportReferencedDocument? PreviousDeliverySupplyChainEvent* PackingListReferencedDocument?
        HeaderTradeSettlement: DuePayableAmount* CreditorReferenceTypeCode* CreditorReferenceType*
          CreditorReferenceIssuerID* CreditorReferenceID? PaymentReference* TaxCurrencyCode=qualifiedCode?
          InvoiceCurrencyCode=qualifiedCode? PaymentCurrencyCode=qualifiedCode? InvoiceIssuerReference?
          InvoiceDateTime? NextInvoiceDateTime* CreditReasonCode? CreditReason* InvoicerTradeParty?
          InvoiceeTradeParty? PayeeTradeParty? PayerTradeParty? TaxApplicableTradeCurrencyExchange?
          InvoiceApplicableTradeCurrencyExchange? PaymentApplicableTradeCurrencyExchange?
          SpecifiedTradeSettlementPaymentMeans* ApplicableTradeTax* BillingSpecifiedPeriod?
          SpecifiedTradeAllowanceCharge* SubtotalCalculatedTradeTax* SpecifiedLogisticsServiceCharge*
          SpecifiedTradePaymentTerms* SpecifiedTradeSettlementHeaderMonetarySummation? SpecifiedFinancialAdjustment*
          InvoiceReferencedDocument? ProFormaInvoiceReferencedDocument? LetterOfCreditReferencedDocument?
          FactoringAgreementReferencedDocument* FactoringListReferencedDocument*
          PayableSpecifiedTradeAccountingAccount* ReceivableSpecifiedTradeAccountingAccount*
          PurchaseSpecifiedTradeAccountingAccount* SalesSpecifiedTradeAccountingAccount*
          SpecifiedTradeSettlementFinancialCard* SpecifiedAdvancePayment* UltimatePayeeTradeParty?
        LegalOrganization: LegalClassificationCode? Name? ID? TradingBusinessName? PostalTradeAddress?
          AuthorizedLegalRegistration*
        LegalRegistration: TypeCode? ID?
        LineTradeAgreement: BuyerReference? BuyerRequisitionerTradeParty* ApplicableTradeDeliveryTerms?
          SellerOrderReferencedDocument? BuyerOrderReferencedDocument? QuotationReferencedDocument?
          ContractReferencedDocument? DemandForecastReferencedDocument? PromotionalDealReferencedDocument?
          AdditionalReferencedDocument* GrossPriceProductTradePrice? NetPriceProductTradePrice?
          RequisitionerReferencedDocument* ItemSellerTradeParty? ItemBuyerTradeParty? IncludedSpecifiedMarketplace?
          UltimateCustomerOrderReferencedDocument*
        LineTradeDelivery: RequestedQuantity? ReceivedQuantity? BilledQuantity? ChargeFreeQuantity? PackageQuantity?
          ProductUnitQuantity? PerPackageUnitQuantity? NetWeightMeasure? GrossWeightMeasure?
          TheoreticalWeightMeasure? DespatchedQuantity? SpecifiedDeliveryAdjustment* IncludedSupplyChainPackaging*
          RelatedSupplyChainConsignment? ShipToTradeParty? UltimateShipToTradeParty? ShipFromTradeParty?
          ActualDespatchSupplyChainEvent? ActualPickUpSupplyChainEvent? RequestedDeliverySupplyChainEvent?
          ActualDeliverySupplyChainEvent? ActualReceiptSupplyChainEvent? AdditionalReferencedDocument*
          DespatchAdviceReferencedDocument? ReceivingAdviceReferencedDocument? DeliveryNoteReferencedDocument?
          ConsumptionReportReferencedDocument? PackingListReferencedDocument?
        LineTradeSettlement: PaymentReference* InvoiceIssuerReference? TotalAdjustmentAmount? DiscountIndicator?
          ApplicableTradeTax* BillingSpecifiedPeriod? SpecifiedTradeAllowanceCharge* SubtotalCalculatedTradeTax*
          SpecifiedLogisticsServiceCharge* SpecifiedTradePaymentTerms*
          SpecifiedTradeSettlementLineMonetarySummation? SpecifiedFinancialAdjustment* InvoiceReferencedDocument?
          AdditionalReferencedDocument* PayableSpecifiedTradeAccountingAccount*
          ReceivableSpecifiedTradeAccountingAccount* PurchaseSpecifiedTradeAccountingAccount*
          SalesSpecifiedTradeAccountingAccount* SpecifiedTradeSettlementFinancialCard?
        LogisticsLocation: ID? Name* TypeCode=qualifiedCode? Description* PhysicalGeographicalCoordinate?
          PostalTradeAddress?
        LogisticsServiceCharge: ID=qualifiedIdentifier? Description* PaymentArrangementCode=qualifiedCode?
          TariffClassCode=qualifiedCode? ChargeCategoryCode? ServiceCategoryCode? DisbursementAmount* AppliedAmount*
          AllowanceCharge? PayingPartyRoleCode=qualifiedCode? CalculationBasisCode=qualifiedCode? CalculationBasis?
          TransportPaymentMethodCode? PaymentPlaceLogisticsLocation? AppliedFromLogisticsLocation?
          AppliedToLogisticsLocation? AppliedTradeTax*
        LogisticsTransportEquipment: ID? LoadingLengthMeasure? CategoryCode=qualifiedCode? CharacteristicCode?
          UsedCapacityCode=qualifiedCode? LinearSpatialDimension?
        LogisticsTransportMeans: TypeCode=qualifiedCode? Type? ID? Name? OwnerTradeParty?
        LogisticsTransportMovement: StageCode=qualifiedCode? ModeCode=qualifiedCode? Mode?
          UsedLogisticsTransportMeans?
        MaterialGoodsCharacteristic: Description* TypeCode? ProportionalConstituentPercent?
          AbsolutePresenceWeightMeasure? AbsolutePresenceVolumeMeasure?
        Note: Subject? ContentCode? Content* SubjectCode? ID?
        PackagingMarking: TypeCode=qualifiedCode* Content* ContentDateTime? ContentAmount* BarcodeTypeCode*
          ContentCode* AutomaticDataCaptureMethodTypeCode=qualifiedCode*
        ProcuringProject: ID Description? Name
        ProductCharacteristic: ID* TypeCode? Description* ValueMeasure? MeasurementMethodCode? Value* ValueCode?
          ValueDateTime? ValueIndicator? ContentTypeCode? ValueSpecifiedBinaryFile?
          ApplicableProductCharacteristicCondition* ApplicableReferencedStandard?
        ProductCharacteristicCondition: TypeCode? Name* ValueMeasure?
        ProductClassification: SystemID? SystemName* ClassCode? ClassName* SubClassCode? ClassProductCharacteristic*
          ApplicableReferencedStandard?
        """
}
