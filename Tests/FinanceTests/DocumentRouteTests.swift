import HTTPTypes
import HummingbirdTesting
import NIOCore
import Shared
import Testing
import TestSupport

@Suite struct DocumentRouteTests {
    private static let query = "/documents?type=rechnung&date=2026-01-15&filename=Rechnung%20%C3%BC.pdf"

    @Test("A file is stored under its hash, linked to a booking, and comes back byte for byte")
    func rawBody() async throws {
        try await FinanceFixture.run { api in
            let id = try await api.book()["id"].stringValue ?? ""
            let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let stored = try await api.upload(
                Self.query + "&description=Papier&transactions=\(id)", bytes, type: "application/pdf")
            let json = try stored.json
            #expect(stored.status == .created)
            #expect(json["filename"] == "Rechnung ü.pdf")
            #expect(json["size"] == 10_000)
            #expect(json["sha256"].stringValue?.count == 64)
            #expect(json["transactions"].elements.map(\.stringValue) == [id])
            let path = try #require(json["content"].stringValue)
            let content = try await api.client.execute(uri: path, method: .get)
            #expect(Array(content.body.readableBytesView) == bytes)
            #expect(content.headers[.contentType] == "application/pdf")
            #expect(content.headers[.xContentTypeOptions] == "nosniff")
            #expect(
                content.headers[.contentDisposition]
                    == "inline; filename=\"Rechnung _.pdf\"; filename*=UTF-8''Rechnung%20%C3%BC%2Epdf")
            #expect(try await api.get("/documents?transaction_id=\(id)").json["count"] == 1)
        }
    }

    @Test("A JSON body describes a document, with or without its bytes")
    func jsonBody() async throws {
        try await FinanceFixture.run { api in
            let stored = try await api.post(
                "/documents",
                #"{"type":"vertrag","date":"2026-01-01","filename":"a.html","media_type":"text/html","content_base64":"PGI+"}"#
            )
            #expect(stored.status == .created)
            #expect(try stored.json["size"] == 3)
            let content = try await api.client.execute(uri: try stored.json["content"].stringValue ?? "", method: .get)
            #expect(content.text == "<b>")
            #expect(content.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            let bare = try await api.post("/documents", #"{"type":"beleg","date":"2026-01-02","filename":"b.txt"}"#)
            #expect(bare.status == .created)
            #expect(try await api.get("/documents").json["count"] == 2)
            #expect(try await api.get("/documents?document_type=beleg").json["count"] == 1)
        }
    }

    @Test("Faults of a document come back together, and nothing is stored")
    func faults() async throws {
        try await FinanceFixture.run { api in
            let json = try await api.post(
                "/documents",
                #"{"date":"x","filename":"a/b","media_type":"pdf","content_base64":"%%","transactions":["1"]}"#)
            #expect(json.status == .unprocessableContent)
            #expect(
                Set(try json.problem.faults) == [
                    "/content_base64 base64-malformed", "/type missing", "/date date-malformed",
                    "/media_type media-type-malformed", "/filename filename-malformed", "/transactions/0 id-malformed",
                ])
            let raw = try await api.upload("/documents?date=2026-01-01", [1], type: "application/pdf")
            #expect(Set(try raw.problem.faults) == ["?type missing", "?filename missing"])
            let unknown = "01900000-0000-7000-8000-000000000001"
            let linked = try await api.upload(Self.query + "&transactions=\(unknown)", [1], type: "application/pdf")
            #expect(try linked.problem.faults == ["/transactions/0 unknown-transaction"])
            let control = try await api.upload(
                "/documents?type=a%00b&date=2026-01-01&filename=a%7Fb.txt&description=a%00b", [1], type: "text/plain")
            #expect(
                Set(try control.problem.faults) == [
                    "/filename filename-malformed", "/type null-character", "/description null-character",
                ])
            #expect(try await api.get("/documents").json["count"] == 0)
            #expect(try await api.get("/documents/\(unknown)").status == .notFound)
            #expect(try await api.get("/documents/\(unknown)/content").status == .notFound)
        }
    }

    @Test("Parameters beside a JSON body that describes the document are faults, not dropped")
    func describedTwice() async throws {
        try await FinanceFixture.run { api in
            let body = #"{"type":"beleg","date":"2026-01-02","filename":"b.txt"}"#
            for name in ["type", "date", "description", "filename", "transactions"] {
                let empty = try await api.post("/documents?\(name)=", body)
                #expect(empty.status == .unprocessableContent)
                #expect(try empty.problem.faults == ["?\(name) parameter-not-read"])
            }
            let all = try await api.post("/documents?type=x&date=2026-01-01&description=y&filename", "{}")
            #expect(
                Set(try all.problem.faults) == [
                    "?type parameter-not-read", "?date parameter-not-read", "?description parameter-not-read",
                    "?filename parameter-not-read", "/type missing", "/date missing", "/filename missing",
                ])
            let german = try await api.call(
                .post, "/documents?filename=", body: body, headers: [.acceptLanguage: "de"]
            ).problem
            #expect(german.errors?.first?.detail.hasPrefix("Der JSON-Body beschreibt") == true)
            #expect(try await api.get("/documents").json["count"] == 0)
            let file = try await api.post("/documents?type=beleg&date=2026-01-02&filename=b.json", body)
            #expect(try file.status == .created && file.json["size"] == .integer(Int64(body.utf8.count)))
        }
    }
}
