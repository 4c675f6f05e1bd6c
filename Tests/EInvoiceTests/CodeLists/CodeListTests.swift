import EInvoice
import Testing

@Suite("Code lists")
struct CodeListTests {
    @Test("A code of each list is found, what looks like one is not", arguments: CodeListCase.all)
    func membership(_ sample: CodeListCase) {
        #expect(sample.list.contains(sample.member))
        #expect(!sample.list.contains(sample.stranger))
        #expect(!sample.list.contains(""))
        #expect(!sample.list.contains(" " + sample.member))
        #expect(!sample.list.contains(sample.member + "\n"))
    }

    @Test("No list holds a code twice")
    func distinctCodes() {
        for list in CodeListCase.all.map(\.list) {
            #expect(Set(list.codes).count == list.codes.count)
        }
    }

    @Test("The country lists differ by syntax as the official ones do")
    func countriesBySyntax() {
        #expect(CodeList.countriesUBL.contains("SS") && !CodeList.countriesUBL.contains("AN"))
        #expect(CodeList.countriesCII.contains("AN") && !CodeList.countriesCII.contains("SS"))
        #expect(!CodeList.countriesUBL.contains("EL") && CodeList.vatPrefixesUBL.contains("EL"))
    }
}

struct CodeListCase: Sendable, CustomTestStringConvertible {
    let name: String
    let list: CodeList
    let member: String
    let stranger: String
    var testDescription: String { name }

    static let all: [CodeListCase] = [
        .init(name: "currencies", list: .currencies, member: "EUR", stranger: "EUX"),
        .init(name: "countries UBL", list: .countriesUBL, member: "DE", stranger: "EU"),
        .init(name: "countries CII", list: .countriesCII, member: "XI", stranger: "de"),
        .init(name: "VAT prefixes UBL", list: .vatPrefixesUBL, member: "EL", stranger: "UK"),
        .init(name: "VAT prefixes CII", list: .vatPrefixesCII, member: "EL", stranger: "UK"),
        .init(name: "invoice types", list: .invoiceTypes, member: "380", stranger: "381"),
        .init(name: "credit note types", list: .creditNoteTypes, member: "381", stranger: "380"),
        .init(name: "document types", list: .documentTypes, member: "381", stranger: "379"),
        .init(name: "VAT point dates", list: .vatPointDates, member: "432", stranger: "72"),
        .init(name: "due date events", list: .dueDateEvents, member: "72", stranger: "432"),
        .init(name: "reference qualifiers", list: .referenceQualifiers, member: "ABZ", stranger: "abz"),
        .init(name: "note subjects", list: .noteSubjects, member: "AAI", stranger: "AA"),
        .init(name: "note subjects UBL", list: .noteSubjectsUBL, member: "REG", stranger: "XXX"),
        .init(name: "identifier schemes", list: .identifierSchemes, member: "0204", stranger: "204"),
        .init(name: "address schemes", list: .addressSchemes, member: "EM", stranger: "XX"),
        .init(name: "item classifications", list: .itemClassifications, member: "STI", stranger: "ZZ"),
        .init(name: "payment means", list: .paymentMeans, member: "58", stranger: "99"),
        .init(name: "VAT categories", list: .vatCategories, member: "AE", stranger: "A"),
        .init(name: "allowance reasons", list: .allowanceReasons, member: "95", stranger: "94"),
        .init(name: "charge reasons", list: .chargeReasons, member: "FC", stranger: "95"),
        .init(name: "exemption reasons", list: .exemptionReasons, member: "VATEX-EU-AE", stranger: "VATEX-DE-AE"),
        .init(name: "units", list: .units, member: "XPP", stranger: "PCS"),
        .init(name: "media types", list: .mediaTypes, member: "text/csv", stranger: "text/html"),
        .init(name: "health schemes", list: .healthSchemes, member: "XR01", stranger: "XR04"),
        .init(name: "vehicle categories", list: .vehicleCategories, member: "N1", stranger: "N4"),
        .init(name: "vehicle emissions", list: .vehicleEmissions, member: "zero-emission", stranger: "zero"),
        .init(name: "German invoice types", list: .germanInvoiceTypes, member: "326", stranger: "325"),
    ]
}
