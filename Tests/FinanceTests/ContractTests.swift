import Finance
import FinanceCore
import HTTPTypes
import HummingbirdTesting
import NIOCore
import ServiceKit
import TestSupport
import Testing

@Suite struct ContractTests {
    @Test(
        "routes and contract are the same, both ways; foreign pages change nothing, unknown parameters are refused",
        .timeLimit(.minutes(2)))
    func match() async throws {
        let folder = try TemporaryDirectory()
        let boot = try ServiceBoot.forTests(identity: .finance)
        let settings = try FinanceSettings(config: boot.config)
        let ledger = try await openLedger(in: folder.path, settings: settings, logger: boot.logger)
        let service = Finance.buildApplication(boot, ledger: ledger)
        let (undocumented, ghosts) = try ContractCheck.differences(service, .finance)
        #expect(try await ContractCheck.openToForeignPages(service, .finance) == [])
        #expect(try await ContractCheck.deafToQueries(service, .finance) == [])
        await ledger.close()
        #expect(undocumented.isEmpty)
        #expect(ghosts.isEmpty)
        #expect(try ContractCheck.faults(.finance).isEmpty)
    }

    @Test("every example of the contract is accepted by its route")
    func examples() async throws {
        try await FinanceFixture.run { fixture in
            for operation in try ContractCheck.examples(.finance) {
                let method = try #require(HTTPRequest.Method(operation.method))
                let answer = try await fixture.client.execute(
                    uri: operation.path, method: method, headers: [.contentType: "application/json", .ifMatch: "*"],
                    body: ByteBuffer(string: operation.example ?? ""))
                #expect(answer.status.kind == .successful, "\(operation.method) \(operation.path)")
            }
        }
    }
}
