import ArgumentParser
import FinanceCore
import HTTPTypes
import Hummingbird
import ServiceKit
import Shared

/// The yardstick: the same server, the same decoding and checks of a booking, an answer of the same kind, no ledger.
struct WithoutDatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "without-database", abstract: "Serves postings without keeping them.", shouldDisplay: false)

    @OptionGroup var options: ServiceOptions

    func run() async throws {
        let identity = ServiceIdentity(
            name: "without-database", program: "without-database", summary: "the yardstick of the benchmark",
            defaultPort: 8999, dataFolder: "without-database")
        try await ServiceMain.run(identity, options: options) { boot, _ in
            ServiceApplication(boot: boot) { router in
                router.post("\(FinanceRoute.transactions)", use: post)
            }
        }
    }

    @Sendable private func post(_ request: Request, _ context: ServiceContext) async throws -> JSONAnswer<Receipt> {
        let body = try await request.decodeJSON(Booking.self)
        let draft = try body.draft()
        return JSONAnswer(Receipt(draft), status: .created)
    }
}

/// A booking as it arrives.
private struct Booking: Decodable {
    struct Line: Decodable {
        let account: Field<String>
        let debit: Field<String>
        let credit: Field<String>
    }

    let date: Field<String>
    let description: Field<String>
    let lines: Field<[Line]>

    func draft() throws -> TransactionDraft {
        var reader = FieldReader()
        let lines = reader.required(lines, "/lines", "array") ?? []
        let inputs = lines.enumerated().map { index, line in
            LineInput(
                account: reader.required(line.account, "/lines/\(index)/account", "string"),
                debit: reader.optional(line.debit, "/lines/\(index)/debit", "string"),
                credit: reader.optional(line.credit, "/lines/\(index)/credit", "string"))
        }
        let input = TransactionInput(
            date: reader.required(date, "/date", "string"),
            text: reader.optional(description, "/description", "string"), lines: inputs)
        return try TransactionDraft(parsing: input, found: reader.findings)
    }
}

/// An answer like the ledger's.
private struct Receipt: Encodable {
    struct Line: Encodable {
        let account: String
        let debit: String?
        let credit: String?
        let currency: String
    }

    let id = "019bc0de-0000-7000-8000-000000000000"
    let date: String
    let description: String
    let journalNumber = 1
    let lines: [Line]

    init(_ draft: TransactionDraft) {
        date = "\(draft.date)"
        description = draft.text
        lines = draft.lines.map { line in
            Line(account: "\(line.account)", debit: "1190.00", credit: nil, currency: "EUR")
        }
    }
}
