import ArgumentParser
import FinanceCore
import HTTPTypes
import Hummingbird
import NIOCore
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

    @Sendable private func post(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.requireJSON()
        let body = try await request.collectBody()
        let draft = body.withUnsafeReadableBytes { bytes in
            var scanner = TransactionScanner(bytes)
            return scanner.transaction()
        }
        guard let draft else { throw Problem(.badRequest, code: "malformed", detail: .init(de: "?", en: "?")) }
        let answer = Self.answer(draft)
        return Response(
            status: .created,
            headers: [.contentType: "application/json; charset=utf-8", .contentLength: String(answer.readableBytes)],
            body: .init(byteBuffer: answer))
    }

    /// An answer like the ledger's, written as that one is: piece by piece into a buffer.
    private static func answer(_ draft: TransactionDraft) -> ByteBuffer {
        var text = ByteBuffer()
        text.reserveCapacity(1_024)
        text.writeString(#"{"id":"019bc0de-0000-7000-8000-000000000000","date":""#)
        text.writeString(draft.date.description)
        text.writeString(#"","description":""#)
        text.writeString(draft.text)
        text.writeString(
            #"","amount":"1190.00","currency":"EUR","debit_account":"1400","credit_account":"8400","lines":["#)
        for (index, line) in draft.lines.enumerated() {
            text.writeString(index == 0 ? #"{"account":""# : #",{"account":""#)
            text.writeString(line.account.description)
            text.writeString(line.side == .debit ? #"","debit":""# : #"","credit":""#)
            text.writeString(line.amount.decimalString)
            text.writeString(#"","currency":""#)
            text.writeString(line.amount.currency.code)
            text.writeString(#""}"#)
        }
        text.writeString(#"],"sequence":1,"fiscal_year":2026,"journal_number":1,"document_date":""#)
        text.writeString(draft.documentDate.description)
        text.writeString(
            #"","source":"api","general_reversal":false,"reverses":null,"reversed_by":null,"recorded_at":""#)
        text.writeString(Timestamp.now().description)
        text.writeString(#""}"#)
        return text
    }
}
