import BelegCore
import EInvoice
import Foundation
import HTTPTypes
import Hummingbird
import ServiceKit
import Shared

/// `GET …/{id}/erechnung`: a finalised Rechnung as XRechnung in UBL or CII, or as a page.
struct IssueController {
    let documents: DocumentStore
    let seller: SellerProfile

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("\(DocumentKind.rechnung.route)/{id}/erechnung", use: issue)
    }

    @Sendable private func issue(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let target = try ConversionTarget.of(request, default: .ubl)
        let document = try await documents.get(id: context.entityID, kind: .rechnung)
        guard let number = document.header.number else { throw BelegError.notFinalised(id: document.header.id) }
        guard seller.missing.isEmpty else { throw Problem.sellerIncomplete(seller.missing) }
        let invoice = IssuedInvoice(
            document: document, seller: seller, original: try await original(of: document)
        ).invoice()
        if target != .html { try Self.requireAcceptance(of: target.write(invoice, context.language)) }
        return target.response(
            target.write(invoice, context.language), fileName: "\(Self.fileName(number)).\(target.fileExtension)")
    }

    private func original(of document: Document) async throws -> DocumentHeader? {
        guard let reference = document.header.reverses else { return nil }
        return try await documents.get(id: reference.id, kind: .rechnung).header
    }

    /// What we issue must stand before our own judge.
    private static func requireAcceptance(of product: ConversionTarget.Product) throws(Problem) {
        let result = InvoiceJudge.judge(product.bytes)
        guard !result.isAccepted else { return }
        throw .notIssuable(result.findings.filter { $0.severity == "fatal" })
    }

    private static func fileName(_ number: String) -> String {
        String(number.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" })
    }
}

extension Problem {
    fileprivate static func sellerIncomplete(_ missing: [[String]]) -> Problem {
        func list(_ or: String) -> String {
            missing.map { $0.joined(separator: " \(or) ") }.joined(separator: "; ")
        }
        return Problem(
            .conflict, code: "seller-incomplete",
            detail: LocalizedText(
                de: """
                    Eine E-Rechnung muss sagen, wer sie stellt. Beim Start von Beleg fehlen: \(list("oder")). Als \
                    Umgebungsvariablen setzen, oder in stack.yaml unter beleg: environment:, und neu starten; die \
                    Rechnung bleibt, wie sie ist.
                    """,
                en: """
                    An e-invoice must say who issues it. Beleg was started without \(list("or")). Set them as \
                    environment variables, or in stack.yaml under beleg: environment:, and start it again; the \
                    invoice stays as it is.
                    """))
    }

    fileprivate static func notIssuable(_ findings: [CheckResult.Finding]) -> Problem {
        Problem(
            .unprocessableContent, code: "einvoice-rejected",
            detail: LocalizedText(
                de: "Die Rechnung würde als E-Rechnung zurückgewiesen.",
                en: "As an e-invoice this invoice would be rejected."),
            findings: findings.prefix(50).map { finding in
                Finding(pointer: finding.path ?? "", code: finding.rule, detail: finding.text)
            })
    }
}
