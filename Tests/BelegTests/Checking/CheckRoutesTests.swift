import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import TestSupport
import Testing

@testable import Beleg

@Suite struct CheckRoutesTests {
    @Test("a file that is no XML is rejected with its place, not with an error")
    func notXML() async throws {
        try await BelegRouterFixture.run { service in
            for text in [" ", "hello", "<a>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"] {
                let answer = try await service.call(.post, "/api/v1/pruefen", text)
                #expect(answer.status == .ok)
                let verdict = try answer.json
                #expect(verdict["angenommen"] == false && verdict["befunde"].elements.count == 1)
                #expect(verdict["befunde"].elements.first?["klasse"].stringValue == "format")
                #expect(verdict["befunde"].elements.first?["zeile"].intValue == 1)
            }
        }
    }

    @Test("a form and an empty body are refused, not judged", arguments: ["pruefen", "wandeln?ziel=cii"])
    func forms(route: String) async throws {
        try await BelegRouterFixture.run { service in
            let form = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n<a/>\r\n--x--\r\n"
            let refused = try await service.call(
                .post, "/api/v1/\(route)", form, headers: [.contentType: "Multipart/Form-Data; boundary=x"])
            #expect(try refused.status == .unsupportedMediaType && refused.problem.code == "unsupported-media-type")
            let empty = try await service.call(.post, "/api/v1/\(route)", "")
            #expect(try empty.status == .badRequest && empty.problem.code == "empty-body")
        }
    }

    @Test("faults of the XML are German in a German answer")
    func germanFaults() async throws {
        try await BelegRouterFixture.run { service in
            let headers: HTTPFields = [.acceptLanguage: "de"]
            for (xml, text) in [("<a>", "das Dokument bricht mittendrin ab"), ("x", "Text vor dem ersten Element")] {
                let verdict = try await service.call(.post, "/api/v1/pruefen", xml, headers: headers).json
                let found = verdict["befunde"].elements.first?["text"].stringValue
                #expect(found == "Die Datei ist kein lesbares XML: \(text).")
                let refused = try await service.call(.post, "/api/v1/wandeln?ziel=cii", xml, headers: headers)
                let (line, column) = (
                    verdict["befunde"].elements.first?["zeile"], verdict["befunde"].elements.first?["spalte"]
                )
                let place = "Zeile \(line?.intValue ?? 0), Spalte \(column?.intValue ?? 0)."
                #expect(try refused.problem.detail == "Die Datei ist kein lesbares XML: \(text). \(place)")
            }
        }
    }

    @Test("findings speak the language of the caller")
    func language() async throws {
        try await BelegRouterFixture.run { service in
            let german = try await service.call(
                .post, "/api/v1/pruefen", "<a/>", headers: [.acceptLanguage: "de"])
            let english = try await service.call(.post, "/api/v1/pruefen", "<a/>")
            let texts = try [german, english].map { try $0.json["befunde"].elements.first?["text"].stringValue }
            #expect(texts[0] != nil && texts[0] != texts[1])
        }
    }

    @Test("a PDF without an invoice is an error that says so")
    func emptyPDF() async throws {
        try await BelegRouterFixture.run { service in
            let answer = try await service.call(.post, "/api/v1/pruefen", "%PDF-1.4\n%%EOF")
            #expect(answer.status == .unprocessableContent)
            #expect(try answer.problem.code == "pdf-unreadable")
        }
    }

    @Test("lines of JSON are answered line by line, faulty ones among them")
    func lines() async throws {
        try await BelegRouterFixture.run { service in
            let xml = Data("<a/>".utf8).base64EncodedString()
            let body = """
                {"datei":"eins.xml","inhalt":"\(xml)"}

                {"datei":"zwei.pdf","inhalt":"\(Data("%PDF-1.4\n%%EOF".utf8).base64EncodedString())"}
                {"datei":"drei","inhalt":"***"}
                nonsense
                """
            let answer = try await service.call(
                .post, "/api/v1/pruefen", body, headers: [.contentType: "application/x-ndjson"])
            #expect(answer.headers[.contentType] == "application/x-ndjson")
            let lines = try String(buffer: answer.body).split(separator: "\n").map {
                try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8))
            }
            #expect(lines.map { $0["datei"].stringValue } == ["eins.xml", "zwei.pdf", "drei", "4"])
            #expect(
                lines.map { $0["fehler"].stringValue } == [nil, "pdf-unreadable", "malformed-line", "malformed-line"])
            #expect(lines[0]["angenommen"] == false)
        }
    }

    @Test("a batch without an invoice is refused with its reason")
    func emptyBatches() async throws {
        try await BelegRouterFixture.run { service in
            let none = ZipArchiveTests.archive([])
            for archive in [none, ZipArchiveTests.archive(["Mai/", "__MACOSX/._a.xml"])] {
                let answer = try await service.call(.post, "/api/v1/pruefen", bytes: archive)
                #expect(try answer.status == .unprocessableContent && answer.problem.code == "no-invoices")
            }
            let lines = try await service.call(
                .post, "/api/v1/pruefen", "\n \n", headers: [.contentType: "application/x-ndjson"])
            #expect(try lines.status == .unprocessableContent && lines.problem.code == "no-invoices")
        }
    }

    @Test("an empty file in a batch has a verdict: no format of an invoice")
    func emptyFile() async throws {
        try await BelegRouterFixture.run { service in
            let archive = ZipArchiveTests.archive(["leer.xml"])
            for (bytes, type) in [
                (archive, "application/zip"), (Array(#"{"inhalt":""}"#.utf8), "application/x-ndjson"),
            ] {
                let answer = try await service.call(
                    .post, "/api/v1/pruefen", bytes: bytes, headers: [.acceptLanguage: "de", .contentType: type])
                let verdict = try answer.json
                #expect(verdict["angenommen"] == false && verdict["klasse"] == "format")
                #expect(verdict["befunde"].elements.map { $0["text"].stringValue } == ["Die Datei ist leer."])
            }
        }
    }

    @Test("uploads that find no room are asked to come again, and room comes back")
    func uploadRoom() throws {
        let room = UploadRoom()
        var shares = try (0..<2).map { _ in try room.take(100 << 20) }
        let problem = #expect(throws: Problem.self) { try room.take(100 << 20) }
        #expect(problem?.status == .serviceUnavailable && problem?.headers[.retryAfter] == "2")
        shares.removeLast()
        shares.append(try room.take(156 << 20))
        #expect(throws: Problem.self) { try room.take(1) }
    }

    @Test("browsers get a page that may load nothing from elsewhere, everyone else the routes")
    func page() async throws {
        try await BelegRouterFixture.run { service in
            let german = try await service.call(.get, "/?lang=de", headers: [.accept: "text/html"])
            #expect(german.headers[.contentType] == "text/html; charset=utf-8")
            #expect(german.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
            let words = ["Rechnungen hierher ziehen", "Schwere", "Fehler", "Warnung", "Hinweis"]
            #expect(words.filter { !String(buffer: german.body).contains($0) } == [])
            let english = try await service.call(.get, "/", headers: [.accept: "text/html"])
            #expect(String(buffer: english.body).contains("Drop invoices here"))
            #expect(try await service.call(.get, "/").json["service"].stringValue == "beleg-service")
            for path in ["/assets/pruefen.js", "/assets/pruefen.css"] {
                #expect(try await service.call(.get, path).status == .ok)
            }
        }
    }
}
