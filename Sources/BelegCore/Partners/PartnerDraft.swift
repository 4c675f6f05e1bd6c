import EInvoice
package import Shared

/// A partner that satisfies every rule but is not stored yet.
package struct PartnerDraft: Sendable, Equatable {
    /// Payment term when the sender names none (§ 286 (3) BGB: default after 30 days).
    package static let defaultPaymentDays: Int64 = 30

    /// `nil`: the store assigns the next free number.
    package let number: String?
    package let fields: PartnerFields

    /// - Parameter earlier: what decoding already found.
    /// - Throws: ``BelegError/invalid(_:)`` with every fault.
    package init(_ input: PartnerInput, faults earlier: [Finding] = []) throws(BelegError) {
        var check = FaultCollector(earlier)
        let number = check.text(input.number, "/nummer", maximum: 20)
        let name = check.text(input.name, "/name", maximum: 200, required: true)
        let roles = Self.roles(input.roles, &check)
        let fields = PartnerFields(
            name: name ?? "", isCustomer: roles.customer, isSupplier: roles.supplier,
            street: check.text(input.street, "/strasse", maximum: 200),
            postalCode: check.text(input.postalCode, "/plz", maximum: 12),
            city: check.text(input.city, "/ort", maximum: 100),
            country: Self.country(input.country, &check),
            vatID: Self.vatID(input.vatID, &check),
            leitwegID: Self.leitwegID(input.leitwegID, &check),
            iban: Self.iban(input.iban, &check),
            paymentDays: Self.paymentDays(input.paymentDays, &check),
            debtorAccount: check.account(input.debtorAccount, "/debitorenkonto"),
            creditorAccount: check.account(input.creditorAccount, "/kreditorenkonto"))
        try check.throwIfAny()
        self.number = number
        self.fields = fields
    }

    private static func roles(_ value: [String]?, _ check: inout FaultCollector) -> (customer: Bool, supplier: Bool) {
        guard let value else { return (true, true) }
        guard !value.isEmpty, value.allSatisfy({ $0 == "kunde" || $0 == "lieferant" }) else {
            check.add(
                "/rollen", "invalid-role", de: "Erlaubt sind „kunde“ und „lieferant“, mindestens eines.",
                en: "Allowed are \"kunde\" (customer) and \"lieferant\" (supplier), at least one.")
            return (true, true)
        }
        return (value.contains("kunde"), value.contains("lieferant"))
    }

    private static func country(_ value: String?, _ check: inout FaultCollector) -> String {
        guard let code = check.text(value, "/land", maximum: 2)?.uppercased() else { return "DE" }
        if !CountryCode.isKnown(code) {
            check.add(
                "/land", "unknown-country", de: "Kein Ländercode nach ISO 3166 wie DE.",
                en: "Not an ISO 3166 country code such as DE.")
        }
        return code
    }

    private static func vatID(_ value: String?, _ check: inout FaultCollector) -> String? {
        guard let text = check.text(value, "/ustId", maximum: 30) else { return nil }
        do {
            return try VATIdentifier.parse(text)
        } catch .malformed {
            check.add(
                "/ustId", "invalid-vat-id", de: "Keine gültige Form einer USt-IdNr. wie DE136695976.",
                en: "Not a well-formed VAT id such as DE136695976.")
        } catch {
            check.add(
                "/ustId", "vat-id-check-digit", de: "Die Prüfziffer der USt-IdNr. stimmt nicht.",
                en: "The check digit of the VAT id is wrong.")
        }
        return nil
    }

    private static func leitwegID(_ value: String?, _ check: inout FaultCollector) -> String? {
        guard let text = check.text(value, "/leitwegId", maximum: 46) else { return nil }
        if let parsed = LeitwegID.parse(text) { return parsed }
        check.add(
            "/leitwegId", "invalid-leitweg-id", de: "Keine Leitweg-ID wie 04011000-12345-03.",
            en: "Not a Leitweg-ID such as 04011000-12345-03.")
        return nil
    }

    private static func iban(_ value: String?, _ check: inout FaultCollector) -> String? {
        guard let text = check.text(value, "/iban", maximum: 50) else { return nil }
        do {
            return try IBAN.parse(text)
        } catch .malformed {
            check.add("/iban", "invalid-iban", de: "Keine IBAN.", en: "Not an IBAN.")
        } catch .wrongLength(let expected) {
            check.add(
                "/iban", "iban-length", de: "Die IBAN dieses Landes hat \(expected) Stellen.",
                en: "The IBAN of this country has \(expected) characters.")
        } catch {
            check.add(
                "/iban", "iban-check-digits", de: "Die Prüfziffern der IBAN stimmen nicht (Modulo 97).",
                en: "The check digits of the IBAN are wrong (modulo 97).")
        }
        return nil
    }

    private static func paymentDays(_ value: Int64?, _ check: inout FaultCollector) -> Int64 {
        guard let value else { return defaultPaymentDays }
        if !(0...365).contains(value) {
            check.add(
                "/zahlungszielTage", "out-of-range", de: "Erlaubt sind 0 bis 365 Tage.",
                en: "Allowed are 0 to 365 days.")
        }
        return value
    }
}
