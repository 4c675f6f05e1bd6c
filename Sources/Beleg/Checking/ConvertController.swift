import EInvoice
import Foundation
import HTTPTypes
import HybridPDF
import Hummingbird
import NIOCore
import NIOFoundationCompat
import ServiceKit
import Shared

/// `POST /api/v1/wandeln?ziel=…`: an invoice in another form. Nothing is stored.
struct ConvertController {
    let pdf: HybridPDFReader
    let room: UploadRoom

    func addRoutes(to router: Router<ServiceContext>) {
        router.post("\(BelegRoute.conversions)", use: convert)
    }

    @Sendable private func convert(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let target = try ConversionTarget.of(request)
        let (file, share) = try await request.collectFile(limit: InvoiceIntake.fileLimit, in: room)
        defer { withExtendedLifetime(share) {} }
        let invoice = try await InvoiceConversion.invoice(in: file, pdf: pdf)
        return target.response(target.write(invoice, context.language))
    }
}

/// The way from a file to the invoice in it, for everything that does not judge.
enum InvoiceConversion {
    /// - Throws: `HybridPDFError`, or ``Problem`` for what is no invoice.
    static func invoice(in file: [UInt8], pdf: HybridPDFReader) async throws -> Invoice {
        let intake = try await InvoiceIntake.read(file, pdf: pdf)
        guard let invoice = InvoiceReader.read(try tree(intake.xml)) else { throw Problem.noInvoice }
        return invoice
    }

    private static func tree(_ xml: [UInt8]) throws(Problem) -> ElementTree {
        do throws(MarkupError) {
            return try ElementTree(parsing: xml)
        } catch {
            throw .unreadable(error)
        }
    }
}

extension Problem {
    fileprivate static let noInvoice = Problem(
        .unprocessableContent, code: "no-einvoice",
        detail: LocalizedText(
            de: "Die Datei ist weder eine UBL-Rechnung noch eine Cross Industry Invoice.",
            en: "The file is neither a UBL invoice nor a Cross Industry Invoice."))

    fileprivate static func unreadable(_ error: MarkupError) -> Problem {
        Problem(
            .unprocessableContent, code: "malformed-xml",
            detail: LocalizedText(
                de: "\(error.german) Zeile \(error.line), Spalte \(error.column).",
                en: "\(error.english) Line \(error.line), column \(error.column)."))
    }
}
