/// The canonical binary form of a request, and its SHA-256: two requests are the same if these are.
///
/// Every field is written with its length (texts) or at fixed width, an absent one as a zero byte, so that no two
/// different requests have one form. The first two bytes are the form's version and the kind of request.
struct Fingerprint {
    private enum Kind: UInt8 { case transaction = 1, reversal = 2, batch = 3, draft = 4, bookingBatch = 5 }

    private var bytes: [UInt8] = []

    private init(_ kind: Kind) {
        bytes.reserveCapacity(256)
        bytes += [1, kind.rawValue]
    }

    static func of(_ draft: TransactionDraft) -> [UInt8] {
        var form = Fingerprint(.transaction)
        form.add(draft)
        return Digest.sha256(form.bytes)
    }

    static func of(_ drafts: [TransactionDraft]) -> [UInt8] {
        var form = Fingerprint(.batch)
        form.add(Int64(drafts.count))
        for draft in drafts { form.add(draft) }
        return Digest.sha256(form.bytes)
    }

    static func of(reversal id: EntityID, _ request: ReversalRequest) -> [UInt8] {
        var form = Fingerprint(.reversal)
        form.add(id)
        form.add(request.date)
        form.add(request.text)
        form.bytes.append(request.isGeneralReversal ? 1 : 0)
        form.add(request.id)
        return Digest.sha256(form.bytes)
    }

    static func of(draft body: [UInt8], id: EntityID?, batch: EntityID?) -> [UInt8] {
        var form = Fingerprint(.draft)
        form.add(id)
        form.add(batch)
        form.bytes += body
        return Digest.sha256(form.bytes)
    }

    static func of(_ content: BookingBatchDraft, id: EntityID?) -> [UInt8] {
        var form = Fingerprint(.bookingBatch)
        form.add(id)
        form.add(content.text)
        form.add(content.start)
        form.add(content.end)
        form.add(content.currency.code)
        form.add(content.controlTotal?.decimalString)
        form.add(content.controlCount.map { String($0) })
        return Digest.sha256(form.bytes)
    }

    private mutating func add(_ draft: TransactionDraft) {
        add(draft.id)
        add(draft.date)
        add(draft.documentDate)
        add(draft.serviceDate)
        add(draft.documentNumber)
        add(draft.text)
        add(draft.source)
        bytes.append(draft.isGeneralReversal ? 1 : 0)
        add(Int64(draft.lines.count))
        for line in draft.lines {
            add(line.account.description)
            bytes.append(line.side.rawValue)
            add(line.amount.minor)
            add(line.amount.currency.code)
            add(line.taxKey)
            add(line.text)
            add(line.costCentre1)
            add(line.costCentre2)
        }
    }

    private mutating func add(_ value: Int64) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func add(_ value: String?) {
        guard let value else {
            bytes.append(0)
            return
        }
        bytes.append(1)
        add(Int64(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    private mutating func add(_ value: BookingDate?) { add(Int64(value?.number ?? 0)) }

    private mutating func add(_ value: EntityID?) {
        guard let value else {
            bytes.append(0)
            return
        }
        bytes.append(1)
        bytes.append(contentsOf: value.bytes)
    }
}
