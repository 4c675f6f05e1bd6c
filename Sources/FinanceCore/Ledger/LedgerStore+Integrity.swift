import Foundation
import Shared

/// What proves that a transaction is part of the chain.
package struct TransactionProof: Sendable {
    package let sequence: Int64
    /// The canonical form of the transaction, of which the leaf is the hash.
    package let form: [UInt8]
    package let leaf: ChainHash
    package let previousHead: ChainHash
    package let head: ChainHash
    /// Leaves of the transactions after it, in order: with them the head at `through` can be computed.
    package let path: [ChainHash]
    package let through: Int64
    package let finalHead: ChainHash
}

extension LedgerStore {
    /// Leaves that one proof names at most.
    package static let maximumProofPath: Int64 = 10_000

    /// Verifies the hash chain of the running ledger. What was committed and is not in the file is a fault.
    /// - Parameter tally: of the part before `first`, if that was verified as well.
    /// - Throws: `storage` if the file cannot be read.
    package func verifyChain(
        from first: Int64, through last: Int64, continuing tally: JournalTally? = nil
    ) async throws(FinanceError) -> IntegrityReport {
        let committed = min(last, sequence)
        do {
            return try await LedgerVerifier(path: path, isLive: true)
                .verifyChain(from: first, through: last, continuing: tally).reaching(committed, from: first)
        } catch {
            throw FinanceError("verification", error)
        }
    }

    /// Compares the running ledger's counters with its journal.
    /// - Parameter tally: of a part that reaches to the end of the journal as it was when it was verified.
    /// - Throws: `storage` if the file cannot be read.
    package func verifyCounters(_ tally: JournalTally) throws(FinanceError) -> [IntegrityFault] {
        do throws(StorageFailure) {
            return try LedgerVerifier(path: path, isLive: true).verifyCounters(tally)
        } catch {
            throw FinanceError("verification", error)
        }
    }

    /// Verifies what the running ledger has beside its journal: accounts, locks, documents, anchors.
    /// - Throws: `storage` if the file cannot be read.
    package func verifyRecords() async throws(FinanceError) -> [IntegrityFault] {
        do throws(StorageFailure) {
            return try LedgerVerifier(path: path, isLive: true).verifyRecords()
        } catch {
            throw FinanceError("verification", error)
        }
    }

    /// The proof of a transaction up to a later one.
    /// - Parameter through: sequence at which the proof ends; nil is the transaction itself.
    /// - Throws: `notFound`, `invalid` (an end before the transaction or too far behind it), `storage`.
    package func proof(_ id: EntityID, through: Int64?) async throws(FinanceError) -> TransactionProof {
        let sequence = try await transaction(id).sequence
        let end = through ?? sequence
        guard end >= sequence, end <= self.sequence, end - sequence <= Self.maximumProofPath else {
            throw .invalid([.proofEnd(from: sequence, to: min(self.sequence, sequence + Self.maximumProofPath))])
        }
        do {
            return try ProofReader(path: path).proof(sequence, through: end)
        } catch {
            throw FinanceError("proof", error)
        }
    }

    /// Copies the ledger and its documents into a new folder below `backups/` while it goes on, with a manifest beside it.
    /// - Throws: `storage`.
    package func backUp() async throws(FinanceError) -> LedgerBackup {
        let name = options.now().description.filter { $0.isNumber || $0 == "T" || $0 == "Z" }
        return try await backups.make(
            of: path, documents: directory + "/documents", in: directory + "/backups", name: "\(name)-\(sequence)")
    }
}

/// Reads proofs on a connection of its own.
struct ProofReader {
    let path: String

    func proof(_ sequence: Int64, through end: Int64) throws -> TransactionProof {
        let connection = try LedgerConnection(reading: path, isLive: true)
        let numbers = try JournalRow.accounts(connection)
        let statement = try connection.prepare(JournalRow.select)
        statement.bind(1, max(1, sequence - 1))
        statement.bind(2, end)
        let row = JournalRow(statement: statement)
        var form = ByteForm(capacity: 1_024)
        var own: [UInt8] = []
        var previous = ChainHash.origin
        var heads: [ChainHash] = []
        var leaves: [ChainHash] = []
        while try statement.next() {
            guard let head = row.head else { throw StorageFailure(code: 0, "transaction \(row.sequence) has no head") }
            if row.sequence < sequence {
                previous = head
                continue
            }
            try row.writeForm(accounts: numbers, to: &form)
            if row.sequence == sequence { own = form.bytes }
            leaves.append(ChainHash.of(form))
            heads.append(head)
        }
        guard let leaf = leaves.first, let head = heads.first, let last = heads.last else {
            throw StorageFailure(code: 0, "transaction \(sequence) has no row")
        }
        return TransactionProof(
            sequence: sequence, form: own, leaf: leaf, previousHead: previous, head: head,
            path: Array(leaves.dropFirst()), through: end, finalHead: last)
    }
}

extension Finding {
    static func proofEnd(from first: Int64, to last: Int64) -> Finding {
        Finding(
            pointer: "?through", code: "out-of-range",
            detail: LocalizedText(
                de: "Ein Beweis endet zwischen \(first) und \(last).", en: "A proof ends between \(first) and \(last).")
        )
    }
}
