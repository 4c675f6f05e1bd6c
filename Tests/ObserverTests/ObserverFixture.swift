import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Observer
import ObserverCore
import ServiceKit
import Shared
import TestSupport

/// The real router over a real registry in memory.
struct ObserverFixture {
    let application: ServiceApplication

    init(settings: [String: String] = [:], history: HistoryStore = HistoryStore()) throws {
        let boot = try ServiceBoot.forTests(identity: .observer, values: settings)
        application = try buildApplication(boot, store: try RegistryStore(try DatabaseQueue()), history: history)
    }

    /// Runs requests against the router.
    func test(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await application.application.test(.router, body)
    }
}

extension TestClientProtocol {
    func post(_ path: String, _ body: String, language: String = "en") async throws -> TestResponse {
        try await execute(
            uri: path, method: .post, headers: [.contentType: "application/json", .acceptLanguage: language],
            body: ByteBuffer(string: body))
    }

    func get(_ path: String, accept: String = "application/json", language: String = "en") async throws -> TestResponse
    {
        try await execute(uri: path, method: .get, headers: [.accept: accept, .acceptLanguage: language])
    }

    /// A page as a browser asks for it.
    func page(_ path: String = "/", language: String = "en") async throws -> TestResponse {
        try await get(path, accept: "text/html,application/xhtml+xml,*/*;q=0.8", language: language)
    }
}

enum Sample {
    static let finance = #"{"service_name":"finance-service","host":"localhost","port":8007,"instance_id":"a"}"#
    static let financeID = "finance-service_localhost_8007"
}
