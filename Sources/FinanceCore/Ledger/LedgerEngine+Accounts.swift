import Shared

extension LedgerEngine {
    func createAccount(
        _ draft: AccountDraft, _ conditions: PostingConditions, _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        if staged.state.book.id(of: draft.number) != nil { return .failure(.accountExists(draft.number)) }
        let account = Account(draft, version: 1, recordedAt: recordedAt)
        if conditions.isDryRun { return .success(.account(account)) }
        try write(account, id: staged.state.book.append(account), &staged)
        return .success(.account(account))
    }

    func changeAccount(
        _ number: AccountNumber, _ change: AccountChange, _ expected: Int64?, _ conditions: PostingConditions,
        _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        guard let id = staged.state.book.id(of: number) else {
            return .failure(.notFound(.account, number.description))
        }
        let old = staged.state.book[id]
        if let expected, expected != old.version { return .failure(.versionMismatch(Int64(old.version))) }
        let new = Account(old, change, recordedAt: recordedAt)
        let findings = AccountRules.findings(
            nameDE: new.nameDE, nameEN: new.nameEN, taxKey: new.taxKey, validFrom: new.validFrom,
            validUntil: new.validUntil)
        guard findings.isEmpty else { return .failure(.invalid(findings)) }
        if new.hasSameContent(as: old) { return .success(.account(old)) }
        if !old.isNeverNegative, let finding = floorFinding(new, id: id, &staged) {
            return .failure(.balanceNegative([finding]))
        }
        if conditions.isDryRun { return .success(.account(new)) }
        staged.state.book.replace(id, with: new)
        try write(new, id: id, &staged)
        return .success(.account(new))
    }

    /// Creates what is unknown, writes a version of what differs. Checks all rows before it writes one.
    func importAccounts(
        _ drafts: [AccountDraft], _ conditions: PostingConditions, _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        let faults = importFaults(drafts, &staged)
        guard faults.isEmpty else { return .failure(.rowsRejected(faults)) }
        var (created, changed) = (0, 0)
        for draft in drafts {
            if let id = staged.state.book.id(of: draft.number) {
                let old = staged.state.book[id]
                let new = Account(draft, over: old, version: old.version + 1, recordedAt: recordedAt)
                if new.hasSameContent(as: old) { continue }
                changed += 1
                if conditions.isDryRun { continue }
                staged.state.book.replace(id, with: new)
                try write(new, id: id, &staged)
            } else {
                created += 1
                if conditions.isDryRun { continue }
                let account = Account(draft, version: 1, recordedAt: recordedAt)
                try write(account, id: staged.state.book.append(account), &staged)
            }
        }
        return .success(
            .accountImport(
                AccountImport(created: created, changed: changed, unchanged: drafts.count - created - changed)))
    }

    /// What is wrong with the rows of an import, each for itself and beside the others.
    private func importFaults(_ drafts: [AccountDraft], _ staged: inout StagedGroup) -> [FinanceError.RowFault] {
        var seen: Set<AccountNumber> = []
        var faults: [FinanceError.RowFault] = []
        for (row, draft) in drafts.enumerated() {
            var findings: [Finding] = []
            if !seen.insert(draft.number).inserted { findings.append(.accountTwice(draft.number)) }
            if let id = staged.state.book.id(of: draft.number) {
                let old = staged.state.book[id]
                if old.category != draft.category, isUsed(id, staged) {
                    findings.append(.categoryFixed(draft.number))
                } else if !old.isNeverNegative {
                    let new = Account(draft, over: old, version: old.version + 1, recordedAt: recordedAt)
                    if let finding = floorFinding(new, id: id, &staged) { findings.append(finding) }
                }
            }
            if !findings.isEmpty { faults.append(.init(row: row, findings: findings)) }
        }
        return faults
    }

    /// Whether anything was ever posted to an account.
    private func isUsed(_ id: Int, _ staged: StagedGroup) -> Bool {
        if staged.entries.contains(where: { Int($0.account) == id }) { return true }
        let totals = box.value.totals
        return id <= totals.count && !totals[id - 1].isEmpty
    }

    func write(_ account: Account, id: Int, _ staged: inout StagedGroup) throws(StorageFailure) {
        staged.hasWrites = true
        try statements.insert(account, id: id)
        try record(.account, Int64(id), version: Int64(account.version), &staged)
    }
}

extension Account {
    init(_ draft: AccountDraft, over before: Account? = nil, version: Int, recordedAt: Timestamp) {
        self.init(
            number: draft.number, nameDE: draft.nameDE, nameEN: draft.nameEN, category: draft.category,
            taxKey: draft.taxKey, isActive: draft.isActive, validFrom: draft.validFrom, validUntil: draft.validUntil,
            isNeverNegative: draft.isNeverNegative ?? before?.isNeverNegative ?? false,
            version: version, recordedAt: recordedAt)
    }

    init(_ old: Account, _ change: AccountChange, recordedAt: Timestamp) {
        let nameDE = change.nameDE ?? old.nameDE
        let nameEN = change.nameEN ?? old.nameEN
        self.init(
            // As with a new account, an empty English name becomes the German one.
            number: old.number, nameDE: nameDE, nameEN: nameEN.isEmpty ? nameDE : nameEN,
            category: old.category, taxKey: change.taxKey ?? old.taxKey, isActive: change.isActive ?? old.isActive,
            validFrom: change.validFrom ?? old.validFrom, validUntil: change.validUntil ?? old.validUntil,
            isNeverNegative: change.isNeverNegative ?? old.isNeverNegative,
            version: old.version + 1, recordedAt: recordedAt)
    }

    /// Equal apart from version and time.
    func hasSameContent(as other: Account) -> Bool {
        nameDE == other.nameDE && nameEN == other.nameEN && category == other.category && taxKey == other.taxKey
            && isActive == other.isActive && validFrom == other.validFrom && validUntil == other.validUntil
            && isNeverNegative == other.isNeverNegative
    }
}

extension Finding {
    static func accountTwice(_ number: AccountNumber) -> Finding {
        Finding(
            pointer: "/id", code: "account-twice",
            detail: LocalizedText(
                de: "Das Konto \(number) kommt zweimal vor.", en: "Account \(number) is given twice."))
    }

    static func categoryFixed(_ number: AccountNumber) -> Finding {
        Finding(
            pointer: "/category", code: "category-fixed",
            detail: LocalizedText(
                de: "Das Konto \(number) ist bebucht; seine Art bleibt.",
                en: "Account \(number) has bookings; its category stays."))
    }
}
