import Beleg
import BelegCore
import HTTPTypes
import HummingbirdTesting
import ServiceKit
import TestSupport
import Testing

@Suite struct ContractTests {
    @Test(
        "routes and contract are the same, both ways; foreign pages change nothing, unknown parameters are refused",
        .timeLimit(.minutes(2)))
    func match() async throws {
        let folder = try TemporaryDirectory()
        let boot = try ServiceBoot.forTests(identity: .beleg, dataDirectory: folder.path)
        let stores = try BelegStores(directory: folder.path, chart: .skr03)
        let service = try Beleg.buildApplication(
            boot, settings: try BelegSettings(config: boot.config), stores: stores)
        let (undocumented, ghosts) = try ContractCheck.differences(service, .beleg)
        #expect(try await ContractCheck.openToForeignPages(service, .beleg) == [])
        #expect(try await ContractCheck.deafToQueries(service, .beleg) == [])
        try stores.close()
        #expect(undocumented.isEmpty)
        #expect(ghosts.isEmpty)
        #expect(try ContractCheck.faults(.beleg).isEmpty)
    }

    @Test("every example of the contract is accepted by its route")
    func examples() async throws {
        try await BelegRouterFixture.run { fixture in
            for operation in try ContractCheck.examples(.beleg) where operation.method == "POST" {
                let answer = try await fixture.call(.post, operation.path, operation.example)
                #expect(answer.status.kind == .successful, "\(operation.method) \(operation.path)")
            }
        }
    }
}
