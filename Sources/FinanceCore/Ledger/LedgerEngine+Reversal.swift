import Shared

extension LedgerEngine {
    /// Books the opposite of a transaction, once.
    func reverse(
        _ id: EntityID, _ request: ReversalRequest, fingerprint: [UInt8], _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        switch try known(key: request.idempotencyKey, fingerprint) {
        case .replay(let first, let count): return .success(.replay(first: first, count: count))
        case .conflict(let error): return .failure(error)
        case .new: break
        }
        switch try known(id: request.id, fingerprint) {
        case .replay(let first, let count): return .success(.replay(first: first, count: count))
        case .conflict(let error): return .failure(error)
        case .new: break
        }
        guard let original = try sequence(of: id) else { return .failure(.notFound(.transaction, id.description)) }
        if let error = try obstacle(to: original, id) { return .failure(error) }
        let (draft, originalDate) = try opposite(of: original, request, staged.state.book)
        if draft.date < originalDate { return .failure(.invalid([.reversalTooEarly(originalDate)])) }
        let planned: PlannedTransaction
        do throws(FinanceError) {
            planned = try plan(draft, fingerprint: request.id == nil ? nil : fingerprint, &staged)
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

    private func obstacle(to original: Int64, _ id: EntityID) throws(StorageFailure) -> FinanceError? {
        statements.reversalOf.bind(1, original)
        if try statements.reversalOf.next() {
            defer { statements.reversalOf.reset() }
            return .alreadyReversed(id, by: statements.reversalOf.id(0))
        }
        statements.reversalIs.bind(1, original)
        if try statements.reversalIs.next() {
            statements.reversalIs.reset()
            return .notReversible(id)
        }
        return nil
    }

    private func opposite(
        of original: Int64, _ request: ReversalRequest, _ book: AccountBook
    ) throws(StorageFailure) -> (TransactionDraft, originalDate: BookingDate) {
        let row = statements.transactionRow
        row.bind(1, original)
        guard try row.next() else { throw StorageFailure(code: 0, "transaction \(original) has no row") }
        defer { row.reset() }
        let date = row.optionalDate(0) ?? .first
        let wasGeneral = row.int64(5) == 1
        let lines = try lines(first: row.int64(6), count: row.int64(7), book).map { line in
            let minor = request.isGeneralReversal ? -line.amount.minor : line.amount.minor
            return LineDraft(
                account: line.account, side: request.isGeneralReversal ? line.side : line.side.opposite,
                amount: Amount(minor: minor, currency: line.amount.currency), taxKey: line.taxKey, text: line.text,
                costCentre1: line.costCentre1, costCentre2: line.costCentre2)
        }
        let draft = TransactionDraft(
            unchecked: request.id, date: request.date ?? date, documentDate: row.optionalDate(1),
            serviceDate: row.optionalDate(2), documentNumber: row.optionalText(3),
            text: request.text ?? Self.reversalText(row.text(4)), lines: lines,
            isGeneralReversal: wasGeneral != request.isGeneralReversal, source: "reversal", actor: request.actor,
            accountPointers: [])
        return (draft, date)
    }

    /// "Storno: " and the original's text, cut at a character so that it keeps to the limit.
    static func reversalText(_ original: String) -> String {
        var text = "Storno: " + original
        while text.utf8.count > TransactionDraft.maximumTextBytes { text.removeLast() }
        return text
    }

    private func lines(first: Int64, count: Int64, _ book: AccountBook) throws(StorageFailure) -> [LineDraft] {
        let rows = statements.lineRows
        rows.bind(1, first)
        rows.bind(2, first + count)
        var lines: [LineDraft] = []
        while try rows.next() {
            let (debit, credit) = (rows.int64(1), rows.int64(2))
            guard let currency = Currency(code: rows.text(3)) else {
                rows.reset()
                throw StorageFailure(code: 0, "line with unknown currency")
            }
            lines.append(
                LineDraft(
                    account: book[Int(rows.int64(0))].number, side: debit != 0 ? .debit : .credit,
                    amount: Amount(minor: debit != 0 ? debit : credit, currency: currency),
                    taxKey: rows.optionalText(4), text: rows.optionalText(5), costCentre1: rows.optionalText(6),
                    costCentre2: rows.optionalText(7)))
        }
        return lines
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
