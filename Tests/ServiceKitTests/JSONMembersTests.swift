import ServiceKit
import Shared
import Testing

@Suite struct JSONMembersTests {
    private enum Key: String, CodingKey, CaseIterable {
        case id, date, description, amount
        case debitAccount = "debit_account"
        case creditAccount = "credit_account"
    }

    private static let members = JSONMembers(Key.self)

    @Test("pointers of unknown members are escaped")
    func pointer() {
        let findings = Self.members.findings(in: .object(["a/b": 1, "id": 2]))
        #expect(findings.map(\.pointer) == ["/a~1b"])
    }
}
