import BelegCore
import Foundation
import GRDB
import Shared

/// A real database file in a directory of its own, and the stores over it.
final class BelegFixture: Sendable {
    let directory: URL
    let database: DatabasePool
    let partners: PartnerStore
    let documents: DocumentStore
    let outbox: OutboxStore

    static let now = Date(timeIntervalSince1970: 1_768_478_400)  // 2026-01-15 12:00 UTC

    init(chart: ChartAccounts.Chart = .skr03, directory: URL? = nil) throws {
        let folder =
            directory
            ?? FileManager.default.temporaryDirectory.appendingPathComponent("beleg-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.directory = folder
        database = try BelegDatabase.open(directory: folder)
        partners = PartnerStore(database)
        documents = DocumentStore(database, accounts: ChartAccounts(chart))
        outbox = OutboxStore(database)
    }

    /// Closes the file and opens it again, as a restart does.
    func reopened() throws -> BelegFixture {
        try database.close()
        return try BelegFixture(directory: directory)
    }

    func partner(_ name: String = "Muster GmbH", change: (inout PartnerInput) -> Void = { _ in }) async throws
        -> Partner
    {
        var input = PartnerInput()
        input.name = name
        change(&input)
        return try await partners.create(PartnerDraft(input), now: Self.now)
    }

    func draft(
        _ kind: DocumentKind = .rechnung, partner: Partner, date: String = "2026-01-15", supplierNumber: String = "A-1",
        positions: [PositionInput] = [.sample()]
    ) async throws -> Document {
        let input = DocumentInput.sample(
            kind, partner: partner.id, date: date, supplierNumber: supplierNumber, positions: positions)
        return try await documents.create(input, kind: kind, now: Self.now)
    }

    func finalised(
        _ kind: DocumentKind = .rechnung, partner: Partner, date: String = "2026-01-15", supplierNumber: String = "A-1",
        positions: [PositionInput] = [.sample()]
    ) async throws -> Document {
        let draft = try await draft(
            kind, partner: partner, date: date, supplierNumber: supplierNumber, positions: positions)
        return try await documents.finalise(id: draft.header.id, kind: kind, expectedVersion: nil, now: Self.now)
    }
}

extension PositionInput {
    static func sample(
        quantity: String = "1", price: String = "100.00", rate: String = "19", discount: String? = nil,
        account: String? = nil
    ) -> PositionInput {
        var input = PositionInput()
        input.text = "Beratung"
        input.quantity = quantity
        input.unitPrice = price
        input.vatRate = rate
        input.discountPercent = discount
        input.account = account
        return input
    }
}

extension DocumentInput {
    static func sample(
        _ kind: DocumentKind = .rechnung, partner: String = "partner", date: String = "2026-01-15",
        supplierNumber: String = "A-1", positions: [PositionInput] = [.sample()]
    ) -> DocumentInput {
        var input = DocumentInput()
        input.partnerID = partner
        input.date = date
        input.positions = positions
        if kind == .eingangsrechnung {
            input.supplierNumber = supplierNumber
            input.supplierDate = date
        }
        return input
    }
}

/// The findings of an invalid input; empty if it is valid.
func findings(_ body: () throws -> Void) -> [Finding] {
    do {
        try body()
        return []
    } catch BelegError.invalid(let findings) {
        return findings
    } catch {
        return [Finding("", "unexpected", de: "\(error)", en: "\(error)")]
    }
}

/// The findings of an invalid input as `pointer code`.
func codes(_ body: () throws -> Void) -> [String] {
    findings(body).map { "\($0.pointer) \($0.code)" }
}
