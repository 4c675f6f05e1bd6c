/// The canonical binary form of a posted transaction, of which the chain takes the hash.
///
/// Version 1, in this order: the byte 0x01, the byte of the version; id (16 bytes), fiscal year (4), journal number
/// (8), booking date, document date and service date as yyyymmdd (4 each, 0 for none), moment of recording in
/// milliseconds since 1970 UTC (8), a byte that is 1 for a general reversal, sequence of the transaction that this one
/// reverses (8, 0 for none), document number, text, source, actor; number of lines (4), and of each line account number,
/// side (one byte, 0 debit, 1 credit), amount in minor units (8), the currency's three letters, tax key, text, both cost
/// centres. Numbers have the highest byte first; a text is its length (4) and its UTF-8; what may be missing (document
/// number, actor, and of a line all from the tax key on) has a byte before it, 1 if it is there.
enum TransactionForm {
    static let version: UInt8 = 1

    /// The fields beside the draft that a transaction has got by being posted.
    struct Header {
        let id: EntityID
        let fiscalYear: Int
        let journalNumber: Int64
        let recordedAt: Timestamp
        /// Sequence of the original, 0 if this is no reversal.
        let reverses: Int64
    }

    /// The hash of a transaction; `form` is scratch space.
    static func leaf(_ header: Header, _ draft: TransactionDraft, _ form: inout ByteForm) -> ChainHash {
        write(header, draft, to: &form)
        return ChainHash.of(form)
    }

    static func write(_ header: Header, _ draft: TransactionDraft, to form: inout ByteForm) {
        form.clear()
        form.add(byte: 0x01)
        form.add(byte: version)
        form.add(header.id)
        form.add(UInt32(truncatingIfNeeded: header.fiscalYear))
        form.add(header.journalNumber)
        form.add(draft.date)
        form.add(draft.documentDate)
        form.add(draft.serviceDate)
        form.add(header.recordedAt.millisecondsSince1970)
        form.add(byte: draft.isGeneralReversal ? 1 : 0)
        form.add(header.reverses)
        form.add(optional: draft.documentNumber)
        form.add(draft.text)
        form.add(draft.source)
        form.add(optional: draft.actor)
        form.add(UInt32(truncatingIfNeeded: draft.lines.count))
        for line in draft.lines { add(line, to: &form) }
    }

    private static func add(_ line: LineDraft, to form: inout ByteForm) {
        form.add(line.account)
        form.add(byte: line.side.rawValue)
        form.add(line.amount.minor)
        form.add(letters: line.amount.currency.letters)
        form.add(optional: line.taxKey)
        form.add(optional: line.text)
        form.add(optional: line.costCentre1)
        form.add(optional: line.costCentre2)
    }
}
