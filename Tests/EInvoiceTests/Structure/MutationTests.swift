import EInvoice
import TestSupport
import Testing

@Suite("Mutated documents")
struct MutationTests {
    @Test(
        "Whatever is done to an invoice, checking, reading, writing and showing it ends",
        .enabled(if: Samples.arePresent, Samples.absence), arguments: 1...40)
    func survival(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let sample = try #require(Samples.invoices.randomElement(using: &random))
        var bytes = try sample.bytes
        for _ in 0..<Int.random(in: 1...12, using: &random) { Self.mutate(&bytes, &random) }
        guard let tree = try? ElementTree(parsing: bytes) else { return }
        _ = StructureChecker.faults(in: tree)
        guard let invoice = InvoiceReader.read(tree) else { return }
        for written in [UBLWriter.write(invoice), CIIWriter.write(invoice)] {
            let again = try #require(InvoiceReader.read(try ElementTree(parsing: written.bytes)))
            #expect(again.lines.count == invoice.lines.count)
        }
        for language in ViewLanguage.allCases {
            #expect(InvoicePage.html(invoice, language: language).hasSuffix("</html>\n"))
        }
    }

    /// Swaps, doubles or drops a piece between two tags, or changes some bytes of text.
    private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let starts = bytes.indices.filter { bytes[$0] == UInt8(ascii: "<") }
        guard starts.count > 4 else { return }
        let first = Int.random(in: 1..<starts.count - 2, using: &random)
        let last = min(first + Int.random(in: 1...6, using: &random), starts.count - 1)
        let piece = Array(bytes[starts[first]..<starts[last]])
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.removeSubrange(starts[first]..<starts[last])
        case 1: bytes.insert(contentsOf: piece, at: starts[last])
        case 2: bytes.insert(contentsOf: piece, at: starts.randomElement(using: &random) ?? 0)
        default:
            guard let close = bytes[starts[first]...].firstIndex(of: UInt8(ascii: ">")), close + 1 < bytes.count else {
                return
            }
            let texts = [
                "", "-", "1e9", "99999999999999999999999999999999999999999", "\u{20AC}", "0.0.0", "2025-99-99",
            ]
            bytes.insert(contentsOf: (texts.randomElement(using: &random) ?? "").utf8, at: close + 1)
        }
    }
}
