import FinanceCore
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import ServiceKit
import Shared
import TestSupport
import Testing

@testable import Finance

@Suite("Errors on their way out of a ledger's routes") struct LedgerMiddlewareTests {
    /// A call of a route that is cancelled and then meets a failure of the storage.
    private static func callCancelled(
        _ method: HTTPRequest.Method, log: CapturedLog
    ) async throws -> TestResponse {
        let folder = try TemporaryDirectory()
        let ledger = try await LedgerStore.open(directory: folder.path, chart: [], options: LedgerOptions())
        let boot = try ServiceBoot.forTests(identity: .finance, values: ["log.level": "info"], logger: log.logger)
        let attempts = LockedAttempts(registry: boot.registry)
        let service = ServiceApplication(boot: boot) { router in
            let group = router.group("/cut").add(middleware: LedgerMiddleware(ledger: ledger, attempts: attempts))
            group.on("", method: method) { _, _ -> HTTPResponse.Status in
                withUnsafeCurrentTask { $0?.cancel() }
                throw FinanceError.storage("interrupted")
            }
        }
        let answer = try await service.application.test(.router) { try await $0.execute(uri: "/cut", method: method) }
        await ledger.close()
        return answer
    }

    @Test("A reading that is cut short has met no failure") func cancelledReading() async throws {
        let log = CapturedLog()
        let answer = try await Self.callCancelled(.get, log: log)
        // What the test framework makes of an error that nobody has rendered.
        #expect(answer.text.isEmpty && answer.headers[.contentType] == nil)
        #expect(log.lines.allSatisfy { $0.level != .error })
    }

    @Test("A write that is cut short keeps its error") func cancelledWrite() async throws {
        let log = CapturedLog()
        #expect(try await Self.callCancelled(.post, log: log).problem.code == "internal-error")
        #expect(log.lines.filter { $0.level == .error }.map(\.message) == ["Unexpected error"])
    }
}
