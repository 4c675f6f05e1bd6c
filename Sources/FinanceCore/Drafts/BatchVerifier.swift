import Shared

/// Checks batches against the journal and the drafts: what they say was booked is there, and what they count lies in
/// them.
struct BatchVerifier {
    private let connection: LedgerConnection

    init(_ connection: LedgerConnection) { self.connection = connection }

    /// A file that no version with batches has opened yet has none, and no fault.
    func faults() throws(StorageFailure) -> [IntegrityFault] {
        guard try Self.hasBatches(connection) else { return [] }
        return try openFaults() + postedFaults()
    }

    static func hasBatches(_ connection: LedgerConnection) throws(StorageFailure) -> Bool {
        try connection.number("SELECT 1 FROM migration WHERE name = '004-drafts-and-batches'") == 1
    }

    private func openFaults() throws(StorageFailure) -> [IntegrityFault] {
        let rows = try connection.prepare(
            """
            SELECT b.seq FROM batch b LEFT JOIN
                (SELECT batch, count(*) AS drafts, sum(length(body)) AS bytes FROM draft WHERE batch IS NOT NULL
                GROUP BY batch) d ON d.batch = b.seq
            WHERE b.drafts <> ifnull(d.drafts, 0) OR b.byte_count <> ifnull(d.bytes, 0) ORDER BY b.seq
            """)
        var faults: [IntegrityFault] = []
        while try rows.next() { faults.append(.batchCounts(rows.int64(0))) }
        return faults
    }

    private func postedFaults() throws(StorageFailure) -> [IntegrityFault] {
        let rows = try connection.prepare(
            """
            SELECT seq, first_seq, transactions, total, currency FROM batch WHERE first_seq IS NOT NULL
            ORDER BY first_seq, seq
            """)
        var faults: [IntegrityFault] = []
        var end: Int64 = 0
        while try rows.next() {
            let (batch, first, count) = (rows.int64(0), rows.int64(1), rows.int64(2))
            let (next, overflowed) = first.addingReportingOverflow(count)
            if overflowed || first <= end {
                // Each transaction comes from one batch at most.
                faults.append(.batchTransactions(batch))
                continue
            }
            end = next - 1
            faults += try fault(batch, first...end, total: rows.int64(3), rows.text(4)).map { [$0] } ?? []
        }
        return faults
    }

    /// What is wrong with the transactions of a batch.
    private func fault(
        _ batch: Int64, _ sequences: ClosedRange<Int64>, total: Int64, _ currency: String
    ) throws(StorageFailure) -> IntegrityFault? {
        let rows = try connection.prepare(
            #"SELECT lines FROM "transaction" WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq"#)
        rows.bind(1, sequences.lowerBound)
        rows.bind(2, sequences.upperBound)
        var count: Int64 = 0
        var sum: Int64 = 0
        while try rows.next() {
            count += 1
            // Lines that cannot be read are told by the chain's verifier; the total then differs.
            for line in rows.withBytes(0, { PackedLines.read($0) }) ?? [] where line.amount.currency.code == currency {
                sum &+= line.debitMinor
            }
        }
        if count != Int64(sequences.count) { return .batchTransactions(batch) }
        return sum == total ? nil : .batchTotal(batch)
    }
}

extension IntegrityFault {
    fileprivate static func batchCounts(_ batch: Int64) -> IntegrityFault {
        file(
            "batch-counts", de: "Der Buchungsstapel \(batch) zählt seine Entwürfe falsch.",
            en: "Batch \(batch) counts its drafts wrongly.")
    }

    fileprivate static func batchTransactions(_ batch: Int64) -> IntegrityFault {
        file(
            "batch-transactions", de: "Die Buchungen des Buchungsstapels \(batch) sind nicht alle da oder nicht seine.",
            en: "The transactions of batch \(batch) are not all there or not its own.")
    }

    fileprivate static func batchTotal(_ batch: Int64) -> IntegrityFault {
        file(
            "batch-total", de: "Die Summe des Buchungsstapels \(batch) ist eine andere als die seiner Buchungen.",
            en: "The total of batch \(batch) is another one than that of its transactions.")
    }
}
