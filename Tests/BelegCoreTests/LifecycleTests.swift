import BelegCore
import GRDB
import Shared
import Testing

@Suite struct LifecycleTests {
    @Test("numbers have no gap although 60 documents are finalised at once and some fail")
    func gapless() async throws {
        let fixture = try BelegFixture()
        let partner = try await fixture.partner()
        let numbers = try await withThrowingTaskGroup(of: String?.self) { group in
            for index in 0..<60 {
                group.addTask {
                    let positions: [PositionInput] = index.isMultiple(of: 5) ? [] : [.sample()]
                    let draft = try await fixture.draft(
                        partner: partner, date: index.isMultiple(of: 2) ? "2026-05-01" : "2027-05-01",
                        positions: positions)
                    do {
                        return try await fixture.documents.finalise(
                            id: draft.header.id, kind: .rechnung, expectedVersion: nil, now: BelegFixture.now
                        ).header.number
                    } catch BelegError.invalid {
                        return nil
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let expected = ["2026", "2027"].flatMap { year in (1...24).map { "RE-\(year)-000\($0 < 10 ? "0" : "")\($0)" } }
        #expect(numbers.compactMap(\.self).sorted() == expected)
        let ranges = try await fixture.reopened().documents.numberRanges()
        #expect(ranges.map(\.count) == [24, 24] && ranges.allSatisfy(\.isGapless))
    }

    @Test("the report sees a gap that somebody else made")
    func gapReport() async throws {
        let fixture = try BelegFixture()
        let partner = try await fixture.partner()
        for _ in 0..<3 { _ = try await fixture.finalised(partner: partner) }
        try await fixture.database.write { db in
            try db.execute(sql: "DROP TRIGGER document_frozen_delete")
            try db.execute(sql: "DROP TRIGGER outbox_delete; DROP TRIGGER position_frozen_delete;")
            try db.execute(sql: "DROP TRIGGER vat_group_frozen_delete")
            try db.execute(sql: "DELETE FROM outbox WHERE seq = 2; DELETE FROM document WHERE number_counter = 2")
        }
        let range = try #require(try await fixture.documents.numberRanges().first)
        #expect(range.last == 3 && range.count == 2 && !range.isGapless)
    }

    @Test(
        "frozen rows refuse every change",
        arguments: [
            "UPDATE document SET note = 'x'", "DELETE FROM document", "UPDATE position SET net_minor = 1",
            "DELETE FROM position", "INSERT INTO vat_group VALUES (1, 'Z', 0, 1, 0)", "DELETE FROM vat_group",
            "UPDATE outbox SET payload = '{}'", "DELETE FROM outbox", "DELETE FROM number_range",
            "UPDATE number_range SET last = 9", "INSERT OR REPLACE INTO document SELECT * FROM document",
            "DELETE FROM partner",
        ])
    func frozen(_ sql: String) async throws {
        let fixture = try BelegFixture()
        _ = try await fixture.finalised(partner: fixture.partner())
        await #expect(throws: DatabaseError.self) {
            try await fixture.database.write { db in try db.execute(sql: sql) }
        }
    }

    @Test("a finalised document keeps the partner as it was")
    func partnerSnapshot() async throws {
        let fixture = try BelegFixture()
        let partner = try await fixture.partner("Alt GmbH")
        let document = try await fixture.finalised(partner: partner)
        var input = PartnerInput()
        input.name = "Neu GmbH"
        _ = try await fixture.partners.update(
            id: partner.id, PartnerDraft(input), expectedVersion: 1, now: BelegFixture.now)
        let again = try await fixture.documents.get(id: document.header.id, kind: .rechnung)
        #expect(again.header.partner.name == "Alt GmbH")
        let storno = try await fixture.documents.reverse(
            id: document.header.id, kind: .rechnung, ReversalRequest(date: document.header.date), now: BelegFixture.now)
        #expect(storno.header.partner.name == "Alt GmbH")
    }

    @Test("a storno is a document of its own and leaves the original as it is")
    func storno() async throws {
        let fixture = try BelegFixture()
        let partner = try await fixture.partner()
        let original = try await fixture.finalised(partner: partner, positions: [.sample(discount: "10")])
        let date = original.header.date.adding(days: 400)
        let storno = try await fixture.documents.reverse(
            id: original.header.id, kind: .rechnung, ReversalRequest(date: date, reason: "Falscher Kunde"),
            now: BelegFixture.now)
        #expect(storno.header.number == "ST-2027-00001" && storno.header.kind == .storno)
        #expect(storno.header.grossMinor == -original.header.grossMinor)
        #expect(storno.positions.map(\.netMinor) == [-9_000])
        let chain = try await fixture.documents.chain(id: storno.header.id)
        #expect(chain.map(\.header.id) == [original.header.id, storno.header.id])
        #expect(chain == (try await fixture.documents.chain(id: original.header.id)))
        #expect(chain[0].header.status == .storniert && chain[0].header.version == original.header.version)
        #expect(chain[0].positions == original.positions && chain[0].header.reversedBy?.id == storno.header.id)
        await #expect(
            throws: BelegError.alreadyReversed(
                id: original.header.id, reversalID: storno.header.id, reversalNumber: "ST-2027-00001")
        ) {
            try await fixture.documents.reverse(
                id: original.header.id, kind: .rechnung, ReversalRequest(date: date), now: BelegFixture.now)
        }
        await #expect(throws: BelegError.reversalOfReversal(id: storno.header.id)) {
            try await fixture.documents.reverse(
                id: storno.header.id, kind: .rechnung, ReversalRequest(date: date), now: BelegFixture.now)
        }
    }

    @Test("of many simultaneous stornos exactly one succeeds")
    func stornoOnce() async throws {
        let fixture = try BelegFixture()
        let original = try await fixture.finalised(partner: fixture.partner())
        let successes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    do {
                        _ = try await fixture.documents.reverse(
                            id: original.header.id, kind: .rechnung, ReversalRequest(date: original.header.date),
                            now: BelegFixture.now)
                        return true
                    } catch {
                        return false
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(successes == 1)
        #expect(try await fixture.documents.numberRanges().allSatisfy(\.isGapless))
    }

    @Test("a storno of a draft or before its original is refused")
    func stornoRefused() async throws {
        let fixture = try BelegFixture()
        let partner = try await fixture.partner()
        let draft = try await fixture.draft(partner: partner)
        await #expect(throws: BelegError.notFinalised(id: draft.header.id)) {
            try await fixture.documents.reverse(
                id: draft.header.id, kind: .rechnung, ReversalRequest(date: draft.header.date), now: BelegFixture.now)
        }
        let final = try await fixture.finalised(partner: partner)
        await #expect {
            try await fixture.documents.reverse(
                id: final.header.id, kind: .rechnung, ReversalRequest(date: final.header.date.adding(days: -1)),
                now: BelegFixture.now)
        } throws: { error in
            guard case BelegError.invalid(let findings) = error else { return false }
            return findings.map(\.code) == ["before-original"]
        }
    }

    @Test("the database is durable and does not scan in its hot queries")
    func settings() async throws {
        let fixture = try BelegFixture()
        let level = try await fixture.database.write { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") }
        #expect(level == 2)
        for query in try HotQueries.all() {
            let plan = try await fixture.database.read { db in
                try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + query.sql, arguments: query.arguments)
                    .map { $0["detail"] as String }
            }
            #expect(plan.allSatisfy { !$0.contains("SCAN") && !$0.contains("TEMP B-TREE") }, "\(query.name): \(plan)")
        }
    }
}
