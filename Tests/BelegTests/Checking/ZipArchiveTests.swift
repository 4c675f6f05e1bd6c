import Foundation
import ServiceKit
import Testing

@testable import Beleg

@Suite struct ZipArchiveTests {
    @Test("stored, fixed and dynamic blocks come out as they went in")
    func contents() throws {
        let archive = try ZipArchive(Self.bytes, fileLimit: 10)
        #expect(archive.entries.map(\.name) == ["gespeichert.txt", "fest.txt", "dynamisch.txt"])
        let texts = try archive.entries.map {
            String(decoding: try archive.content(of: $0, limit: 10_000), as: UTF8.self)
        }
        #expect(texts[0] == "kurz" && texts[1] == "aaaaaaaaaa")
        #expect(texts[2].count == 7671 && texts[2].split(separator: " ").count == 1200)
    }

    @Test("limits hold before anything is unpacked")
    func limits() throws {
        #expect(throws: ZipArchive.Failure.tooManyFiles) { try ZipArchive(Self.bytes, fileLimit: 3) }
        let archive = try ZipArchive(Self.bytes, fileLimit: 4)
        #expect(throws: ZipArchive.Failure.tooLarge) { try archive.content(of: archive.entries[2], limit: 7670) }
    }

    @Test("a damaged archive is an error, never a crash")
    func damaged() {
        var state: UInt64 = 7
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for round in 0..<3000 {
            var bytes = Self.bytes
            for _ in 0...random(8) { bytes[random(bytes.count)] = UInt8(random(256)) }
            if round.isMultiple(of: 5) { bytes.removeLast(random(bytes.count)) }
            guard let archive = try? ZipArchive(bytes, fileLimit: 100) else { continue }
            for entry in archive.entries { _ = try? archive.content(of: entry, limit: 100_000) }
        }
    }

    @Test("folders and what systems add to an archive are no invoices, and do not count as such")
    func systemFiles() throws {
        let names = [
            "Mai/", "Mai/a.xml", "__MACOSX/", "__MACOSX/Mai/._a.xml", "Mai/.DS_Store", ".DS_Store", "Mai/Thumbs.db",
            "._b.xml", "__MACOSX.xml", "Mai/DS_Store.xml",
        ]
        let batch = try #require(try InvoiceBatch(Self.archive(names), mediaType: nil))
        #expect(batch.items.map(\.name) == ["Mai/a.xml", "__MACOSX.xml", "Mai/DS_Store.xml"])
        let full = (0..<InvoiceBatch.itemLimit).flatMap { ["\($0).xml", "__MACOSX/._\($0).xml"] }
        #expect(try InvoiceBatch(Self.archive(full), mediaType: nil)?.items.count == InvoiceBatch.itemLimit)
        #expect(throws: Problem.self) { try InvoiceBatch(Self.archive(full + ["more.xml"]), mediaType: nil) }
    }

    @Test("content of another size or checksum than promised is damaged, not an invoice")
    func checksums() throws {
        let archive = try ZipArchive(Self.bytes, fileLimit: 10)
        // A letter of the stored file, the checksum and the size that the directory names for it.
        let directory = try #require(Self.bytes.indices.last { Self.bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        let first = try #require(Self.bytes.indices.first { Self.bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        #expect(directory > first && archive.entries[0].size == 4)
        for position in [30 + 15 + 1, first + 16, first + 24] {
            var bytes = Self.bytes
            bytes[position] ^= 1
            let archive = try ZipArchive(bytes, fileLimit: 10)
            #expect(throws: ZipArchive.Failure.malformed) { try archive.content(of: archive.entries[0], limit: 100) }
        }
    }

    @Test("an archive that would unpack to more than the limit is refused before it is")
    func bomb() throws {
        let names = (0..<25).map { "\($0).xml" }
        #expect(throws: Problem.self) { try InvoiceBatch(Self.archive(names, size: 21 << 20), mediaType: nil) }
        #expect(try InvoiceBatch(Self.archive(names, size: 20 << 20), mediaType: nil)?.items.count == 25)
    }

    /// An archive of empty files, which may claim to be larger.
    static func archive(_ names: [String], size: Int = 0) -> [UInt8] {
        func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) } }
        var files: [UInt8] = []
        var directory: [UInt8] = []
        for name in names {
            let offset = number(files.count, 4)
            let length = number(name.utf8.count, 2)
            files += [0x50, 0x4B, 3, 4] + number(10, 2) + number(0, 20) + length + number(0, 2) + Array(name.utf8)
            directory += [0x50, 0x4B, 1, 2] + number(10, 2) + number(10, 2) + number(0, 16) + number(size, 4) + length
            directory += number(0, 12) + offset + Array(name.utf8)
        }
        let counts = number(names.count, 2) + number(names.count, 2)
        let places = number(directory.count, 4) + number(files.count, 4)
        return files + directory + [0x50, 0x4B, 5, 6] + number(0, 4) + counts + places + number(0, 2)
    }

    private static let bytes = [UInt8](Data(base64Encoded: base64, options: .ignoreUnknownCharacters) ?? Data())

    static let base64 = """
        UEsDBBQAAAAAAAAAIVrzhoAyBAAAAAQAAAAPAAAAZ2VzcGVpY2hlcnQudHh0a3VyelBLAwQUAAAACAAAACFa8M0RTAUAAAAKAAAA
        CAAAAGZlc3QudHh0S0yEAQBQSwMEFAAAAAgAAAAhWo1fZfc2BAAA9x0AAA0AAABkeW5hbWlzY2gudHh0jVnLbttADPyVfAJ7Inp0
        zzm1X9AGihOgsAHX+f/alnaXnBmujAa1Ja12+RgOHz58vV8vv48vr5/L+3L59/axfJ5efl3Pl9M53/PHv2/fXw6n4/LnfMWnP5e3
        j9PX6Xhfcvvrl952k+/9WP4ux7GYv1jauO0RD7B+9y7guFq3bldjzSZO3NayUIfNJsoM6662vtU23RZuH74+DhYIYt+V2LZvW62f
        YM5CpMfO6wseT+hfNxnCMePVJkZf3G5YePhQbD2hnbPtaWCzsbFJx3jXcJxze95ud0WCJ4116w4caijIGvk1PU4XE7uBR6UPVhFn
        KwBAhjc6UJq2Xgg4vNltNpNwnCfcQd4PGBmLthuOELcA4wyELhnZslkDD1aiKz1gn9sRcEexxAj0gRhFISLqgtXGLmnFEMEieLoJ
        EINogo2TEpB2fBri0RK/acRM8chUsJ3Y9k+X8X/lHmXpGbnfNEHNUDBxGL5VGCBJ3n0EpKrsi6jkFDQVh3kqgEgRlRMo5LI1VdhQ
        BThDAnc3myYreYreOhrb6hkGrAsGIUpQQzvV+AKzCZmCrdF7KtJAAnEyZl2QlZyNdtPA04CpnOJVgpPyViG+n6ys4mnBm5jIIZ+l
        coCMpN2Z0e2ZUDsw4aC8hE2ZXyrS8RC6itHBbMTkkYs1lD0XfECtBCXp5DJ68gcu9wnuTPFtqBZRrswOplBh+2E7q5KQFlORTHWy
        By1lBnhIWQQkGP+xVFTBLiBV0Ve24JMOc8KRk8iiCpnmLX2XolviLMZvbkf09o40n/oRkcBEyUhF6lZrgrzcyuU6bv2TvROYTRW8
        fJ42I5uJxCTXutR2WkVINQT3VKWChrkVDLVbfw9wWgoUbGtS5krBFUztelnFh5NeR4Z9YAXMFXV2dHKs3nsSf1XMymCg3FjzTCBg
        Kqr2aVS2MJ6oHyCRhxY0JtHqTFsQ/hJafmZi9A2/HhZlDpiFMA96VLcoypaiCZMGiDMeSAjdkB0TOki5tsTuMMWgnD+VeU+W7BI3
        VfEmyywgC9fFKSQS4UKPfOwiedUtnnoia8NMPlT37FotJTFMScEbRcSvFGoiJejZQEjFKEZWYdrEGgVclBea/rqiy1As5wEhB4ZI
        L9pkHt3QhJiPG3p4ELucXhW1mtQtYkX3R0+nhFnbx81VPBgmrTy0DuHIY1XdmquifuMNLtW0OFURvNMBWPBRrBMtFXqOgWCpPAZf
        ytju4BADgCc6cCFL07zv7Aj1HIWzGeoO82AVNW6FKiKlkemUpuri5w0nVbPVhK6chonfYUJTUIXWTp/WxSEETtNy+KmC+6qCoEOY
        DPCJgp/7kWpon0hW8ZwkBkMb1BXStJuNxEidgdP1ABhCTs9SXPHuCHid1EZeeObnEulq0YZMR3VGwVQO3p4p/bnp1ciOSUvKCQgH
        0NThXVdCICnVilLQ/1BLAwQUAAAAAAAAACFaAAAAAAAAAAAAAAAABwAAAG9yZG5lci9QSwECFAMUAAAAAAAAACFa84aAMgQAAAAE
        AAAADwAAAAAAAAAAAAAAgAEAAAAAZ2VzcGVpY2hlcnQudHh0UEsBAhQDFAAAAAgAAAAhWvDNEUwFAAAACgAAAAgAAAAAAAAAAAAA
        AIABMQAAAGZlc3QudHh0UEsBAhQDFAAAAAgAAAAhWo1fZfc2BAAA9x0AAA0AAAAAAAAAAAAAAIABXAAAAGR5bmFtaXNjaC50eHRQ
        SwECFAMUAAAAAAAAACFaAAAAAAAAAAAAAAAABwAAAAAAAAAAAAAAgAG9BAAAb3JkbmVyL1BLBQYAAAAABAAEAOMAAADiBAAACQBL
        b21tZW50YXI=
        """
}
