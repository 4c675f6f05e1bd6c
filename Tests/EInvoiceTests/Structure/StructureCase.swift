import EInvoice
import Testing

/// One change of a sound document, and the faults that must come of it.
struct StructureCase: Sendable, CustomTestStringConvertible {
    let original: String
    let replacement: String
    let faults: [StructureFault.Kind]
    var testDescription: String { "\(original) → \(replacement)" }

    init(_ original: String, _ replacement: String, _ faults: StructureFault.Kind...) {
        self.original = original
        self.replacement = replacement
        self.faults = faults
    }

    static let ubl: [StructureCase] = [
        .init("<cbc:ID>RE-1</cbc:ID>", "", .missing("ID")),
        .init("<cbc:ID>RE-1</cbc:ID>", "<cbc:ID>RE-1</cbc:ID><cbc:ID>RE-2</cbc:ID>", .repeated),
        .init("<cbc:ID>RE-1</cbc:ID>", "<cbc:Id>RE-1</cbc:Id>", .unknownElement, .missing("ID")),
        .init("<cbc:ID>RE-1</cbc:ID>", "<cac:ID>RE-1</cac:ID>", .unknownElement, .missing("ID")),
        .init("<cbc:ID>RE-1</cbc:ID>", "<cbc:ID nr='1'>RE-1</cbc:ID>", .unknownAttribute("nr")),
        .init("<cbc:ID>RE-1</cbc:ID>", "<cbc:ID xml:lang='de'>RE-1</cbc:ID>", .unknownAttribute("xml:lang")),
        .init("<cbc:ID>RE-1</cbc:ID>", "<cbc:ID>RE<cbc:ID>1</cbc:ID></cbc:ID>", .nestedElement("cbc:ID")),
        .init("<cbc:ID>RE-1</cbc:ID>", "<cbc:ID></cbc:ID>"),
        .init("<cbc:ID>RE-1</cbc:ID>", "RE-1<cbc:ID>RE-1</cbc:ID>", .strayText),
        .init("<cbc:ID>RE-1</cbc:ID>", "<!-- 1 --><cbc:ID schemeID='x'>RE-1</cbc:ID><?x y?>"),
        .init(
            "<cbc:IssueDate>2025-11-26</cbc:IssueDate>", "<cbc:IssueDate>26.11.2025</cbc:IssueDate>",
            .invalidValue(type: "date", text: "26.11.2025")),
        .init(
            "<cbc:IssueDate>2025-11-26</cbc:IssueDate>", "<cbc:DueDate>2025-11-26</cbc:DueDate>", .missing("IssueDate")),
        .init(
            "<cbc:IssueDate>2025-11-26</cbc:IssueDate>",
            "<cbc:DueDate>2025-11-26</cbc:DueDate><cbc:IssueDate>2025-11-26</cbc:IssueDate>",
            .misplaced(before: "DueDate")),
        .init("<cbc:Note>", "<cbc:Note>a</cbc:Note><cbc:Note languageID='de-DE'>"),
        .init("<cbc:Note>", "<cbc:Note languageID='de_DE'>", .invalidValue(type: "language", text: "de_DE")),
        .init(" currencyID=\"EUR\">100", ">100", .missingAttribute("currencyID")),
        .init("\"EUR\">100<", "\"EUR\">1,00<", .invalidValue(type: "amount", text: "1,00")),
        .init("\"EUR\">100<", "\"EUR\"><", .invalidValue(type: "amount", text: "")),
        .init("\"EUR\">100<", "\"EUR\">1e2<", .invalidValue(type: "amount", text: "1e2")),
        .init("<cbc:ChargeIndicator>false<", "<cbc:ChargeIndicator>no<", .invalidValue(type: "indicator", text: "no")),
        .init("<cbc:ChargeIndicator>false<", "<cbc:ChargeIndicator>0<"),
        .init("mimeCode=\"text/csv\"", "", .missingAttribute("mimeCode")),
        .init(">QUJD<", ">QUJ<", .invalidValue(type: "binary", text: "QUJ")),
        .init("<cac:InvoiceLine>", "<cac:CreditNoteLine/><cac:InvoiceLine>", .unknownElement),
        .init("<cac:AccountingCustomerParty/>", "", .missing("AccountingCustomerParty")),
        .init(
            "<cbc:WebsiteURI>https://a.example</cbc:WebsiteURI>", "<cbc:MarkCareIndicator>true</cbc:MarkCareIndicator>"),
    ]

    static let cii: [StructureCase] = [
        .init("<ram:ID>RE-1</ram:ID>", "", .missing("ID")),
        .init("<ram:ID>RE-1</ram:ID>", "<ram:ID>RE-1</ram:ID><ram:ID>RE-1</ram:ID>", .repeated),
        .init(
            "<ram:ID>RE-1</ram:ID><ram:TypeCode>380</ram:TypeCode>",
            "<ram:TypeCode>380</ram:TypeCode><ram:ID>RE-1</ram:ID>", .misplaced(before: "TypeCode")),
        .init("<udt:DateTimeString format=\"102\">20251126</udt:DateTimeString>", "", .missing("DateTimeString")),
        .init(
            "<udt:DateTimeString format=\"102\">20251126</udt:DateTimeString>", "20251126", .strayText,
            .missing("DateTimeString")),
        .init(
            "<udt:DateTimeString format=\"102\">20251126</udt:DateTimeString>",
            "<udt:DateTime>20251126</udt:DateTime>", .invalidValue(type: "dateTime", text: "20251126")),
        .init(
            "<udt:DateTimeString format=\"102\">20251126</udt:DateTimeString>",
            "<udt:DateTime>2025-11-26T00:00:00</udt:DateTime>"),
        .init(
            "<udt:DateTimeString format=\"102\">20251126</udt:DateTimeString>",
            "<qdt:DateTimeString>20251126</qdt:DateTimeString>", .unknownElement),
        .init(
            "<udt:Indicator>false</udt:Indicator>", "<udt:Indicator>No</udt:Indicator>",
            .invalidValue(type: "indicator", text: "No")),
        .init(
            "<udt:Indicator>false</udt:Indicator>",
            "<udt:Indicator>false</udt:Indicator><udt:Indicator>1</udt:Indicator>",
            .repeated),
        .init("<ram:GrandTotalAmount>119", "<ram:GrandTotalAmount currencyID='EUR'>119"),
        .init(
            "<ram:GrandTotalAmount>119", "<ram:GrandTotalAmount>119,00", .invalidValue(type: "amount", text: "119,00")),
        .init("<ram:ApplicableHeaderTradeDelivery/>", "", .missing("ApplicableHeaderTradeDelivery")),
        .init(
            "<ram:ApplicableHeaderTradeDelivery/>", "<rsm:ApplicableHeaderTradeDelivery/>", .unknownElement,
            .missing("ApplicableHeaderTradeDelivery")),
        .init(
            "<rsm:ExchangedDocumentContext/>", "<ram:ExchangedDocumentContext/>", .unknownElement,
            .missing("ExchangedDocumentContext")),
        .init("<ram:TypeCode>380</ram:TypeCode>", "<ram:TypeCode listID='1'>380</ram:TypeCode>"),
        .init(
            "<ram:TypeCode>380</ram:TypeCode>", "<ram:TypeCode languageID='de'>380</ram:TypeCode>",
            .unknownAttribute("languageID")),
        .init(
            "<ram:CountryID>DE</ram:CountryID>", "<ram:CountryID>DE</ram:CountryID><ram:CityName>X</ram:CityName>",
            .misplaced(before: "CountryID")),
        .init("<ram:CountryID>DE</ram:CountryID>", "<ram:CountryID>DE</ram:CountryID><ram:CareOf>X</ram:CareOf>"),
    ]
}

/// Two small documents without faults.
enum StructureSample {
    static let ubl = """
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
            xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
            xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
            xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b">
          <ext:UBLExtensions><ext:UBLExtension><cbc:ID>7</cbc:ID><ext:ExtensionContent><a xmlns="urn:x"><b>c</b></a>
          </ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>
          <cbc:ID>RE-1</cbc:ID>
          <cbc:IssueDate>2025-11-26</cbc:IssueDate>
          <cbc:Note>Danke</cbc:Note>
          <cac:AdditionalDocumentReference><cbc:ID>A</cbc:ID><cac:Attachment>
            <cbc:EmbeddedDocumentBinaryObject mimeCode="text/csv" filename="a.csv">QUJD</cbc:EmbeddedDocumentBinaryObject>
          </cac:Attachment></cac:AdditionalDocumentReference>
          <cac:AccountingSupplierParty><cac:Party><cbc:WebsiteURI>https://a.example</cbc:WebsiteURI></cac:Party>
          </cac:AccountingSupplierParty>
          <cac:AccountingCustomerParty/>
          <cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>
            <cbc:Amount currencyID="EUR">5</cbc:Amount></cac:AllowanceCharge>
          <cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="EUR">100</cbc:PayableAmount></cac:LegalMonetaryTotal>
          <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:LineExtensionAmount currencyID="EUR">105</cbc:LineExtensionAmount>
            <cac:Item/></cac:InvoiceLine>
        </Invoice>
        """

    static let cii = """
        <rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
            xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
            xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"
            xmlns:qdt="urn:un:unece:uncefact:data:standard:QualifiedDataType:100">
          <rsm:ExchangedDocumentContext/>
          <rsm:ExchangedDocument><ram:ID>RE-1</ram:ID><ram:TypeCode>380</ram:TypeCode>
            <ram:IssueDateTime><udt:DateTimeString format="102">20251126</udt:DateTimeString></ram:IssueDateTime>
          </rsm:ExchangedDocument>
          <rsm:SupplyChainTradeTransaction>
            <ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:PostalTradeAddress>
              <ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress></ram:SellerTradeParty>
            </ram:ApplicableHeaderTradeAgreement>
            <ram:ApplicableHeaderTradeDelivery/>
            <ram:ApplicableHeaderTradeSettlement>
              <ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>false</udt:Indicator>
              </ram:ChargeIndicator></ram:SpecifiedTradeAllowanceCharge>
              <ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:GrandTotalAmount>119</ram:GrandTotalAmount>
              </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
            </ram:ApplicableHeaderTradeSettlement>
          </rsm:SupplyChainTradeTransaction>
        </rsm:CrossIndustryInvoice>
        """
}
