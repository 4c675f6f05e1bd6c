import BelegCore
import EInvoice
import Testing

@Suite struct PartnerRulesTests {
    @Test(
        "VAT ids in their countries' shapes are accepted",
        arguments: [
            "DE136695976", "de 136 695 976", "ATU12345678", "NL123456789B01", "FRXX123456789", "ESX1234567A",
            "IE1234567FA",
            "CHE123456789", "XI123456789", "RO12",
        ])
    func vatIDs(_ text: String) throws {
        #expect(try VATIdentifier.parse(text).allSatisfy { $0.isUppercase || $0.isNumber })
    }

    @Test("a wrong digit in a German VAT id is found at every place")
    func vatCheckDigit() {
        let valid = Array("136695976")
        for index in valid.indices {
            for digit in "0123456789" where digit != valid[index] {
                var changed = valid
                changed[index] = digit
                #expect(throws: VATIdentifier.Fault.checkDigit) { try VATIdentifier.parse("DE" + String(changed)) }
            }
        }
    }

    @Test(
        "malformed VAT ids are refused", arguments: ["", "DE", "DE12345678", "ATX12345678", "QQ123456", "DE13669597Ä"])
    func vatShape(_ text: String) {
        #expect(throws: VATIdentifier.Fault.malformed) { try VATIdentifier.parse(text) }
    }

    @Test(
        "IBANs are checked modulo 97",
        arguments: [
            "DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432", "nl91abna0417164300", "NO9386011117947",
            "MT84MALT011000012345MTLCAST001S",
        ])
    func ibans(_ text: String) throws {
        #expect(try IBAN.parse(text) == text.uppercased().filter { $0 != " " })
    }

    @Test("wrong IBANs are told apart")
    func ibanFaults() {
        #expect(throws: IBAN.Fault.checkDigits) { try IBAN.parse("DE88370400440532013000") }
        #expect(throws: IBAN.Fault.wrongLength(expected: 22)) { try IBAN.parse("DE8937040044053201300") }
        #expect(throws: IBAN.Fault.malformed) { try IBAN.parse("DE89-3704-0044") }
        #expect(throws: IBAN.Fault.malformed) { try IBAN.parse("") }
    }

    @Test("any two swapped neighbours in an IBAN are found")
    func ibanSwaps() {
        let valid = Array("DE89370400440532013000")
        for index in 4..<(valid.count - 1) where valid[index] != valid[index + 1] {
            var changed = valid
            changed.swapAt(index, index + 1)
            #expect(throws: IBAN.Fault.checkDigits) { try IBAN.parse(String(changed)) }
        }
    }

    @Test("Leitweg-IDs need the shape of the specification")
    func leitweg() {
        #expect(LeitwegID.parse("04011000-1234512345-06") != nil)
        #expect(LeitwegID.parse("991-33333test-33") == "991-33333TEST-33")
        #expect(LeitwegID.parse("04-06") != nil)
        for wrong in ["", "0-06", "04011000", "04011000-1234", "04011000--06", "0401X000-1-06", "04-Ä-06", "04-1-2-06"]
        {
            #expect(LeitwegID.parse(wrong) == nil, "\(wrong)")
        }
    }

    @Test("one answer names every fault of a partner")
    func allFaults() {
        var input = PartnerInput()
        input.roles = ["chef"]
        input.country = "QQ"
        input.vatID = "DE123"
        input.leitwegID = "x"
        input.iban = "DE00"
        input.paymentDays = 1_000
        input.debtorAccount = "12"
        input.creditorAccount = "abc"
        let found = codes { _ = try PartnerDraft(input) }
        #expect(
            Set(found) == [
                "/name missing", "/rollen invalid-role", "/land unknown-country", "/ustId invalid-vat-id",
                "/leitwegId invalid-leitweg-id", "/iban invalid-iban", "/zahlungszielTage out-of-range",
                "/debitorenkonto invalid-account", "/kreditorenkonto invalid-account",
            ])
    }
}
