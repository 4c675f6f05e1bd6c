import Foundation

/// Reads hybrid invoices with qpdf, in a process of its own with limits on time, memory and output.
///
/// A PDF is a stranger's program in disguise. Whatever it does to the reader happens to a short-lived process that
/// may not use much, and its faults come back as ``HybridPDFError``.
package struct HybridPDFReader: Sendable {
    private let program: String
    private let limits: HybridPDFLimits
    private let helpers: HelperCount

    /// - Parameter program: Absolute path of qpdf.
    package init(program: String = "/usr/bin/qpdf", limits: HybridPDFLimits = HybridPDFLimits()) {
        self.program = program
        self.limits = limits
        helpers = HelperCount(limit: limits.helpers)
    }

    /// Takes the invoice out of a PDF.
    ///
    /// - Throws: ``HybridPDFError``, all cases.
    package func read(_ pdf: [UInt8]) async throws(HybridPDFError) -> HybridPDF {
        guard pdf.count <= limits.inputBytes else { throw .tooLarge }
        guard HybridPDF.isPDF(pdf) else { throw .unreadable }
        guard helpers.enter() else { throw .busy }
        defer { helpers.leave() }
        let folder = try WorkFolder()
        defer { folder.remove() }
        let input = try folder.write(pdf, as: "input.pdf")
        let list = try await run(["--json=2", "--json-key=attachments", input], in: folder, output: "list.json")
        let entries = try AttachmentList.entries(list.output, limit: limits.attachments)
        guard let invoice = Self.invoice(among: entries) else { throw .noInvoice(found: entries.map(\.key)) }
        let content = try await run(["--show-attachment=\(invoice.key)", input], in: folder, output: "invoice.xml")
        return HybridPDF(
            invoiceName: invoice.key, invoice: content.output,
            attachments: entries.filter { $0.key != invoice.key }.map(\.attachment),
            wasRepaired: list.wasRepaired || content.wasRepaired)
    }

    /// The entry with the best of the names that the standards know, by its key or by the name that it shows.
    private static func invoice(among entries: [AttachmentList.Entry]) -> AttachmentList.Entry? {
        for name in HybridPDF.invoiceNames {
            let match = entries.first {
                $0.key.lowercased() == name || $0.attachment.name.lowercased() == name
            }
            if let match { return match }
        }
        return nil
    }

    private struct Outcome {
        let output: [UInt8]
        let wasRepaired: Bool
    }

    /// One run of qpdf; its exit codes are 0, 2 for errors and 3 for warnings.
    private func run(
        _ arguments: [String], in folder: WorkFolder, output name: String
    ) async throws(HybridPDFError) -> Outcome {
        let process = LimitedProcess(
            program: program, arguments: ["--no-warn"] + arguments, folder: folder.path,
            outputFile: folder.path + "/" + name, limits: limits)
        switch try await process.run() {
        case .exited(0): return Outcome(output: try folder.read(name, limit: limits.outputBytes), wasRepaired: false)
        case .exited(3): return Outcome(output: try folder.read(name, limit: limits.outputBytes), wasRepaired: true)
        case .exited:
            let words = try String(decoding: folder.read(name, limit: limits.outputBytes).suffix(4096), as: UTF8.self)
            throw words.contains("invalid password") ? .encrypted : .unreadable
        case .outputTooLarge: throw .tooLarge
        case .stopped: throw .tooExpensive
        }
    }
}
