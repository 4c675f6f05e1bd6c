import EInvoice
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Shared

/// What an invoice can be turned into.
enum ConversionTarget: String, CaseIterable, Sendable {
    case ubl
    case cii
    case html

    /// An invoice in the new form, and the terms that it has no place for.
    struct Product: Sendable {
        let bytes: [UInt8]
        let losses: [String]
    }

    func write(_ invoice: Invoice, _ language: Language) -> Product {
        switch self {
        case .ubl: Product(UBLWriter.write(invoice))
        case .cii: Product(CIIWriter.write(invoice))
        case .html:
            Product(
                bytes: Array(
                    InvoicePage.html(invoice, language: language == .german ? .german : .english).utf8), losses: [])
        }
    }

    var mediaType: String {
        self == .html ? "text/html; charset=utf-8" : "application/xml; charset=utf-8"
    }

    var fileExtension: String {
        self == .html ? "html" : "xml"
    }

    /// The target that a request names.
    ///
    /// - Throws: `Problem` 422.
    static func of(_ request: Request, default standard: ConversionTarget? = nil) throws(Problem) -> ConversionTarget {
        var query = QueryReader(request)
        let target = query.value(
            "ziel", code: "unknown-target", de: "Erwartet wird ubl, cii oder html.", en: "Expected ubl, cii or html."
        ) { ConversionTarget(rawValue: $0.lowercased()) }
        if target == nil, standard == nil, query.findings.isEmpty {
            query.report("ziel", "missing", de: "Erwartet wird ubl, cii oder html.", en: "Expected ubl, cii or html.")
        }
        try query.finish()
        guard let chosen = target ?? standard else { preconditionFailure("a missing target has been reported") }
        return chosen
    }

    /// An answer that browsers show or store, and never run.
    func response(_ product: Product, fileName: String? = nil) -> Response {
        var headers: HTTPFields = [
            .contentType: mediaType, .xContentTypeOptions: "nosniff", .referrerPolicy: "no-referrer",
            .contentSecurityPolicy: "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        ]
        if let fileName {
            headers[.contentDisposition] = "\(self == .html ? "inline" : "attachment"); filename=\"\(fileName)\""
        }
        if !product.losses.isEmpty { headers[.losses] = product.losses.prefix(50).joined(separator: ", ") }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: product.bytes)))
    }
}

extension ConversionTarget.Product {
    fileprivate init(_ written: WrittenInvoice) {
        bytes = written.bytes
        losses = written.losses.map(\.term)
    }
}
