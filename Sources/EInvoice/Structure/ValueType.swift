/// What the text of a leaf element must look like and which attributes it may carry.
///
/// The core component types of UBL 2.1 and of CII D16B are the same but for a few attributes that UBL requires.
enum ValueType: String, Sendable, CaseIterable {
    case amount, binary, code, date, dateTime, formattedDateTime, identifier, indicator, measure, numeric, quantity
    /// Of a list that the schema of CII fixes, with fewer attributes than any other code or identifier.
    case qualifiedCode, qualifiedIdentifier
    case text, time

    /// The type that the end of an element's name announces; both vocabularies name their leaves so.
    init(elementName name: some StringProtocol) {
        let ending = Self.endings.first { name.hasSuffix($0.0) }
        self = ending?.1 ?? .text
    }

    private static let endings: [(String, ValueType)] = [
        ("BinaryObject", .binary), ("Indicator", .indicator), ("Amount", .amount), ("Quantity", .quantity),
        ("Measure", .measure), ("Percent", .numeric), ("Numeric", .numeric), ("Rate", .numeric),
        ("DateTime", .dateTime), ("Date", .date), ("Time", .time), ("Code", .code), ("URI", .identifier),
        ("ID", .identifier),
    ]

    /// The attributes that the type knows.
    var attributes: [String] {
        switch self {
        case .amount: ["currencyID", "currencyCodeListVersionID"]
        case .binary: ["mimeCode", "filename", "format", "encodingCode", "characterSetCode", "uri"]
        case .code: Self.codeAttributes
        case .identifier: Self.identifierAttributes
        case .measure: ["unitCode", "unitCodeListVersionID"]
        case .numeric: ["format"]
        case .qualifiedCode: ["listID", "listAgencyID", "listVersionID", "listURI", "name"]
        case .qualifiedIdentifier: ["schemeID", "schemeAgencyID", "schemeVersionID"]
        case .quantity: ["unitCode", "unitCodeListID", "unitCodeListAgencyID", "unitCodeListAgencyName"]
        case .text: ["languageID", "languageLocaleID"]
        case .date, .dateTime, .formattedDateTime, .indicator, .time: []
        }
    }

    private static let codeAttributes = [
        "listID", "listAgencyID", "listAgencyName", "listName", "listVersionID", "name", "languageID", "listURI",
        "listSchemeURI",
    ]
    private static let identifierAttributes = [
        "schemeID", "schemeName", "schemeAgencyID", "schemeAgencyName", "schemeVersionID", "schemeDataURI",
        "schemeURI",
    ]

    /// The attribute without which UBL rejects the element. CII requires none.
    var attributeRequiredByUBL: String? {
        switch self {
        case .amount: "currencyID"
        case .binary: "mimeCode"
        case .measure: "unitCode"
        default: nil
        }
    }

    /// Whether a text is of the type, by the lexical rules of XML Schema part 2.
    func accepts(_ text: ArraySlice<UInt8>) -> Bool {
        switch self {
        case .amount, .measure, .numeric, .quantity: LexicalForm.isDecimal(text)
        case .binary: LexicalForm.isBase64(text)
        case .date: LexicalForm.isDate(text)
        case .dateTime: LexicalForm.isDateTime(text)
        case .indicator: LexicalForm.isBoolean(text)
        case .time: LexicalForm.isTime(text)
        case .code, .identifier, .formattedDateTime, .qualifiedCode, .qualifiedIdentifier, .text: true
        }
    }
}
