import ArgumentParser
import Foundation
import HybridPDF
import ServiceKit
import Shared

extension ConversionTarget: ExpressibleByArgument {}

/// `Beleg convert --to cii FILE`: an invoice in another form, without a service.
struct ConvertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Turns an e-invoice into UBL, CII or a page for people.",
        discussion: """
            The result goes to standard output, or to a file that must not exist yet. Exit codes: 0 done, 1 done but \
            the new form lacks something of the old, 66 no invoice, 73 the file cannot be written.
            """)

    @Argument(help: "File to convert; - for standard input.")
    var file: String

    @Option(name: .customLong("to"), help: "ubl, cii or html.")
    var target: ConversionTarget

    @Option(name: .shortAndLong, help: "File to write.")
    var output: String?

    @Option(name: .long, help: "Language of a page and of messages: de or en (default: that of LANG).")
    var language: TerminalLanguage = .standard

    func run() async throws {
        let product = try await convert()
        try write(product.bytes)
        guard !product.losses.isEmpty else { return }
        let terms = product.losses.joined(separator: ", ")
        Terminal.complain(
            language == .de ? "Nicht übernommen: \(terms)" : "Not carried over: \(terms)")
        throw ExitCode(1)
    }

    private func convert() async throws -> ConversionTarget.Product {
        do {
            let invoice = try await InvoiceConversion.invoice(in: try InvoiceFile.read(file), pdf: HybridPDFReader())
            return target.write(invoice, language.value)
        } catch {
            InvoiceFile.complain(file, error, language.value)
            throw ExitCode(66)
        }
    }

    private func write(_ bytes: [UInt8]) throws {
        do {
            if let output {
                try Data(bytes).write(to: URL(fileURLWithPath: output), options: .withoutOverwriting)
            } else {
                try FileHandle.standardOutput.write(contentsOf: Data(bytes))
            }
        } catch {
            let path = output ?? "-"
            Terminal.complain("\(path): \(FileFault.text(of: error, at: path)(language.value))")
            throw ExitCode(73)
        }
    }
}
