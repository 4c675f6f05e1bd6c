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

    @Test(
        "a name with few slips leads to the one that is meant",
        arguments: [
            ("descripton", "description"), ("Description", "description"), ("debitAccount", "debit_account"),
            ("debit-acount", "debit_account"), ("dat", "date"), ("amuont", "amount"), ("ID", "id"),
        ])
    func likely(_ name: String, _ meant: String) {
        #expect(Self.members.likely(name) == meant)
    }

    @Test(
        "a name that is like none, or like two, leads nowhere",
        arguments: ["", "x", "colour", "account", "id2x", String(repeating: "d", count: 1_000)])
    func unlike(_ name: String) {
        #expect(Self.members.likely(name) == nil)
    }

    @Test("pointers of unknown members are escaped")
    func pointer() {
        let findings = Self.members.findings(in: .object(["a/b": 1, "id": 2]))
        #expect(findings.map(\.pointer) == ["/a~1b"])
    }
}
