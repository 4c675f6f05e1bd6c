import HTTPTypes
import HummingbirdTesting
import ServiceKit
import Shared
import TestSupport
import Testing

extension FinanceFixture {
    /// Changes an account, by default whatever its version is.
    func patch(_ path: String, _ body: String, ifMatch tag: String? = "*") async throws -> TestResponse {
        try await call(.patch, path, body: body, headers: tag.map { [.ifMatch: $0] } ?? [:])
    }
}

@Suite("Versions of accounts") struct AccountVersionTests {
    private static let path = "/accounts/1200"

    @Test("A change needs the version that was read, and nobody's change is lost") func lostUpdate() async throws {
        try await FinanceFixture.run { api in
            let bare = try await api.patch(Self.path, #"{"name":"A"}"#, ifMatch: nil)
            #expect(try bare.status == .preconditionRequired && bare.problem.code == "if-match-required")
            let read = try #require(try await api.get(Self.path).headers[.eTag])
            let first = try await api.patch(Self.path, #"{"name":"A"}"#, ifMatch: read)
            #expect(try first.status == .ok && first.json["version"] == 2)
            #expect(first.headers[.eTag] == "\"2\"")
            for tag in [read, "\"1\"", "\"7\"", "\"x\"", "\"\"", "2"] {
                let late = try await api.patch(Self.path, #"{"active":false}"#, ifMatch: tag)
                #expect(try late.status == .preconditionFailed && late.problem.code == "version-mismatch", "\(tag)")
            }
            let next = try await api.patch(Self.path, #"{"active":false}"#, ifMatch: first.headers[.eTag])
            #expect(try next.status == .ok && next.json["name"] == "A" && next.json["version"] == 3)
            let made = try await api.post("/accounts", #"{"id":"1299","name":"Tagesgeld","category":"asset"}"#)
            #expect(made.headers[.eTag] == "\"1\"")
        }
    }

    @Test("The tag of an account tells readers of its balance and holds writers to its version alone") func tags()
        async throws
    {
        try await FinanceFixture.run { api in
            func read(_ tag: String) async throws -> TestResponse {
                try await api.call(.get, Self.path, headers: [.ifNoneMatch: tag])
            }
            let tag = try #require(try await api.get(Self.path).headers[.eTag])
            let same = try await read(tag)
            #expect(same.status == .notModified && same.headers[.eTag] == tag)
            #expect(try await read("\"a\", W/\(tag)").status == .notModified)
            _ = try await api.book("1200", "8400", amount: "5.00")
            let booked = try await read(tag)
            #expect(try booked.status == .ok && booked.json["balance"] == "5.00")
            // A booking changes the balance and not the account.
            #expect(try await api.patch(Self.path, #"{"name":"B"}"#, ifMatch: tag).status == .ok)
            #expect(try await api.patch(Self.path, #"{"name":"C"}"#, ifMatch: tag).status == .preconditionFailed)
            let tried = try await api.patch(Self.path + "?dry_run=true", #"{"name":"C"}"#, ifMatch: tag)
            #expect(tried.status == .preconditionFailed)
        }
    }

    @Test("Of many who have read the same version one changes it", .timeLimit(.minutes(1))) func race() async throws {
        try await FinanceFixture.run { api in
            let tag = try await api.get(Self.path).headers[.eTag]
            let statuses = try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
                for name in 1...20 {
                    group.addTask { try await api.patch(Self.path, #"{"name":"\#(name)"}"#, ifMatch: tag).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == .ok }.count == 1)
            #expect(statuses.filter { $0 == .preconditionFailed }.count == 19)
        }
    }
}
