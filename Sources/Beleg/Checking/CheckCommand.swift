import ArgumentParser
import EInvoice
import Foundation
import HybridPDF
import ServiceKit
import Shared

/// `Beleg check FILE…`: verdicts on the command line, for people and scripts.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Checks e-invoices: XRechnung, ZUGFeRD and Factur-X as XML or PDF.",
        discussion: """
            A ZIP archive stands for the invoices in it. Exit codes: 0 every invoice is accepted, 1 at least one is \
            rejected, 66 at least one file cannot be read, or is a PDF or an archive without an invoice. XML that is no \
            invoice is rejected. No service needs to run.
            """)

    @Argument(help: "Files to check; - for standard input.")
    var files: [String]

    @Flag(name: .long, help: "One line of JSON per file instead of text.")
    var json = false

    @Flag(name: .long, help: "Only the verdicts, no findings.")
    var brief = false

    @Option(name: .long, help: "Language of the texts: de or en (default: that of LANG).")
    var language: TerminalLanguage = .standard

    func run() async throws {
        var code: Int32 = 0
        for file in files { code = max(code, await check(file)) }
        if code != 0 { throw ExitCode(code) }
    }

    /// Checks one file, or each in an archive, and returns what it means for the exit code.
    private func check(_ file: String) async -> Int32 {
        do {
            let content = try InvoiceFile.read(file, limit: InvoiceBatch.bodyLimit)
            guard ZipArchive.isZip(content), let batch = try InvoiceBatch(content, mediaType: nil) else {
                return await check(file) { content }
            }
            var code: Int32 = 0
            for item in batch.items { code = max(code, await check("\(file): \(item.name)", item.content)) }
            return code
        } catch {
            InvoiceFile.complain(file, error, language.value, asJSON: json)
            return 66
        }
    }

    private func check(_ file: String, _ content: () throws -> [UInt8]) async -> Int32 {
        do {
            let intake = try await InvoiceIntake.read(try content(), pdf: HybridPDFReader())
            let answer = CheckAnswer(InvoiceJudge.judge(intake.xml), of: intake, name: file, language: language.value)
            try show(answer, file)
            return answer.angenommen ? 0 : 1
        } catch {
            InvoiceFile.complain(file, error, language.value, asJSON: json)
            return 66
        }
    }

    private func show(_ answer: CheckAnswer, _ file: String) throws {
        if json { return Terminal.say(String(decoding: try JSONEncoder.service.encode(answer), as: UTF8.self)) }
        let verdict =
            answer.angenommen ? pick("angenommen", "accepted") : pick("zurückgewiesen", "rejected")
        // What was looked at belongs to the verdict: business rules are not among it.
        Terminal.say("\(file): \(verdict)\(answer.szenario.map { " (\($0))" } ?? "")")
        guard !brief else { return }
        for finding in answer.befunde { Terminal.say("  \(line(finding))") }
    }

    private func line(_ finding: CheckAnswer.Finding) -> String {
        let place = finding.zeile.map { " \(pick("Zeile", "line")) \($0)" } ?? ""
        let figures = [
            finding.erwartet.map { "\(pick("erwartet", "expected")) \($0)" },
            finding.gefunden.map { "\(pick("gefunden", "found")) \($0)" },
        ].compactMap { $0 }.joined(separator: ", ")
        let severity = RuleSeverity(rawValue: finding.schwere)?.word(language.value) ?? finding.schwere
        return "\(severity) \(finding.regel)\(place): \(finding.text)" + (figures.isEmpty ? "" : " (\(figures))")
    }

    private func pick(_ de: String, _ en: String) -> String {
        language.value == .german ? de : en
    }
}
