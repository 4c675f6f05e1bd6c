import BelegCore
import Testing

@Suite struct PartnerStoreTests {
    @Test("a partner survives a restart")
    func reopen() async throws {
        let fixture = try BelegFixture()
        let created = try await fixture.partner {
            $0.iban = "DE89370400440532013000"
            $0.vatID = "DE136695976"
            $0.paymentDays = 14
        }
        let again = try fixture.reopened()
        #expect(try await again.partners.get(id: created.id) == created)
        #expect(created.number == "P-00001")
        #expect(created.fields.country == "DE")
    }

    @Test("numbers are unique whatever their case")
    func numbers() async throws {
        let fixture = try BelegFixture()
        _ = try await fixture.partner { $0.number = "p-00002" }
        let second = try await fixture.partner()
        #expect(second.number == "P-00003")
        await #expect(throws: BelegError.partnerNumberTaken(number: "P-00002")) {
            try await fixture.partner { $0.number = "P-00002" }
        }
    }

    @Test("an update needs the current version")
    func versions() async throws {
        let fixture = try BelegFixture()
        let partner = try await fixture.partner()
        var input = PartnerInput()
        input.name = "Neu AG"
        let draft = try PartnerDraft(input)
        let changed = try await fixture.partners.update(
            id: partner.id, draft, expectedVersion: 1, now: BelegFixture.now)
        #expect(changed.version == 2 && changed.fields.name == "Neu AG" && changed.number == partner.number)
        await #expect(throws: BelegError.versionMismatch(id: partner.id, expected: 1, actual: 2)) {
            try await fixture.partners.update(id: partner.id, draft, expectedVersion: 1, now: BelegFixture.now)
        }
        await #expect(throws: BelegError.notFound(.partner, id: "x")) {
            try await fixture.partners.update(id: "x", draft, expectedVersion: 1, now: BelegFixture.now)
        }
    }

    @Test("the list filters and pages without gap or repetition")
    func list() async throws {
        let fixture = try BelegFixture()
        for index in 1...25 {
            _ = try await fixture.partner("Firma \(index)%") {
                $0.roles = [index.isMultiple(of: 2) ? "kunde" : "lieferant"]
            }
        }
        var seen: [String] = []
        var cursor: String?
        repeat {
            let page = try await fixture.partners.list(PartnerFilter(role: "kunde", cursor: cursor, limit: "5"))
            #expect(page.items.count <= 5)
            seen += page.items.map(\.fields.name)
            cursor = page.nextCursor
        } while cursor != nil
        #expect(seen == (1...12).map { "Firma \($0 * 2)%" })
        #expect(try await fixture.partners.list(PartnerFilter(search: "firma 25%")).items.count == 1)
        #expect(try await fixture.partners.list(PartnerFilter(search: "_")).items.isEmpty)
    }

    @Test("a faulty query names every fault")
    func faultyQuery() {
        let found = codes { _ = try PartnerFilter(role: "x", cursor: "y", limit: "0") }
        #expect(Set(found) == ["?rolle invalid-role", "?cursor invalid-cursor", "?limit out-of-range"])
    }
}
