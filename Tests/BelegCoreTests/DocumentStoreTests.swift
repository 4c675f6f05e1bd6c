import BelegCore
import GRDB
import Shared
import Testing

@Suite struct DocumentStoreTests {
    @Test("a file that a newer version has written is left alone")
    func newerSchema() throws {
        let fixture = try BelegFixture()
        try fixture.database.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999-later')") }
        #expect(throws: BelegDatabase.NewerSchemaError.self) { try fixture.reopened() }
    }

    @Test("a draft keeps its content over a restart and has no number")
    func draft() async throws {
        let fixture = try BelegFixture()
        let partner = try await fixture.partner { $0.paymentDays = 14 }
        let created = try await fixture.draft(
            partner: partner, positions: [.sample(quantity: "2.5", price: "19.9999", discount: "3", account: "8401")])
        let again = try fixture.reopened()
        #expect(try await again.documents.get(id: created.header.id, kind: .rechnung) == created)
        #expect(created.header.status == .entwurf && created.header.number == nil && created.header.booking == nil)
        #expect(created.header.dueDate.description == "2026-01-29")
        await #expect(throws: BelegError.notFound(.document, id: created.header.id)) {
            try await again.documents.get(id: created.header.id, kind: .eingangsrechnung)
        }
    }

    @Test("only a draft at the seen version can be changed or deleted")
    func mutability() async throws {
        let fixture = try BelegFixture()
        let partner = try await fixture.partner()
        let id = try await fixture.draft(partner: partner).header.id
        let input = DocumentInput.sample(partner: partner.id, positions: [.sample(price: "50")])
        let changed = try await fixture.documents.update(id: id, input, kind: .rechnung, expectedVersion: 1)
        #expect(changed.header.version == 2 && changed.header.netMinor == 5_000)
        await #expect(throws: BelegError.versionMismatch(id: id, expected: 1, actual: 2)) {
            try await fixture.documents.update(id: id, input, kind: .rechnung, expectedVersion: 1)
        }
        await #expect(throws: BelegError.versionMismatch(id: id, expected: 7, actual: 2)) {
            try await fixture.documents.finalise(id: id, kind: .rechnung, expectedVersion: 7, now: BelegFixture.now)
        }
        let final = try await fixture.documents.finalise(
            id: id, kind: .rechnung, expectedVersion: 2, now: BelegFixture.now)
        #expect(final.header.number == "RE-2026-00001" && final.header.version == 3)
        let refusal = BelegError.notADraft(id: id, number: "RE-2026-00001")
        await #expect(throws: refusal) {
            try await fixture.documents.update(id: id, input, kind: .rechnung, expectedVersion: 3)
        }
        await #expect(throws: refusal) {
            try await fixture.documents.delete(id: id, kind: .rechnung, expectedVersion: nil)
        }
        await #expect(throws: refusal) {
            try await fixture.documents.finalise(id: id, kind: .rechnung, expectedVersion: nil, now: BelegFixture.now)
        }
    }

    @Test("a deleted draft leaves nothing behind")
    func delete() async throws {
        let fixture = try BelegFixture()
        let partner = try await fixture.partner()
        let id = try await fixture.draft(partner: partner).header.id
        try await fixture.documents.delete(id: id, kind: .rechnung, expectedVersion: 1)
        let rows = try await fixture.database.read { db in
            try Int.fetchOne(db, sql: "SELECT (SELECT count(*) FROM position) + (SELECT count(*) FROM vat_group)")
        }
        #expect(rows == 0)
        await #expect(throws: BelegError.notFound(.document, id: id)) {
            try await fixture.documents.delete(id: id, kind: .rechnung, expectedVersion: 1)
        }
    }

    @Test("form and partner faults come in one answer")
    func partnerFaults() async throws {
        let fixture = try BelegFixture()
        let supplier = try await fixture.partner { $0.roles = ["lieferant"] }
        var input = DocumentInput.sample(partner: supplier.id)
        input.date = "gestern"
        await #expect {
            try await fixture.documents.create(input, kind: .rechnung, now: BelegFixture.now)
        } throws: { error in
            guard case BelegError.invalid(let findings) = error else { return false }
            return findings.map(\.code) == ["wrong-partner-role", "invalid-date"]
        }
        input.partnerID = "nobody"
        input.date = "2026-01-01"
        await #expect {
            try await fixture.documents.create(input, kind: .rechnung, now: BelegFixture.now)
        } throws: { error in
            guard case BelegError.invalid(let findings) = error else { return false }
            return findings.map(\.code) == ["unknown-partner"]
        }
    }

    @Test("a supplier's invoice enters the books once, and again after its storno")
    func duplicates() async throws {
        let fixture = try BelegFixture()
        let partner = try await fixture.partner()
        let other = try await fixture.partner("Andere KG")
        let first = try await fixture.finalised(.eingangsrechnung, partner: partner, supplierNumber: "R 77a")
        _ = try await fixture.draft(.eingangsrechnung, partner: other, supplierNumber: "R 77a")
        let refusal = BelegError.duplicateSupplierInvoice(number: "r 77A", existingID: first.header.id)
        await #expect(throws: refusal) {
            try await fixture.draft(.eingangsrechnung, partner: partner, supplierNumber: "r 77A")
        }
        await #expect(throws: DatabaseError.self) {
            try await fixture.database.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO document (id, kind, base_kind, status, version, partner_id, date, service_date,
                            due_date, supplier_number, supplier_date, net_minor, vat_minor, created_at)
                        SELECT 'x', kind, base_kind, 'entwurf', 1, partner_id, date, service_date, due_date,
                            supplier_number, supplier_date, net_minor, vat_minor, created_at FROM document LIMIT 1
                        """)
            }
        }
        _ = try await fixture.documents.reverse(
            id: first.header.id, kind: .eingangsrechnung, ReversalRequest(date: first.header.date),
            now: BelegFixture.now)
        let again = try await fixture.finalised(.eingangsrechnung, partner: partner, supplierNumber: "R 77a")
        #expect(again.header.number == "ER-2026-00002")
    }

    @Test("a draft that cannot be a document is refused with reasons")
    func finaliseRules() async throws {
        let fixture = try BelegFixture()
        let partner = try await fixture.partner()
        var owed = PositionInput.sample(rate: "0")
        owed.vatCategory = "AE"
        for (positions, code) in [
            ([], "no-positions"), ([.sample(quantity: "-1")], "total-not-positive"), ([owed], "vat-id-required"),
        ] as [([PositionInput], String)] {
            let id = try await fixture.draft(partner: partner, positions: positions).header.id
            await #expect {
                try await fixture.documents.finalise(
                    id: id, kind: .rechnung, expectedVersion: nil, now: BelegFixture.now)
            } throws: { error in
                guard case BelegError.invalid(let findings) = error else { return false }
                return findings.map(\.code) == [code]
            }
        }
        #expect(try await fixture.documents.numberRanges().isEmpty)
    }

    @Test("the list filters by partner, state and date and pages backwards")
    func list() async throws {
        let fixture = try BelegFixture()
        let partner = try await fixture.partner()
        let other = try await fixture.partner("Andere KG")
        for day in 10...30 {
            _ = try await fixture.draft(partner: day.isMultiple(of: 2) ? partner : other, date: "2026-01-\(day)")
        }
        let final = try await fixture.finalised(partner: partner, date: "2026-03-01")
        let cancelled = try await fixture.finalised(partner: partner, date: "2026-03-02")
        _ = try await fixture.documents.reverse(
            id: cancelled.header.id, kind: .rechnung, ReversalRequest(date: cancelled.header.date),
            now: BelegFixture.now)
        func dates(_ filter: DocumentFilter) async throws -> [String] {
            try await fixture.documents.list(kind: .rechnung, filter).items.map(\.date.description)
        }
        #expect(try await dates(DocumentFilter(status: "finalisiert")) == [final.header.date.description])
        #expect(try await dates(DocumentFilter(status: "storniert")) == [cancelled.header.date.description])
        #expect(try await dates(DocumentFilter(status: "entwurf")).count == 21)
        #expect(
            try await dates(DocumentFilter(partnerID: other.id, from: "2026-01-12", through: "2026-01-17")) == [
                "2026-01-17", "2026-01-15", "2026-01-13",
            ])
        let first = try await fixture.documents.list(kind: .rechnung, DocumentFilter(limit: "20"))
        let second = try await fixture.documents.list(
            kind: .rechnung, DocumentFilter(cursor: first.nextCursor, limit: "20"))
        #expect(first.items.count == 20 && second.items.count == 3 && second.nextCursor == nil)
        #expect(Set((first.items + second.items).map(\.id)).count == 23)
        let stornos = try await fixture.documents.list(kind: .storno, DocumentFilter())
        #expect(stornos.items.map(\.number) == ["ST-2026-00001"])
    }
}
