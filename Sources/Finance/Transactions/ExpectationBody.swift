import FinanceCore
import ServiceKit
import Shared

/// One entry of `expect`: an account and the limits of its balance before the booking.
struct ExpectationBody: Decodable, Sendable {
    static let maximumCount = 100

    let account: Field<String>
    let currency: Field<String>
    let balance: Field<[String: DecimalText]>

    static let members = JSONMembers(CodingKeys.self)

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case account, currency, balance
    }

    func expectations(_ pointer: String, _ reader: inout FieldReader) -> [BalanceExpectation] {
        let number = reader.required(account, pointer + "/account", "string")
            .flatMap { reader.account($0, pointer + "/account") }
        let code = reader.optional(currency, pointer + "/currency", "string") ?? Currency.eur.code
        let limits = reader.required(balance, pointer + "/balance", "object") ?? [:]
        guard let currency = Currency(code: code) else {
            reader.report(
                pointer + "/currency", "currency-unknown", de: "Keine Währung nach ISO 4217.",
                en: "Not an ISO 4217 currency.")
            return []
        }
        return limits.sorted { $0.key < $1.key }.compactMap { name, text in
            let place = pointer + "/balance/" + name
            guard let relation = BalanceExpectation.Relation(rawValue: name) else {
                let words = BalanceExpectation.Relation.allCases.map(\.rawValue).joined(separator: ", ")
                reader.report(place, "relation-unknown", de: "Erlaubt sind \(words).", en: "Use one of \(words).")
                return nil
            }
            do throws(Amount.ParseError) {
                let limit = try Amount(parsing: text.text, currency: currency)
                return number.map {
                    BalanceExpectation(account: $0, relation: relation, limit: limit, pointer: pointer)
                }
            } catch {
                reader.report([.amount(error, at: place, currency)])
                return nil
            }
        }
    }
}
