import Foundation
import HTTPTypes
import HybridPDF
import Hummingbird
import NIOCore
import NIOFoundationCompat
import ServiceKit
import Shared

/// `POST /api/v1/pruefen`: a file in, a verdict out. Nothing is stored.
///
/// XML and PDF are told apart by their content, not by the media type. A ZIP archive or lines of JSON hold many
/// invoices and are answered with one line of JSON each.
struct CheckController {
    let pdf: HybridPDFReader
    let room: UploadRoom

    func addRoutes(to router: Router<ServiceContext>) {
        router.post("\(BelegRoute.checks)", use: check)
    }

    @Sendable private func check(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let (file, share) = try await request.collectFile(limit: InvoiceBatch.bodyLimit, in: room)
        defer { withExtendedLifetime(share) {} }
        if let batch = try InvoiceBatch(file, mediaType: request.headers[.contentType]) {
            return Response(
                status: .ok,
                headers: [.contentType: "application/x-ndjson", .contentLanguage: context.language.rawValue],
                body: lines(of: batch, share, context.language))
        }
        let intake = try await InvoiceIntake.read(file, pdf: pdf)
        let answer = CheckAnswer(InvoiceJudge.judge(intake.xml), of: intake, language: context.language)
        return try JSONAnswer(answer).response(from: request, context: context)
    }

    /// The verdicts one after another, as they are found: many invoices need the memory of one.
    private func lines(of batch: InvoiceBatch, _ share: UploadRoom.Share, _ language: Language) -> ResponseBody {
        ResponseBody { [pdf] writer in
            for item in batch.items {
                var line = try await Self.line(item, pdf: pdf, language)
                line.append(UInt8(ascii: "\n"))
                try await writer.write(ByteBuffer(bytes: line))
            }
            withExtendedLifetime(share) {}
            try await writer.finish(nil)
        }
    }

    private static func line(
        _ item: InvoiceBatch.Item, pdf: HybridPDFReader, _ language: Language
    ) async throws -> [UInt8] {
        do {
            let intake = try await InvoiceIntake.read(try item.content(), pdf: pdf)
            let answer = CheckAnswer(
                InvoiceJudge.judge(intake.xml), of: intake, name: item.name, language: language)
            return [UInt8](try JSONEncoder.service.encode(answer))
        } catch let error as any ProblemConvertible {
            let failure = CheckFailure(
                datei: item.name, fehler: error.problem.code, text: error.problem.detail(language))
            return [UInt8](try JSONEncoder.service.encode(failure))
        }
    }
}
