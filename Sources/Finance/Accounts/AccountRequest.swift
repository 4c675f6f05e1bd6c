import FinanceCore
import ServiceKit
import Shared

/// The body that makes or changes an account.
struct AccountRequest: JSONBody {
    let id: Field<String>
    let name: Field<String>
    let nameEN: Field<String>
    let category: Field<String>
    let taxKey: Field<String>
    let active: Field<Bool>
    let validFrom: Field<String>
    let validUntil: Field<String>
    let neverNegative: Field<Bool>
    var unknownMembers: [Finding] = []

    static let members = JSONMembers(CodingKeys.self)

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case id, name, category, active
        case nameEN = "name_en"
        case taxKey = "tax_key"
        case validFrom = "valid_from"
        case validUntil = "valid_until"
        case neverNegative = "never_negative"
    }

    /// The account to be made.
    /// - Throws: every fault of the body.
    func draft() throws -> AccountDraft {
        var reader = FieldReader(unknownMembers)
        let number = reader.required(id, "/id", "string").flatMap { reader.account($0, "/id") }
        let category = reader.required(category, "/category", "string").flatMap { reader.category($0) }
        let isActive = reader.optional(active, "/active", "boolean") ?? true
        let change = change(with: &reader)
        let wrongName = reader.findings.contains { $0.pointer == "/name" }
        do {
            // Stand-ins let the core name its faults beside ours; finish() throws before they could be used.
            let draft = try AccountDraft(
                number: number ?? .standIn, nameDE: wrongName ? "-" : change.nameDE ?? "",
                nameEN: change.nameEN ?? "", category: category ?? .asset, taxKey: change.taxKey, isActive: isActive,
                validFrom: change.validFrom, validUntil: change.validUntil,
                isNeverNegative: change.isNeverNegative)
            try reader.finish()
            return draft
        } catch FinanceError.invalid(let findings) {
            reader.report(findings)
            throw Problem.invalid(reader.findings)
        }
    }

    /// What is to be changed.
    /// - Throws: every fault of the body; number and category never change.
    func change() throws -> AccountChange {
        var reader = FieldReader(unknownMembers)
        for (field, pointer) in [(id, "/id"), (category, "/category")] {
            if case .absent = field { continue }
            reader.report(
                pointer, "not-changeable", de: "Nummer und Kontoart bleiben, wie sie sind.",
                en: "Number and category stay as they are.")
        }
        var change = change(with: &reader)
        change.isActive = reader.optional(active, "/active", "boolean")
        // The ledger checks names and dates again; here they are named beside the faults that end the request.
        if !reader.findings.isEmpty { reader.report(Self.ruleFindings(change)) }
        if change == AccountChange(), reader.findings.isEmpty {
            reader.report(
                "", "nothing-to-change", de: "Es fehlt, was sich ändern soll.", en: "Nothing to change is given.")
        }
        try reader.finish()
        return change
    }

    private static func ruleFindings(_ change: AccountChange) -> [Finding] {
        do throws(FinanceError) {
            _ = try AccountDraft(
                number: .standIn, nameDE: change.nameDE ?? "-", nameEN: change.nameEN ?? "", category: .asset,
                taxKey: change.taxKey, validFrom: change.validFrom, validUntil: change.validUntil)
        } catch {
            if case .invalid(let findings) = error { return findings }
        }
        return []
    }

    private func change(with reader: inout FieldReader) -> AccountChange {
        AccountChange(
            nameDE: reader.optional(name, "/name", "string"), nameEN: reader.optional(nameEN, "/name_en", "string"),
            taxKey: reader.optional(taxKey, "/tax_key", "string"),
            validFrom: reader.optional(validFrom, "/valid_from", "string").flatMap { reader.date($0, "/valid_from") },
            validUntil: reader.optional(validUntil, "/valid_until", "string").flatMap {
                reader.date($0, "/valid_until")
            }, isNeverNegative: reader.optional(neverNegative, "/never_negative", "boolean"))
    }
}

extension AccountNumber {
    /// Fills the place of a faulty number while the other faults are looked for.
    fileprivate static var standIn: AccountNumber {
        guard let number = AccountNumber("0") else { preconditionFailure("0 is an account number") }
        return number
    }
}
