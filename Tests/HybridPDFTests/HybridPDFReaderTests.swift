import Foundation
import TestSupport
import Testing

@testable import HybridPDF

@Suite("Hybrid PDF")
struct HybridPDFReaderTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appending(path: "../../../shared/data/einvoice/pdf").standardized
    private static var hasSamples: Bool { FileManager.default.fileExists(atPath: folder.path) }

    @Test("no more helpers than allowed run at once, and a place comes back")
    func helpers() async throws {
        var limits = HybridPDFLimits()
        limits.helpers = 1
        let count = HelperCount(limit: 1)
        #expect(count.enter() && !count.enter())
        count.leave()
        #expect(count.enter())
        // A reader gives its place back after each file, a broken one too.
        let reader = HybridPDFReader(limits: limits)
        for _ in 0..<3 {
            await #expect(throws: HybridPDFError.unreadable) { try await reader.read(Array("%PDF-1.4".utf8)) }
        }
    }

    @Test(
        "The invoice comes out of ZUGFeRD 1, ZUGFeRD 2 and Factur-X",
        .enabled(if: hasSamples, "samples are absent"),
        arguments: [
            ("Avoir_FR_type380_BASIC.pdf", "factur-x.xml", 0), ("EN16931_Einfach.pdf", "factur-x.xml", 0),
            ("EN16931_Betriebskostenabrechnung.pdf", "factur-x.xml", 1),
            ("ZUGFeRD_1p0_BASIC_Einfach.pdf", "ZUGFeRD-invoice.xml", 0),
            ("additional-data-sample-1.pdf", "ZUGFeRD-invoice.xml", 1),
        ])
    func samples(name: String, invoiceName: String, attachments: Int) async throws {
        let pdf = try [UInt8](Data(contentsOf: Self.folder.appending(path: name)))
        let hybrid = try await HybridPDFReader().read(pdf)
        #expect(hybrid.invoiceName == invoiceName)
        #expect(hybrid.attachments.count == attachments)
        #expect(String(decoding: hybrid.invoice, as: UTF8.self).contains("CrossIndustry"))
    }

    @Test("A truncated sample is an error or a repaired PDF, never a crash", .enabled(if: hasSamples))
    func truncated() async throws {
        let pdf = try [UInt8](Data(contentsOf: Self.folder.appending(path: "EN16931_Einfach.pdf")))
        for share in 1..<10 {
            let part = Array(pdf.prefix(pdf.count * share / 10))
            do {
                #expect(try await HybridPDFReader().read(part).wasRepaired)
            } catch {
                #expect(error == .unreadable || error == .noInvoice(found: []))
            }
        }
    }

    @Test("Random damage is an error or an invoice, never a crash", .enabled(if: hasSamples))
    func damaged() async throws {
        let pdf = try [UInt8](Data(contentsOf: Self.folder.appending(path: "Avoir_FR_type380_BASIC.pdf")))
        var generator = SeededGenerator(seed: 20_251_126)
        for _ in 0..<25 {
            var damaged = pdf
            for _ in 0..<40 {
                damaged[Int.random(in: 8..<damaged.count, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            _ = try? await HybridPDFReader().read(damaged)
        }
    }

    @Test("What is no PDF is said to be none", arguments: [[], Array("hello".utf8), Array("%PDF-1.7\n%%EOF".utf8)])
    func noPDF(_ bytes: [UInt8]) async {
        await #expect(throws: HybridPDFError.unreadable) { try await HybridPDFReader().read(bytes) }
    }

    @Test("A PDF without an invoice tells what it holds")
    func withoutInvoice() async {
        await #expect(throws: HybridPDFError.noInvoice(found: [])) {
            try await HybridPDFReader().read(MinimalPDF.bytes)
        }
    }

    @Test("A PDF beyond the limit is not read at all")
    func tooLarge() async {
        var limits = HybridPDFLimits()
        limits.inputBytes = 10
        let reader = HybridPDFReader(limits: limits)
        await #expect(throws: HybridPDFError.tooLarge) { try await reader.read(MinimalPDF.bytes) }
    }

    @Test("More output than allowed ends the helper process", .enabled(if: hasSamples))
    func limits() async throws {
        let pdf = try [UInt8](Data(contentsOf: Self.folder.appending(path: "EN16931_Einfach.pdf")))
        var limits = HybridPDFLimits()
        limits.outputBytes = 2000
        let reader = HybridPDFReader(limits: limits)
        await #expect(throws: HybridPDFError.tooLarge) { try await reader.read(pdf) }
    }

    @Test("A helper process that does not end is ended, on the clock and by its processor time")
    func endless() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "endless-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (body, milliseconds) in [("exec sleep 60", 200), ("while :; do :; done", 30_000)] {
            let script = folder.appending(path: "tool").path
            try Data("#!/bin/sh\n\(body)\n".utf8).write(to: URL(fileURLWithPath: script))
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: script)
            var limits = HybridPDFLimits()
            limits.timeoutMilliseconds = milliseconds
            limits.processorSeconds = 1
            let reader = HybridPDFReader(program: script, limits: limits)
            await #expect(throws: HybridPDFError.tooExpensive) { try await reader.read(MinimalPDF.bytes) }
        }
    }

    @Test("A missing program is named")
    func missingProgram() async {
        await #expect(throws: HybridPDFError.toolMissing("/nowhere/qpdf")) {
            try await HybridPDFReader(program: "/nowhere/qpdf").read(MinimalPDF.bytes)
        }
    }
}

/// The smallest PDF with one empty page.
enum MinimalPDF {
    static let bytes: [UInt8] = {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ]
        var text = "%PDF-1.4\n"
        var table = "0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            let offset = String(text.utf8.count)
            table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
            text += "\(index + 1) 0 obj\(object)endobj\n"
        }
        let start = text.utf8.count
        text += "xref\n0 4\n\(table)trailer<</Size 4/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
        return Array(text.utf8)
    }()
}
