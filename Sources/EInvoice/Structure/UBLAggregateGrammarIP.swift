/// Aggregates I to P of UBL 2.1 that an invoice or a credit note can contain, as ``Grammar`` reads them.
enum UBLAggregateGrammarIP {
    static let text = """
        InvoiceLine: ID UUID? Note* InvoicedQuantity? LineExtensionAmount TaxPointDate? AccountingCostCode?
          AccountingCost? PaymentPurposeCode? FreeOfChargeIndicator? | InvoicePeriod* OrderLineReference*
          DespatchLineReference* ReceiptLineReference* BillingReference* DocumentReference* PricingReference?
          OriginatorParty? Delivery* PaymentTerms* AllowanceCharge* TaxTotal* WithholdingTaxTotal* Item Price?
          DeliveryTerms? SubInvoiceLine* ItemPriceExtension?
        ItemIdentification: ID ExtendedID? BarcodeSymbologyID? | PhysicalAttribute* MeasurementDimension*
          IssuerParty?
        ItemInstance: ProductTraceID? ManufactureDate? ManufactureTime? BestBeforeDate? RegistrationID? SerialID? |
          AdditionalItemProperty* LotIdentification?
        ItemLocationQuantity: LeadTimeMeasure? MinimumQuantity? MaximumQuantity? HazardousRiskIndicator?
          TradingRestrictions* | ApplicableTerritoryAddress* Price? DeliveryUnit* ApplicableTaxCategory* Package?
          AllowanceCharge* DependentPriceReference?
        ItemPropertyGroup: ID Name? ImportanceCode?
        ItemPropertyRange: MinimumValue? MaximumValue?
        ItemProperty: ID? Name NameCode? TestMethod? Value? ValueQuantity? ValueQualifier* ImportanceCode?
          ListValue* | UsabilityPeriod? ItemPropertyGroup* RangeDimension? ItemPropertyRange?
        Item: Description* PackQuantity? PackSizeNumeric? CatalogueIndicator? Name? HazardousRiskIndicator?
          AdditionalInformation* Keyword* BrandName* ModelName* | BuyersItemIdentification?
          SellersItemIdentification? ManufacturersItemIdentification* StandardItemIdentification?
          CatalogueItemIdentification? AdditionalItemIdentification* CatalogueDocumentReference?
          ItemSpecificationDocumentReference* OriginCountry? CommodityClassification* TransactionConditions*
          HazardousItem* ClassifiedTaxCategory* AdditionalItemProperty* ManufacturerParty*
          InformationContentProviderParty? OriginAddress* ItemInstance* Certificate* Dimension*
        Language: ID? Name? LocaleCode?
        LineReference: LineID UUID? LineStatusCode? | DocumentReference?
        LocationCoordinate: CoordinateSystemCode? LatitudeDegreesMeasure? LatitudeMinutesMeasure?
          LatitudeDirectionCode? LongitudeDegreesMeasure? LongitudeMinutesMeasure? LongitudeDirectionCode?
          AltitudeMeasure?
        Location: ID? Description* Conditions* CountrySubentity? CountrySubentityCode? LocationTypeCode?
          InformationURI? Name? | ValidityPeriod* Address? SubsidiaryLocation* LocationCoordinate*
        LotIdentification: LotNumberID? ExpiryDate? | AdditionalItemProperty*
        MaritimeTransport: VesselID? VesselName? RadioCallSignID? ShipsRequirements* GrossTonnageMeasure?
          NetTonnageMeasure? | RegistryCertificateDocumentReference? RegistryPortLocation?
        MonetaryTotal: LineExtensionAmount? TaxExclusiveAmount? TaxInclusiveAmount? AllowanceTotalAmount?
          ChargeTotalAmount? PrepaidAmount? PayableRoundingAmount? PayableAmount PayableAlternativeAmount?
        OrderLineReference: LineID SalesOrderLineID? UUID? LineStatusCode? | OrderReference?
        OrderReference: ID SalesOrderID? CopyIndicator? UUID? IssueDate? IssueTime? CustomerReference?
          OrderTypeCode? | DocumentReference?
        Package: ID? Quantity? ReturnableMaterialIndicator? PackageLevelCode? PackagingTypeCode? PackingMaterial*
          TraceID? | ContainedPackage* ContainingTransportEquipment? GoodsItem* MeasurementDimension* DeliveryUnit*
          Delivery? Pickup? Despatch?
        PartyIdentification: ID
        PartyLegalEntity: RegistrationName? CompanyID? RegistrationDate? RegistrationExpirationDate?
          CompanyLegalFormCode? CompanyLegalForm? SoleProprietorshipIndicator? CompanyLiquidationStatusCode?
          CorporateStockAmount? FullyPaidSharesIndicator? | RegistrationAddress? CorporateRegistrationScheme?
          HeadOfficeParty? ShareholderParty*
        PartyName: Name
        PartyTaxScheme: RegistrationName? CompanyID? TaxLevelCode? ExemptionReasonCode? ExemptionReason* |
          RegistrationAddress? TaxScheme
        Party: MarkCareIndicator? MarkAttentionIndicator? WebsiteURI? LogoReferenceID? EndpointID?
          IndustryClassificationCode? | PartyIdentification* PartyName* Language? PostalAddress? PhysicalLocation?
          PartyTaxScheme* PartyLegalEntity* Contact? Person* AgentParty? ServiceProviderParty* PowerOfAttorney*
          FinancialAccount?
        PaymentMandate: ID? MandateTypeCode? MaximumPaymentInstructionsNumeric? MaximumPaidAmount? SignatureID? |
          PayerParty? PayerFinancialAccount? ValidityPeriod? PaymentReversalPeriod? Clause*
        PaymentMeans: ID? PaymentMeansCode PaymentDueDate? PaymentChannelCode? InstructionID? InstructionNote*
          PaymentID* | CardAccount? PayerFinancialAccount? PayeeFinancialAccount? CreditAccount? PaymentMandate?
          TradeFinancing?
        PaymentTerms: ID? PaymentMeansID* PrepaidPaymentReferenceID? Note* ReferenceEventCode?
          SettlementDiscountPercent? PenaltySurchargePercent? PaymentPercent? Amount? SettlementDiscountAmount?
          PenaltyAmount? PaymentTermsDetailsURI? PaymentDueDate? InstallmentDueDate? InvoicingPartyReference? |
          SettlementPeriod? PenaltyPeriod? ExchangeRate? ValidityPeriod?
        Payment: ID? PaidAmount? ReceivedDate? PaidDate? PaidTime? InstructionID?
        Period: StartDate? StartTime? EndDate? EndTime? DurationMeasure? DescriptionCode* Description*
        Person: ID? FirstName? FamilyName? Title? MiddleName? OtherName? NameSuffix? JobTitle? NationalityID?
          GenderCode? BirthDate? BirthplaceName? OrganizationDepartment? | Contact? FinancialAccount?
          IdentityDocumentReference* ResidenceAddress?
        PhysicalAttribute: AttributeID PositionCode? DescriptionCode? Description*
        Pickup: ID? ActualPickupDate? ActualPickupTime? EarliestPickupDate? EarliestPickupTime? LatestPickupDate?
          LatestPickupTime? | PickupLocation? PickupParty?
        PowerOfAttorney: ID? IssueDate? IssueTime? Description* | NotaryParty? AgentParty WitnessParty*
          MandateDocumentReference*
        PriceExtension: Amount | TaxTotal*
        PriceList: ID? StatusCode? | ValidityPeriod* PreviousPriceList?
        Price: PriceAmount BaseQuantity? PriceChangeReason* PriceTypeCode? PriceType? OrderableUnitFactorRate? |
          ValidityPeriod* PriceList? AllowanceCharge* PricingExchangeRate?
        PricingReference:  | OriginalItemLocationQuantity? AlternativeConditionPrice*
        ProjectReference: ID UUID? IssueDate? | WorkPhaseReference*
        """
}
