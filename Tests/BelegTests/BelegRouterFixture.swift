import Beleg
import BelegCore
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import TestSupport

/// The service as built for production, over a real database file, driven through its real router.
struct BelegRouterFixture {
    let stores: BelegStores
    private let client: any TestClientProtocol

    static func run(
        values: [String: String] = [:], _ body: @Sendable (BelegRouterFixture) async throws -> Void
    ) async throws {
        let folder = try TemporaryDirectory()
        let boot = try ServiceBoot.forTests(identity: .beleg, dataDirectory: folder.path, values: values)
        let stores = try BelegStores(directory: folder.path, chart: .skr03)
        let settings = try BelegSettings(config: boot.config)
        let service = try buildApplication(boot, settings: settings, stores: stores)
        try await service.application.test(.router) { client in
            try await body(BelegRouterFixture(stores: stores, client: client))
        }
        try stores.close()
        withExtendedLifetime(folder) {}
    }

    func call(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = headers
        if body != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
        return try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
    }

    func call(
        _ method: HTTPRequest.Method, _ path: String, bytes: [UInt8], headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        try await client.execute(uri: path, method: method, headers: headers, body: ByteBuffer(bytes: bytes))
    }

    /// Creates a partner and returns its id.
    func partner(_ body: String = #"{"name":"Muster GmbH"}"#) async throws -> String {
        try await call(.post, "/api/v1/partner", body).json["id"].stringValue ?? ""
    }

    /// Creates a draft and returns its id.
    func draft(_ partner: String) async throws -> String {
        try await call(.post, "/api/v1/rechnungen", Self.invoice(partner)).json["id"].stringValue ?? ""
    }

    static func invoice(_ partner: String, price: String = #""100.00""#) -> String {
        """
        {"kundenId":"\(partner)","datum":"2026-01-15","positionen":[
          {"artikelId":"A-1","bezeichnung":"Beratung","menge":1,"einheit":"Std","einzelpreis":\(price),"mwstSatz":19}]}
        """
    }
}
