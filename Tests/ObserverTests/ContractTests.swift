import Observer
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite struct ContractTests {
    @Test("routes and contract are the same, both ways")
    func match() throws {
        let (undocumented, ghosts) = try ContractCheck.differences(try ObserverFixture().application, .observer)
        #expect(undocumented.isEmpty)
        #expect(ghosts.isEmpty)
        #expect(try ContractCheck.faults(.observer).isEmpty)
    }

    @Test("every member of a registration stands in the contract")
    func registration() throws {
        let json = try JSONDocument(Array(ContractDocument(.observer, version: "1").json.utf8)).value
        let content = json["paths"]["/register"]["post"]["requestBody"]["content"]["application/json"]
        let documented = Set(try #require(content["schema"]["properties"].objectValue).keys)
        let descriptor = ServiceDescriptor(
            serviceName: "a", host: "h", port: 1, version: "1", restartScript: "/r", systemInfo: "s",
            additionalInfo: [:], dependencies: ["d"], instanceID: "i", pid: 1)
        let known = Set(try #require(descriptor.json.objectValue).keys)
        #expect(known.count == 15 && known == documented, "\(known.symmetricDifference(documented).sorted())")
    }

    @Test("a page of another site cannot change anything, and the contract says so")
    func foreignPages() async throws {
        #expect(try await ContractCheck.openToForeignPages(try ObserverFixture().application, .observer) == [])
    }

    @Test("a query parameter that the contract does not know is refused everywhere", .timeLimit(.minutes(2)))
    func queries() async throws {
        #expect(try await ContractCheck.deafToQueries(try ObserverFixture().application, .observer) == [])
    }
}
