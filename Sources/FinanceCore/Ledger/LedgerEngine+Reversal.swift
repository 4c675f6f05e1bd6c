import Shared

extension LedgerEngine {
    /// Books the opposite of a transaction, once.
    func reverse(
        _ id: EntityID, _ request: ReversalRequest, fingerprint: [UInt8], _ conditions: PostingConditions,
        _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        switch try known(key: request.idempotencyKey, fingerprint) {
        case .replay(let first, let count): return .success(.replay(first: first, count: count))
        case .conflict(let error): return .failure(error)
        case .new: break
        }
        guard let original = try sequence(of: id) else { return .failure(.notFound(.transaction, id.description)) }
        let (draft, originalDate) = try opposite(of: original, request, staged.state)
        switch try known(draft, reversing: original, staged.state) {
        case .replay(let first, let count): return .success(.replay(first: first, count: count))
        case .conflict(let error): return .failure(error)
        case .new: break
        }
        if let error = try obstacle(to: original, id) { return .failure(error) }
        if draft.date < originalDate { return .failure(.invalid([.reversalTooEarly(originalDate)])) }
        if draft.date > originalDate, let finding = horizon.finding(request.date, "/date") {
            return .failure(.invalid([finding]))
        }
        let planned: PlannedTransaction
        do throws(FinanceError) {
            if conditions.isDryRun {
                // A copy of the group takes the numbers, and is dropped.
                var rehearsal = staged
                let planned = try plan(draft, reverses: original, &rehearsal)
                return .success(.reversed(draft, receipt(planned), original: id))
            }
            planned = try plan(draft, reverses: original, &staged)
        } catch {
            return .failure(error)
        }
        try write(planned, &staged)
        try statements.insertReversal(of: original, by: planned.sequence)
        if let key = request.idempotencyKey {
            try statements.insertIdempotency(key, fingerprint, first: planned.sequence, count: 1)
        }
        return .success(.reversed(draft, receipt(planned), original: id))
    }

    func sequence(of id: EntityID) throws(StorageFailure) -> Int64? {
        statements.transactionByID.bind(1, id)
        guard try statements.transactionByID.next() else { return nil }
        defer { statements.transactionByID.reset() }
        return statements.transactionByID.int64(0)
    }

    /// Whether the reversal's own id is taken, by this reversal or by another transaction.
    private func known(
        _ draft: TransactionDraft, reversing original: Int64, _ state: LedgerState
    ) throws(StorageFailure) -> Known {
        let known = try known(draft, state)
        guard case .replay(let first, _) = known, let id = draft.id else { return known }
        return try originalOf(first) == original ? known : .conflict(.duplicateID(id))
    }

    /// The transaction that another one reverses, 0 for none.
    private func originalOf(_ reversal: Int64) throws(StorageFailure) -> Int64 {
        statements.reversalIs.bind(1, reversal)
        guard try statements.reversalIs.next() else { return 0 }
        defer { statements.reversalIs.reset() }
        return statements.reversalIs.int64(0)
    }

    private func obstacle(to original: Int64, _ id: EntityID) throws(StorageFailure) -> FinanceError? {
        statements.reversalOf.bind(1, original)
        if try statements.reversalOf.next() {
            defer { statements.reversalOf.reset() }
            return .alreadyReversed(id, by: statements.reversalOf.id(0))
        }
        return try originalOf(original) == 0 ? nil : .notReversible(id)
    }

    private func opposite(
        of original: Int64, _ request: ReversalRequest, _ state: LedgerState
    ) throws(StorageFailure) -> (TransactionDraft, originalDate: BookingDate) {
        let stored = try storedDraft(original, state.book)
        let lines = stored.lines.map { line in
            let minor = request.isGeneralReversal ? -line.amount.minor : line.amount.minor
            return LineDraft(
                account: line.account, side: request.isGeneralReversal ? line.side : line.side.opposite,
                amount: Amount(minor: minor, currency: line.amount.currency), taxKey: line.taxKey, text: line.text,
                costCentre1: line.costCentre1, costCentre2: line.costCentre2)
        }
        let draft = TransactionDraft(
            unchecked: request.id, date: request.date ?? state.locks.firstOpenDay(from: stored.date),
            documentDate: stored.documentDate,
            serviceDate: stored.serviceDate, documentNumber: stored.documentNumber,
            text: request.text ?? Self.reversalText(stored.text), lines: lines,
            isGeneralReversal: stored.isGeneralReversal != request.isGeneralReversal, source: "reversal",
            actor: request.actor, accountPointers: [])
        return (draft, stored.date)
    }

    /// "Storno: " and the original's text, cut at a character so that it keeps to the limit.
    static func reversalText(_ original: String) -> String {
        var text = "Storno: " + original
        while text.utf8.count > TransactionDraft.maximumTextBytes { text.removeLast() }
        return text
    }

    /// What was posted under a sequence, as the draft it was; without its id and its actor.
    func storedDraft(_ sequence: Int64, _ book: AccountBook) throws(StorageFailure) -> TransactionDraft {
        let row = statements.transactionRow
        row.bind(1, sequence)
        guard try row.next() else { throw StorageFailure(code: 0, "transaction \(sequence) has no row") }
        defer { row.reset() }
        guard let lines = row.withBytes(6, { PackedLines.read($0) }),
            lines.allSatisfy({ $0.account <= book.accounts.count })
        else { throw StorageFailure(code: 0, "transaction \(sequence): its lines cannot be read") }
        return TransactionDraft(
            unchecked: nil, date: row.optionalDate(0) ?? .first, documentDate: row.optionalDate(1),
            serviceDate: row.optionalDate(2), documentNumber: row.optionalText(3), text: row.text(4),
            lines: lines.map { $0.draft(book[$0.account].number) }, isGeneralReversal: row.int64(5) == 1,
            source: row.text(7), actor: nil, accountPointers: [])
    }
}

extension TransactionDraft {
    /// Equal apart from the id, and from who has posted it: a repetition may come by another way.
    func hasSameContent(as other: TransactionDraft) -> Bool {
        date == other.date && documentDate == other.documentDate && serviceDate == other.serviceDate
            && documentNumber == other.documentNumber && text == other.text && source == other.source
            && isGeneralReversal == other.isGeneralReversal && lines == other.lines
    }
}

extension Finding {
    static func reversalTooEarly(_ date: BookingDate) -> Finding {
        Finding(
            pointer: "/date", code: "reversal-before-original",
            detail: LocalizedText(
                de: "Das Storno läge vor der Buchung vom \(date).",
                en: "The reversal would lie before the transaction of \(date)."))
    }
}
