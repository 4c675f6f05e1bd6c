/// Aggregates R to Z of CII D16B that an invoice can contain, as ``Grammar`` reads them.
enum CIIGrammarRZ {
    static let text = """
        RecordedStatus: ConditionCode ChangerName? ChangedDateTime
        ReferencePrice: ChargeAmount? BasisQuantity* NetPriceIndicator* ComparisonMethodCode?
        ReferencedDocument: IssuerAssignedID? URIID? StatusCode=qualifiedCode? CopyIndicator? LineID?
          TypeCode=qualifiedCode? GlobalID? RevisionID? Name* AttachmentBinaryObject* Information*
          ReferenceTypeCode=qualifiedCode? SectionName* PreviousRevisionID*
          FormattedIssueDateTime=formattedDateTime? EffectiveSpecifiedPeriod? IssuerTradeParty?
          AttachedSpecifiedBinaryFile*
        ReferencedProduct: ID* GlobalID* SellerAssignedID? BuyerAssignedID? ManufacturerAssignedID*
          IndustryAssignedID* Name* Description* RelationshipTypeCode* UnitQuantity*
        ReferencedStandard: ID? VersionID? ElementVersionID? URIID? PartID? AgencyID?
        RegisteredTax: TypeCode? ExemptionReasonCode? ExemptionReason* CurrencyCode? Jurisdiction* Description*
          CustomsDutyIndicator?
        ReturnableAssetInstructions: MaterialID* TermsAndConditionsDescription* TermsAndConditionsDescriptionCode?
          DepositValueSpecifiedAmount* DepositValueValiditySpecifiedPeriod?
        SpatialDimension: ValueMeasure? TypeCode=qualifiedCode? Description* WidthMeasure? LengthMeasure?
          HeightMeasure? ID? DiameterMeasure?
        SpecificationQuery: ID TypeCode? Content ContractualLanguageCode?
        SpecificationResponse: ID QueryID? TypeCode? Content ContractualLanguageCode?
        SpecifiedBinaryFile: ID* Title* AuthorName* VersionID? FileName? URIID? MIMECode? EncodingCode?
          CharacterSetCode? IncludedBinaryObject* Access* Description* SizeMeasure?
          AccessAvailabilitySpecifiedPeriod?
        SpecifiedMarketplace: ID? Name? VirtualIndicator? WebsiteURIID* SalesMethodCode? OrderingAvailablePeriod*
        SpecifiedPeriod: DurationMeasure* InclusiveIndicator? Description* StartDateTime? EndDateTime?
          CompleteDateTime? OpenIndicator? SeasonCode? ID? Name* SequenceNumeric? StartDateFlexibilityCode?
          ContinuousIndicator? PurposeCode?
        SubordinateLineTradeAgreement: SellerOrderReferencedDocument? BuyerOrderReferencedDocument?
          AdditionalReferencedDocument* GrossPriceProductTradePrice? NetPriceProductTradePrice?
        SubordinateLineTradeDelivery: PackageQuantity? ProductUnitQuantity? PerPackageUnitQuantity?
          IncludedSupplyChainPackaging*
        SubordinateLineTradeSettlement: ApplicableTradeTax?
        SubordinateTradeLineItem: ID* SpecifiedReferencedProduct? ApplicableTradeProduct*
          SpecifiedSubordinateLineTradeAgreement? SpecifiedSubordinateLineTradeDelivery?
          SpecifiedSubordinateLineTradeSettlement?
        SupplyChainConsignment: GrossWeightMeasure* NetWeightMeasure* GrossVolumeMeasure* InsurancePremiumAmount?
          AssociatedInvoiceAmount* TotalChargeAmount? DeclaredValueForCustomsAmount? PackageQuantity?
          ConsignorTradeParty? ConsigneeTradeParty? CarrierTradeParty? FreightForwarderTradeParty?
          DeliveryTradeParty? CustomsImportAgentTradeParty? CustomsExportAgentTradeParty? GroupingCentreTradeParty*
          TransportContractReferencedDocument? AssociatedReferencedDocument* IncludedSupplyChainConsignmentItem*
          UtilizedLogisticsTransportEquipment* SpecifiedLogisticsTransportMovement*
        SupplyChainConsignmentItem: TypeCode=qualifiedCode? TypeExtensionCode=qualifiedCode?
          DeclaredValueForCustomsAmount? DeclaredValueForStatisticsAmount? InvoiceAmount* GrossWeightMeasure?
          NetWeightMeasure? TariffQuantity? NatureIdentificationTransportCargo?
        SupplyChainEvent: ID? OccurrenceDateTime? TypeCode? Description* DescriptionBinaryObject* UnitQuantity?
          LatestOccurrenceDateTime? EarliestOccurrenceDateTime? OccurrenceSpecifiedPeriod?
          OccurrenceLogisticsLocation?
        SupplyChainPackaging: TypeCode=qualifiedCode? Type? Description* ConditionCode? DisposalMethodCode*
          WeightMeasure* MaximumStackabilityQuantity? MaximumStackabilityWeightMeasure?
          CustomerFacingTotalUnitQuantity? LayerTotalUnitQuantity? ContentLayerQuantity? LinearSpatialDimension?
          MinimumLinearSpatialDimension? MaximumLinearSpatialDimension? SpecifiedPackagingMarking*
          ApplicableMaterialGoodsCharacteristic* ApplicableDisposalInstructions*
          ApplicableReturnableAssetInstructions*
        SupplyChainTradeLineItem: DescriptionCode? AssociatedDocumentLineDocument SpecifiedTradeProduct?
          SpecifiedLineTradeAgreement? SpecifiedLineTradeDelivery? SpecifiedLineTradeSettlement
          IncludedSubordinateTradeLineItem*
        SupplyChainTradeTransaction: IncludedSupplyChainTradeLineItem* ApplicableHeaderTradeAgreement
          ApplicableHeaderTradeDelivery ApplicableHeaderTradeSettlement
        TaxRegistration: ID? AssociatedRegisteredTax?
        TradeAccountingAccount: ID SetTriggerCode=qualifiedCode? TypeCode=qualifiedCode?
          AmountTypeCode=qualifiedCode? Name? CostReferenceDimensionPattern?
        TradeAddress: ID? PostcodeCode? PostOfficeBox? BuildingName? LineOne? LineTwo? LineThree? LineFour?
          LineFive? StreetName? CityName? CitySubDivisionName? CountryID=qualifiedIdentifier? CountryName*
          CountrySubDivisionID? CountrySubDivisionName* AttentionOf? CareOf? BuildingNumber? DepartmentName?
          AdditionalStreetName?
        TradeAllowanceCharge: ChargeIndicator? ID? SequenceNumeric? CalculationPercent? BasisAmount? BasisQuantity?
          PrepaidIndicator? ActualAmount* UnitBasisAmount? ReasonCode=qualifiedCode? Reason? TypeCode=qualifiedCode?
          CategoryTradeTax* ActualTradeCurrencyExchange?
        TradeContact: ID? PersonName? DepartmentName? TypeCode=qualifiedCode? JobTitle? Responsibility? PersonID*
          TelephoneUniversalCommunication? DirectTelephoneUniversalCommunication?
          MobileTelephoneUniversalCommunication? FaxUniversalCommunication? EmailURIUniversalCommunication?
          TelexUniversalCommunication? VOIPUniversalCommunication? InstantMessagingUniversalCommunication?
          SpecifiedNote* SpecifiedContactPerson?
        TradeCountry: ID=qualifiedIdentifier? Name* SubordinateTradeCountrySubDivision*
        TradeCountrySubDivision: ID? Name*
        TradeCurrencyExchange: SourceCurrencyCode=qualifiedCode SourceUnitBasisNumeric?
          TargetCurrencyCode=qualifiedCode TargetUnitBaseNumeric? MarketID? ConversionRate ConversionRateDateTime?
          AssociatedReferencedDocument*
        TradeDeliveryTerms: DeliveryTypeCode=qualifiedCode? Description* RelevantTradeLocation?
        TradeLocation: CountryID=qualifiedIdentifier? CountryName? ID? Name?
        TradeParty: ID* GlobalID* Name? RoleCode=qualifiedCode* Description* SpecifiedLegalOrganization?
          DefinedTradeContact* PostalTradeAddress? URIUniversalCommunication* SpecifiedTaxRegistration*
          EndPointURIUniversalCommunication? LogoAssociatedSpecifiedBinaryFile*
        TradePaymentDiscountTerms: BasisDateTime? BasisPeriodMeasure? BasisAmount? CalculationPercent?
          ActualDiscountAmount?
        TradePaymentPenaltyTerms: BasisDateTime? BasisPeriodMeasure? BasisAmount? CalculationPercent?
          ActualPenaltyAmount?
        TradePaymentTerms: ID=qualifiedIdentifier? FromEventCode=qualifiedCode? SettlementPeriodMeasure?
          Description* DueDateDateTime? TypeCode=qualifiedCode? InstructionTypeCode? DirectDebitMandateID*
          PartialPaymentPercent? PaymentMeansID* PartialPaymentAmount* ApplicableTradePaymentPenaltyTerms?
          ApplicableTradePaymentDiscountTerms? PayeeTradeParty*
        TradePrice: TypeCode=qualifiedCode? ChargeAmount+ BasisQuantity? MinimumQuantity? MaximumQuantity?
          ChangeReason* OrderUnitConversionFactorNumeric? AppliedTradeAllowanceCharge* ValiditySpecifiedPeriod?
          IncludedTradeTax* DeliveryTradeLocation* TradeComparisonReferencePrice* AssociatedReferencedDocument*
        TradeProduct: ID? GlobalID? SellerAssignedID? BuyerAssignedID? ManufacturerAssignedID? Name* TradeName?
          Description? TypeCode? NetWeightMeasure? GrossWeightMeasure? ProductGroupID* EndItemTypeCode* EndItemName*
          AreaDensityMeasure? UseDescription* BrandName? SubBrandName? DrainedNetWeightMeasure?
          VariableMeasureIndicator? ColourCode? ColourDescription* Designation*
          FormattedCancellationAnnouncedLaunchDateTime=formattedDateTime?
          FormattedLatestProductDataChangeDateTime=formattedDateTime? ApplicableProductCharacteristic*
          ApplicableMaterialGoodsCharacteristic* DesignatedProductClassification* IndividualTradeProductInstance*
          CertificationEvidenceReferenceReferencedDocument* InspectionReferenceReferencedDocument*
          OriginTradeCountry? LinearSpatialDimension? MinimumLinearSpatialDimension? MaximumLinearSpatialDimension?
          ManufacturerTradeParty? PresentationSpecifiedBinaryFile* MSDSReferenceReferencedDocument?
          AdditionalReferenceReferencedDocument* LegalRightsOwnerTradeParty? BrandOwnerTradeParty?
          IncludedReferencedProduct* InformationNote*
        TradeProductInstance: GlobalSerialID? BatchID? KanbanID? SupplierAssignedSerialID? BestBeforeDateTime?
          ExpiryDateTime? SellByDateTime? SerialID* RegistrationID* ProductionSupplyChainEvent?
          PackagingSupplyChainEvent? ApplicableMaterialGoodsCharacteristic* ApplicableProductCharacteristic*
        TradeSettlementFinancialCard: MicrochipIndicator? ID? TypeCode? CardholderName? ExpiryDate?
          VerificationNumeric? ValidFromDateTime? CreditLimitAmount* CreditAvailableAmount* InterestRatePercent?
          IssuingCompanyName? Description?
        TradeSettlementHeaderMonetarySummation: LineTotalAmount* ChargeTotalAmount* AllowanceTotalAmount*
          TaxBasisTotalAmount* TaxTotalAmount* RoundingAmount* GrandTotalAmount* InformationAmount*
          TotalPrepaidAmount* TotalDiscountAmount* TotalAllowanceChargeAmount* DuePayableAmount*
          RetailValueExcludingTaxInformationAmount* TotalDepositFeeInformationAmount*
          ProductValueExcludingTobaccoTaxInformationAmount* TotalRetailValueInformationAmount* GrossLineTotalAmount*
          NetLineTotalAmount* NetIncludingTaxesLineTotalAmount*
        TradeSettlementLineMonetarySummation: LineTotalAmount* ChargeTotalAmount* AllowanceTotalAmount*
          TaxBasisTotalAmount* TaxTotalAmount* GrandTotalAmount* InformationAmount* TotalAllowanceChargeAmount*
          TotalRetailValueInformationAmount* GrossLineTotalAmount* NetLineTotalAmount*
          NetIncludingTaxesLineTotalAmount* ProductWeightLossInformationAmount*
        TradeSettlementPaymentMeans: PaymentChannelCode=qualifiedCode? TypeCode=qualifiedCode?
          GuaranteeMethodCode=qualifiedCode? PaymentMethodCode? Information* ID*
          ApplicableTradeSettlementFinancialCard? PayerPartyDebtorFinancialAccount?
          PayeePartyCreditorFinancialAccount? PayerSpecifiedDebtorFinancialInstitution?
          PayeeSpecifiedCreditorFinancialInstitution?
        TradeTax: CalculatedAmount* TypeCode=qualifiedCode? ExemptionReason? CalculatedRate?
          CalculationSequenceNumeric? BasisQuantity? BasisAmount* UnitBasisAmount* LineTotalBasisAmount*
          AllowanceChargeBasisAmount* CategoryCode=qualifiedCode? CurrencyCode=qualifiedCode? Jurisdiction*
          CustomsDutyIndicator? ExemptionReasonCode? TaxBasisAllowanceRate? TaxPointDate? Type? InformationAmount*
          CategoryName* DueDateTypeCode=qualifiedCode? RateApplicablePercent? SpecifiedTradeAccountingAccount*
          ServiceSupplyTradeCountry? BuyerRepayableTaxSpecifiedTradeAccountingAccount?
          SellerPayableTaxSpecifiedTradeAccountingAccount? SellerRefundableTaxSpecifiedTradeAccountingAccount?
          BuyerDeductibleTaxSpecifiedTradeAccountingAccount? BuyerNonDeductibleTaxSpecifiedTradeAccountingAccount?
          PlaceApplicableTradeLocation*
        TransportCargo: TypeCode=qualifiedCode? Identification? OperationalCategoryCode=qualifiedCode?
          StatisticalClassificationCode=qualifiedCode?
        UniversalCommunication: URIID? ChannelCode=qualifiedCode? CompleteNumber?
        ValuationBreakdownStatement: ID Name Description* MeasurementMethodID* CreationDateTime
          DefaultCurrencyCode=qualifiedCode DefaultLanguageCode Comment* TypeCode* RequestedActionCode* PriceListID?
          ContractualLanguageCode? ItemGroupedWorkItem* ItemBasicWorkItem* TotalCalculatedPrice*
          ChangedRecordedStatus* CreationSpecifiedBinaryFile* ReaderSpecifiedBinaryFile*
          ReferencedSpecifiedBinaryFile*
        WorkItemComplexDescription: Abstract* Content* ContractualLanguageCode? RequestingSpecificationQuery*
          RespondingSpecificationResponse* SubsetWorkItemComplexDescription?
        WorkItemDimension: ID? ValueMeasure Description? TypeCode ContractualLanguageCode?
          ComponentWorkItemDimension*
        WorkItemQuantityAnalysis: ID ActualQuantity? Description? ActualQuantityPercent? StatusCode? TypeCode?
          PrimaryClassificationCode* AlternativeClassificationCode* ContractualLanguageCode?
          ActualQuantityWorkItemDimension* BreakdownWorkItemQuantityAnalysis* ChangedRecordedStatus*
        """
}
