import ArgumentParser
import FinanceCore
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Shared

/// The yardstick: the same server and all that belongs to HTTP, the same decoding and checks of a booking, an answer with
/// the same headers and members; no ledger.
struct WithoutDatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "without-database", abstract: "Serves postings without keeping them.", shouldDisplay: false)

    @OptionGroup var options: ServiceOptions

    func run() async throws {
        let identity = ServiceIdentity(
            name: "without-database", program: "without-database", summary: "the yardstick of the benchmark",
            defaultPort: 8999, dataFolder: "without-database")
        try await ServiceMain.run(identity, options: options) { boot, _ in
            ServiceApplication(boot: boot, steps: [SequenceStep()]) { router in
                router.group().add(middleware: SequenceMiddleware()).post("\(FinanceRoute.transactions)", use: post)
            }
        }
    }

    @Sendable private func post(_ request: Request, _ context: ServiceContext) async throws -> Response {
        var query = QueryReader(request)
        let isDryRun = query.flag("dry_run", default: false)
        let expanded = query.text("expand")
        try query.finish()
        try request.requireJSON()
        let body = try await request.collectBody()
        let draft = body.withUnsafeReadableBytes { bytes in
            var scanner = TransactionScanner(bytes)
            return scanner.transaction()
        }
        // What it does not do, it must not be asked for: it would be measured as if it did.
        guard let draft, !isDryRun, expanded == nil, request.headers[.idempotencyKey] == nil else {
            throw Problem(.badRequest, code: "malformed", detail: .init(de: "?", en: "?"))
        }
        let answer = Self.answer(draft)
        var headers: HTTPFields = [.location: "\(FinanceRoute.transactions)/\(Self.id)"]
        headers[.contentType] = "application/json; charset=utf-8"
        headers[.contentLength] = String(answer.readableBytes)
        return Response(status: .created, headers: headers, body: .init(byteBuffer: answer))
    }

    private static let id = EntityID(high: 0x019b_c0de_0000_7000, low: 0x8000_0000_0000_0000)

    /// The header that tells the state of the ledger: set around its answers, and looked for around all.
    private struct SequenceMiddleware: RouterMiddleware {
        func handle(
            _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
        ) async throws -> Response {
            var response = try await next(request, context)
            response.headers[.ledgerSeq] = String(1)
            return response
        }
    }

    private struct SequenceStep: RequestStep {
        func after(_ response: inout Response, _ request: Request, _ context: ServiceContext) {
            if response.status == .ok || response.status == .created { return }
            guard response.headers[.ledgerSeq] == nil, request.uri.path.hasPrefix(FinanceRoute.prefix) else { return }
            response.headers[.ledgerSeq] = String(1)
        }
    }

    /// An answer like the ledger's, written as that one is: piece by piece into a buffer.
    private static func answer(_ draft: TransactionDraft) -> ByteBuffer {
        var text = ByteBuffer()
        text.reserveCapacity(1_024)
        text.writeString(#"{"id":""#)
        text.writeString(id.description)
        text.writeString(#"","date":""#)
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
