package import Shared

extension LedgerStore {
    /// Accounts by number with their balances; answered from memory.
    package func accounts(_ filter: AccountFilter = AccountFilter()) -> [AccountBalance] {
        let snapshot = box.value
        return snapshot.book.idsByNumber.compactMap { id in
            let account = snapshot.book[id]
            if filter.activeOnly, !account.isActive { return nil }
            if let category = filter.category, account.category != category { return nil }
            return snapshot.balance(id)
        }
    }

    /// - Throws: `notFound`.
    package func account(_ number: AccountNumber) throws(FinanceError) -> AccountBalance {
        let snapshot = box.value
        guard let id = snapshot.book.id(of: number) else { throw .notFound(.account, number.description) }
        return snapshot.balance(id)
    }

    /// Accounts with their balances, all of one moment; numbers that name none are left out.
    package func balances(of numbers: [AccountNumber]) -> [AccountBalance] {
        let snapshot = box.value
        return numbers.compactMap { snapshot.book.id(of: $0).map(snapshot.balance) }
    }

    /// Totals of one account through a day, one entry per currency; constant work.
    /// - Throws: `notFound`, `storage`.
    package func account(
        _ number: AccountNumber, asOf date: BookingDate, knownAt: KnownAt? = nil
    ) async throws(FinanceError) -> AccountBalance {
        try await projected(knownAt) { view, last in
            let id = try AccountRows.id(of: number, view.db)
            return AccountBalance(
                account: try AccountRows.account(id, view.db),
                totals: LedgerSnapshot.withEuroFirst(try TotalRows.total(id, through: date, knownAt: last, view)))
        }
    }

    /// Why an account takes no booking as of the last commit; nil if it does. Without a day its validity is not judged.
    ///
    /// For answers that name it beside faults which keep the booking from the writer, who checks again.
    package func accountFinding(_ number: AccountNumber, on date: BookingDate?, at pointer: String) -> Finding? {
        let book = box.value.book
        guard case .failure(let fault) = book.open(number, on: date ?? .first) else { return nil }
        if case .notValid = fault, date == nil { return nil }
        guard let date else { return fault.finding(number, at: pointer) }
        return fault.finding(number, at: pointer, on: date, in: book)
    }

    /// What `accountFinding` says about the lines of an input, as far as their accounts can be read.
    package func accountFindings(in input: TransactionInput) -> [Finding] {
        let date = input.date.flatMap { BookingDate(iso: $0) }
        return input.lines.prefix(TransactionDraft.maximumLines).enumerated().compactMap { index, line in
            guard let number = line.account.flatMap(AccountNumber.init) else { return nil }
            return accountFinding(number, on: date, at: line.accountPointer ?? "/lines/\(index)/account")
        }
    }

    /// An account that was just written, or would be, with the totals that it has.
    package func balance(of account: Account) -> AccountBalance {
        let snapshot = box.value
        let totals = snapshot.book.id(of: account.number).map { snapshot.totals[$0 - 1] } ?? []
        return AccountBalance(account: account, totals: LedgerSnapshot.withEuroFirst(totals))
    }

    /// - Parameter conditions: whether to write at all.
    /// - Throws: `accountExists`, `queueFull`, `closing`, `storage`.
    package func createAccount(
        _ draft: AccountDraft, conditions: PostingConditions = PostingConditions()
    ) async throws(FinanceError) -> Account {
        try await account(.createAccount(draft, conditions))
    }

    /// Writes a new version; the old ones are kept.
    ///
    /// - Parameters:
    ///   - expectedVersion: the version that the caller has seen; nil for any.
    ///   - conditions: whether to write at all.
    /// - Throws: `notFound`, `versionMismatch`, `invalid`, `queueFull`, `closing`, `storage`.
    package func updateAccount(
        _ number: AccountNumber, _ change: AccountChange, expectedVersion: Int64? = nil,
        conditions: PostingConditions = PostingConditions()
    ) async throws(FinanceError) -> Account {
        try await account(.changeAccount(number, change, expected: expectedVersion, conditions))
    }

    private func account(_ request: WriteRequest) async throws(FinanceError) -> Account {
        guard case .account(let account) = try await writer.perform(request) else { throw .unexpectedReply }
        return account
    }

    /// Creates unknown accounts and writes new versions of known ones that differ; all or nothing.
    /// - Throws: `rowsRejected` (a number given twice, a changed category of a used account), `storage` …
    package func importAccounts(
        _ drafts: [AccountDraft], conditions: PostingConditions = PostingConditions()
    ) async throws(FinanceError) -> AccountImport {
        guard case .accountImport(let result) = try await writer.perform(.importAccounts(drafts, conditions)) else {
            throw .unexpectedReply
        }
        return result
    }
}

extension FinanceError {
    /// A reply of the writer that does not belong to the request: a fault of ours.
    static let unexpectedReply = FinanceError.storage("the writer's reply does not belong to the request")
}
