import Finance
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Shared
import TestSupport
import Testing

@Suite("Selected fields") struct FieldRouteTests {
    /// Lists and single answers, and where the elements stand in them.
    private static let lists = [
        ("/accounts?active_only=false", "accounts"), ("/transactions?limit=5", "transactions"),
        ("/documents?limit=5", "documents"), ("/reports/trial-balance?as_of=2026-12-31", "rows"),
        ("/accounts/1400/sheet?limit=5", "rows"),
    ]

    private static func fill(_ api: FinanceFixture) async throws -> [String] {
        let booked = try await api.book()
        let id = try #require(booked["id"].stringValue)
        let document = try await api.client.execute(
            uri: FinanceRoute.prefix
                + "/documents?type=rechnung&date=2026-01-15&filename=a.txt&transactions=\(id)",
            method: .post, headers: [.contentType: "text/plain"], body: .init(string: "Rechnung"))
        let stored = try #require(try document.json["id"].stringValue)
        return ["/accounts/1400", "/transactions/\(id)", "/documents/\(stored)"]
    }

    @Test("Every member that an answer has can be asked for alone, in lists and single answers") func each()
        async throws
    {
        try await FinanceFixture.run { api in
            for path in try await Self.fill(api) {
                let all = try #require(try await api.get(path).json.objectValue)
                for (name, value) in all {
                    let one = try await api.get(path + "?fields=\(name)")
                    #expect(try one.json == .object([name: value]), "\(path) \(name)")
                }
            }
            for (path, list) in Self.lists {
                let all = try await api.get(path).json
                let first = try #require(all[list].elements.first?.objectValue, "\(path)")
                for name in first.keys {
                    let answer = try await api.get(path + "&fields=\(name)").json
                    let expected = all[list].elements.map { element in
                        JSONValue.object((element.objectValue ?? [:]).filter { $0.key == name })
                    }
                    #expect(answer[list].elements == expected, "\(path) \(name)")
                    #expect(answer["count"] == all["count"] && answer["totals"] == all["totals"])
                }
            }
        }
    }

    @Test("Several are answered in the order of the full answer, and pages go on") func several() async throws {
        try await FinanceFixture.run { api in
            for _ in 0..<3 { _ = try await api.book() }
            let page = try await api.get("/transactions?limit=2&fields=amount,id,lines")
            let text = page.text
            let places = ["\"id\"", "\"amount\"", "\"lines\""].compactMap { text.firstRange(of: $0)?.lowerBound }
            #expect(places.count == 3 && places == places.sorted())
            let cursor = try #require(try page.json["next_cursor"].stringValue)
            let next = try await api.get("/transactions?limit=2&fields=sequence&cursor=\(cursor)").json
            #expect(next["transactions"] == .array([.object(["sequence": 3])]))
        }
    }

    @Test("A member that there is not is a fault that names those there are") func unknown() async throws {
        try await FinanceFixture.run { api in
            let paths = try await Self.fill(api).map { $0 + "?fields=" } + Self.lists.map { $0.0 + "&fields=" }
            for path in paths {
                for wrong in ["colour", "id,colour", ",", "ID"] {
                    let answer = try await api.get(path + wrong)
                    #expect(answer.status == .unprocessableContent, "\(path)\(wrong)")
                    #expect(try answer.problem.faults == ["?fields field-unknown"], "\(path)\(wrong)")
                    let isRow = path.contains("sheet") || path.contains("trial")
                    #expect(try answer.problem.errors?[0].detail.contains(isRow ? "balance" : "id, ") == true)
                }
            }
        }
    }

    @Test("Selected answers have an entity tag as well") func tags() async throws {
        try await FinanceFixture.run { api in
            _ = try await api.book()
            let first = try await api.get("/transactions?fields=id")
            let tag = try #require(first.headers[.eTag])
            let again = try await api.call(.get, "/transactions?fields=id", headers: [.ifNoneMatch: tag])
            #expect(again.status == .notModified && again.body.readableBytes == 0)
            _ = try await api.book()
            let changed = try await api.call(.get, "/transactions?fields=id", headers: [.ifNoneMatch: tag])
            #expect(changed.status == .ok)
        }
    }
}
