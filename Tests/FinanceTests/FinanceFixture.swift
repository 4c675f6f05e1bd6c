import Finance
import FinanceCore
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import TestSupport

/// The whole service over a ledger in a folder of its own, called through the real router.
struct FinanceFixture {
    let client: any TestClientProtocol
    let ledger: LedgerStore
    let shelf: MandantShelf

    /// Runs a test against a new ledger and closes it afterwards.
    ///
    /// - Parameters:
    ///   - options: limits of the ledger; nil takes those of the service.
    ///   - log: keeps what the service logs from info on; without one it logs nothing.
    ///   - integrityStride: transactions between two lines of progress; nil leaves it as it is.
    ///   - prepare: gets the ledger before the service opens it, and must close it.
    static func run(
        chart: ChartOfAccounts = .skr03, openMandanten: Int = FinanceSettings.defaultOpenMandanten,
        options: LedgerOptions? = nil, log: CapturedLog? = nil, integrityStride: Int64? = nil,
        prepare: (@Sendable (LedgerStore) async throws -> Void)? = nil,
        _ test: @Sendable (FinanceFixture) async throws -> Void
    ) async throws {
        let folder = try TemporaryDirectory()
        let values = ["ledger.chart": chart.rawValue, "log.level": log == nil ? "critical" : "info"]
        let boot = try ServiceBoot.forTests(identity: .finance, values: values, logger: log?.logger)
        let settings = try FinanceSettings(config: boot.config)
        if let prepare {
            try await prepare(try await openLedger(in: folder.path, settings: settings, logger: boot.logger))
        }
        let ledger =
            if let options {
                try await LedgerStore.open(directory: folder.path, chart: try chart.accounts(), options: options)
            } else { try await openLedger(in: folder.path, settings: settings, logger: boot.logger) }
        let parts = FinanceParts(
            ledger: ledger, openMandanten: openMandanten,
            integrityStride: integrityStride ?? FinanceParts.defaultIntegrityStride)
        let application = buildApplication(boot, parts).application
        do {
            try await application.test(.router) {
                try await test(FinanceFixture(client: $0, ledger: ledger, shelf: parts.shelf))
            }
            await parts.shelf.close()
            await ledger.close()
        } catch {
            await parts.shelf.close()
            await ledger.close()
            throw error
        }
    }

    /// Calls a route below `/api/v1/finanzen`.
    func call(
        _ method: HTTPRequest.Method, _ path: String, body: String? = nil, headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = headers
        if body != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
        return try await client.execute(
            uri: FinanceRoute.prefix + path, method: method, headers: headers, body: body.map(ByteBuffer.init(string:)))
    }

    func get(_ path: String) async throws -> TestResponse {
        try await call(.get, path)
    }

    func post(_ path: String, _ body: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        try await call(.post, path, body: body, headers: headers)
    }

    /// Sends the bytes of a file.
    func upload(_ path: String, _ bytes: [UInt8], type: String = "text/csv") async throws -> TestResponse {
        try await client.execute(
            uri: FinanceRoute.prefix + path, method: .post, headers: [.contentType: type],
            body: ByteBuffer(bytes: bytes))
    }

    /// Balance of an account as the API tells it.
    func balance(_ account: String) async throws -> String? {
        try await get("/accounts/\(account)").json["balance"].stringValue
    }

    /// Posts 119.00 from one account to another and gives the answer's transaction.
    func book(
        _ debit: String = "1400", _ credit: String = "8400", amount: String = "119.00", date: String = "2026-01-15",
        text: String = "Rechnung"
    ) async throws -> JSONValue {
        try await post("/transactions", Self.shortForm(debit, credit, amount: amount, date: date, text: text)).json
    }

    static func shortForm(
        _ debit: String = "1400", _ credit: String = "8400", amount: String = "119.00", date: String = "2026-01-15",
        text: String = "Rechnung"
    ) -> String {
        """
        {"date":"\(date)","description":"\(text)","amount":"\(amount)","debit_account":"\(debit)",\
        "credit_account":"\(credit)"}
        """
    }
}
