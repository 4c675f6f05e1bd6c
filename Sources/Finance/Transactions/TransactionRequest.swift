import FinanceCore
import ServiceKit
import Shared

/// The body that posts a transaction: either `lines`, or the short form of two accounts and one amount.
struct TransactionRequest: JSONBody {
    /// One line; exactly one of `debit` and `credit` is given.
    struct Line: Decodable, Sendable {
        let account: Field<String>
        let debit: Field<DecimalText>
        let credit: Field<DecimalText>
        let currency: Field<String>
        let taxKey: Field<String>
        let text: Field<String>
        let costCentre1: Field<String>
        let costCentre2: Field<String>

        fileprivate enum CodingKeys: String, CodingKey, CaseIterable {
            case account, debit, credit, currency, text
            case taxKey = "tax_key"
            case costCentre1 = "cost_centre_1"
            case costCentre2 = "cost_centre_2"
        }

        /// - Parameter currency: the body's own currency, for lines that name none.
        func input(_ pointer: String, currency: String?, _ reader: inout FieldReader) -> LineInput {
            let own = reader.optional(self.currency, pointer + "/currency", "string")
            return LineInput(
                account: reader.optional(account, pointer + "/account", "string"),
                debit: reader.optional(debit, pointer + "/debit", "string")?.text,
                credit: reader.optional(credit, pointer + "/credit", "string")?.text,
                currency: own ?? currency,
                taxKey: reader.optional(taxKey, pointer + "/tax_key", "string"),
                text: reader.optional(text, pointer + "/text", "string"),
                costCentre1: reader.optional(costCentre1, pointer + "/cost_centre_1", "string"),
                costCentre2: reader.optional(costCentre2, pointer + "/cost_centre_2", "string"),
                currencyPointer: own == nil && currency != nil ? "/currency" : nil)
        }
    }

    let id: Field<String>
    let date: Field<String>
    let documentDate: Field<String>
    let serviceDate: Field<String>
    let documentNumber: Field<String>
    let description: Field<String>
    let generalReversal: Field<Bool>
    let source: Field<String>
    let lines: Field<[Field<Line>]>
    let debitAccount: Field<String>
    let creditAccount: Field<String>
    let amount: Field<DecimalText>
    let currency: Field<String>
    let taxKey: Field<String>
    let expect: Field<[Field<ExpectationBody>]>
    var unknownMembers: [Finding] = []

    static let members = JSONMembers(
        CodingKeys.self, inner: ["lines": JSONMembers(Line.CodingKeys.self), "expect": ExpectationBody.members])

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case id, date, description, source, lines, amount, currency, expect
        case documentDate = "document_date"
        case serviceDate = "service_date"
        case documentNumber = "document_number"
        case generalReversal = "general_reversal"
        case debitAccount = "debit_account"
        case creditAccount = "credit_account"
        case taxKey = "tax_key"
    }

    /// The checked transaction.
    /// - Throws: every fault of the body: those of types, those of bookkeeping and those of the ledger's accounts.
    func draft(for ledger: LedgerStore) throws -> TransactionDraft {
        var reader = FieldReader(unknownMembers)
        let lines = lineInputs(&reader)
        let input = TransactionInput(
            id: reader.optional(id, "/id", "string"),
            date: reader.optional(date, "/date", "string"),
            documentDate: reader.optional(documentDate, "/document_date", "string"),
            serviceDate: reader.optional(serviceDate, "/service_date", "string"),
            documentNumber: reader.optional(documentNumber, "/document_number", "string"),
            text: reader.optional(description, "/description", "string"), lines: lines,
            isGeneralReversal: reader.optional(generalReversal, "/general_reversal", "boolean") ?? false,
            source: reader.optional(source, "/source", "string") ?? "api")
        let expectations = expectations(&reader)
        do throws(FinanceError) {
            var draft = try TransactionDraft(parsing: input, found: reader.findings)
            draft.expectations = expectations
            return draft
        } catch {
            guard case .invalid(let findings) = error else { throw error }
            throw FinanceError.invalid(findings + ledger.accountFindings(in: Self.withoutStandIns(input)))
        }
    }

    /// What the caller expects of accounts before.
    private func expectations(_ reader: inout FieldReader) -> [BalanceExpectation] {
        if case .absent = expect { return [] }
        let bodies = reader.optional(expect, "/expect", "array") ?? []
        if bodies.count > ExpectationBody.maximumCount {
            reader.report(
                "/expect", "too-many", de: "Höchstens \(ExpectationBody.maximumCount) Erwartungen.",
                en: "At most \(ExpectationBody.maximumCount) expectations.")
        }
        return bodies.prefix(ExpectationBody.maximumCount).enumerated().flatMap { index, field in
            reader.required(field, "/expect/\(index)", "object")?.expectations("/expect/\(index)", &reader) ?? []
        }
    }

    private static func withoutStandIns(_ input: TransactionInput) -> TransactionInput {
        var input = input
        for index in input.lines.indices where input.lines[index] == .standIn { input.lines[index].account = nil }
        return input
    }

    private var isShortForm: Bool {
        if case .absent = debitAccount, case .absent = creditAccount, case .absent = amount { return false }
        return true
    }

    private func lineInputs(_ reader: inout FieldReader) -> [LineInput] {
        if case .absent = lines, isShortForm { return shortForm(&reader) }
        if isShortForm {
            reader.report(
                "/lines", "ambiguous-form", de: "Entweder lines oder debit_account, credit_account und amount.",
                en: "Use either lines or debit_account, credit_account and amount.")
        }
        let lines = reader.required(lines, "/lines", "array") ?? []
        let currency = reader.optional(currency, "/currency", "string")
        // The core refuses more lines than it takes; there is no need to read them all before.
        return lines.prefix(TransactionDraft.maximumLines + 1).enumerated().map { index, field in
            let line = reader.required(field, "/lines/\(index)", "object")
            return line?.input("/lines/\(index)", currency: currency, &reader) ?? .standIn
        }
    }

    private func shortForm(_ reader: inout FieldReader) -> [LineInput] {
        let debit = reader.required(debitAccount, "/debit_account", "string")
        let credit = reader.required(creditAccount, "/credit_account", "string")
        let amount = reader.required(amount, "/amount", "string")?.text
        let currency = reader.optional(currency, "/currency", "string")
        let taxKey = reader.optional(taxKey, "/tax_key", "string")
        return [
            LineInput(
                account: debit, debit: amount, currency: currency, accountPointer: "/debit_account",
                amountPointer: "/amount", currencyPointer: "/currency"),
            LineInput(
                account: credit, credit: amount, currency: currency, taxKey: taxKey, accountPointer: "/credit_account",
                amountPointer: "/amount", currencyPointer: "/currency"),
        ]
    }
}

extension LineInput {
    /// Fills the place of a line that is no object, so that the pointers of the others stay right.
    ///
    /// It is well formed itself: the fault of its type has been reported, and nothing else is to be said about it.
    fileprivate static let standIn = LineInput(account: "0", debit: "1")
}
