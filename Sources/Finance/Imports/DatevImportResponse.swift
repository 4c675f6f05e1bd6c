import FinanceCore
import Shared

/// What the import of a Buchungsstapel did.
struct DatevImportResponse: Encodable, Sendable {
    /// Rows and sum of the column Umsatz for one side.
    struct Control: Encodable, Sendable {
        let rows: Int
        let turnover: String

        init(_ control: (rowCount: Int, turnover: String)) {
            rows = control.rowCount
            turnover = control.turnover
        }
    }

    /// What a person should look at.
    struct Notice: Encodable, Sendable {
        let row: Int
        let column: String?
        let code: String
        let detail: String
    }

    let imported: Int
    let replayed: Bool
    /// true when the file was only tried and nothing was written; not there otherwise.
    let dryRun: Bool?
    let accounts: Int
    let createdAccounts: [String]
    let debit: Control
    let credit: Control
    let notices: [Notice]
    let sha256: String
    let formatVersion: Int
    let consultant: String
    let client: String
    let text: String
    /// First and last sequence of the ledger that the batch has.
    let firstSequence: Int64?
    let lastSequence: Int64?

    /// - Parameter isRehearsal: whether the request was a dry run. What it finds booked already is no rehearsal of the
    ///   ledger's, but nothing was asked to be written either.
    init(batch: DatevBatch, posted: PostedBatch, isRehearsal: Bool, language: Language) {
        // A dry run tells what there would be: nothing, where all is booked already.
        imported = isRehearsal && posted.isReplay ? 0 : posted.transactions.count
        replayed = posted.isReplay
        dryRun = isRehearsal ? true : nil
        accounts = batch.accounts.count
        createdAccounts = posted.createdAccounts.map(\.description)
        debit = Control(batch.control(of: .debit))
        credit = Control(batch.control(of: .credit))
        notices = batch.notices.map {
            Notice(row: $0.row, column: $0.column, code: $0.code, detail: $0.reason(language))
        }
        sha256 = batch.sha256
        formatVersion = batch.header.formatVersion
        consultant = batch.header.consultant
        client = batch.header.client
        text = batch.header.text
        // What was only tried has no place in the ledger: others may be booked in between.
        firstSequence = posted.isRehearsal ? nil : posted.transactions.first?.transaction.sequence
        lastSequence = posted.isRehearsal ? nil : posted.transactions.last?.transaction.sequence
    }

    private enum CodingKeys: String, CodingKey {
        case imported, replayed, accounts, debit, credit, notices, sha256, consultant, client, text
        case dryRun = "dry_run"
        case createdAccounts = "created_accounts"
        case formatVersion = "format_version"
        case firstSequence = "first_sequence"
        case lastSequence = "last_sequence"
    }
}
