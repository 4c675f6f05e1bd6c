import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite struct CheckRoutesTests {
    @Test("a file that is no XML is rejected with its place, not with an error")
    func notXML() async throws {
        try await BelegRouterFixture.run { service in
            for text in ["", "hello", "<a>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"] {
                let answer = try await service.call(.post, "/api/v1/pruefen", text)
                #expect(answer.status == .ok)
                let verdict = try answer.json
                #expect(verdict["angenommen"] == false && verdict["befunde"].elements.count == 1)
                #expect(verdict["befunde"].elements.first?["klasse"].stringValue == "format")
                #expect(verdict["befunde"].elements.first?["zeile"].intValue == 1)
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

    @Test("browsers get a page that may load nothing from elsewhere, everyone else the routes")
    func page() async throws {
        try await BelegRouterFixture.run { service in
            let german = try await service.call(.get, "/?lang=de", headers: [.accept: "text/html"])
            #expect(german.headers[.contentType] == "text/html; charset=utf-8")
            #expect(german.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
            #expect(String(buffer: german.body).contains("Rechnungen hierher ziehen"))
            let english = try await service.call(.get, "/", headers: [.accept: "text/html"])
            #expect(String(buffer: english.body).contains("Drop invoices here"))
            #expect(try await service.call(.get, "/").json["service"].stringValue == "beleg-service")
            for path in ["/assets/pruefen.js", "/assets/pruefen.css"] {
                #expect(try await service.call(.get, path).status == .ok)
            }
        }
    }
}
