import Foundation
import GRDB

/// SQL of the table `partner`.
enum PartnerRow {
    static let listSQL = """
        SELECT * FROM partner
        WHERE seq > :after
            AND (:role IS NULL OR (:role = 'kunde' AND is_customer = 1) OR (:role = 'lieferant' AND is_supplier = 1))
            AND (:search IS NULL OR name LIKE :search ESCAPE '\\' OR number LIKE :search ESCAPE '\\')
        ORDER BY seq LIMIT :limit
        """

    static func find(_ db: Database, _ id: String) throws -> Partner? {
        try db.row("SELECT * FROM partner WHERE id = ?", [id]).map(partner)
    }

    static func require(_ db: Database, _ id: String) throws -> Partner {
        guard let partner = try find(db, id) else { throw BelegError.notFound(.partner, id: id) }
        return partner
    }

    static func requireFree(_ db: Database, number: String, except id: String?) throws {
        let taken = try db.row("SELECT id FROM partner WHERE number = ? AND id IS NOT ?", [number, id])
        guard taken == nil else { throw BelegError.partnerNumberTaken(number: number) }
    }

    /// `P-00001`, …: the first number after the count of partners that nobody carries yet.
    static func freeNumber(_ db: Database) throws -> String {
        var candidate = (try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(seq) FROM partner")) ?? 0) + 1
        while true {
            let digits = String(candidate)
            let number = "P-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
            if try db.row("SELECT 1 FROM partner WHERE number = ?", [number]) == nil { return number }
            candidate += 1
        }
    }

    static func insert(_ db: Database, id: String, number: String, _ fields: PartnerFields, _ now: Date) throws {
        try db.run(
            """
            INSERT INTO partner (id, version, number, name, is_customer, is_supplier, street, postal_code, city,
                country, vat_id, leitweg_id, iban, payment_days, debtor_account, creditor_account,
                created_at, updated_at)
            VALUES (:id, 1, :number, :name, :is_customer, :is_supplier, :street, :postal_code, :city,
                :country, :vat_id, :leitweg_id, :iban, :payment_days, :debtor_account, :creditor_account,
                :now, :now)
            """, arguments(id: id, number: number, fields, now))
    }

    static func update(_ db: Database, id: String, number: String, _ fields: PartnerFields, _ now: Date) throws {
        try db.run(
            """
            UPDATE partner SET version = version + 1, number = :number, name = :name, is_customer = :is_customer,
                is_supplier = :is_supplier, street = :street, postal_code = :postal_code, city = :city,
                country = :country, vat_id = :vat_id, leitweg_id = :leitweg_id, iban = :iban,
                payment_days = :payment_days, debtor_account = :debtor_account,
                creditor_account = :creditor_account, updated_at = :now
            WHERE id = :id
            """, arguments(id: id, number: number, fields, now))
    }

    private static func arguments(
        id: String, number: String, _ fields: PartnerFields, _ now: Date
    ) -> StatementArguments {
        [
            "id": id, "number": number, "name": fields.name, "is_customer": fields.isCustomer,
            "is_supplier": fields.isSupplier, "street": fields.street, "postal_code": fields.postalCode,
            "city": fields.city, "country": fields.country, "vat_id": fields.vatID,
            "leitweg_id": fields.leitwegID, "iban": fields.iban, "payment_days": fields.paymentDays,
            "debtor_account": fields.debtorAccount, "creditor_account": fields.creditorAccount,
            "now": now.milliseconds,
        ]
    }

    static func partner(_ row: Row) -> Partner {
        Partner(
            sequence: row["seq"], id: row["id"], version: row["version"], number: row["number"],
            fields: fields(row), createdAt: Date(milliseconds: row["created_at"]),
            updatedAt: Date(milliseconds: row["updated_at"]))
    }

    private static func fields(_ row: Row) -> PartnerFields {
        PartnerFields(
            name: row["name"], isCustomer: row["is_customer"], isSupplier: row["is_supplier"],
            street: row["street"], postalCode: row["postal_code"], city: row["city"], country: row["country"],
            vatID: row["vat_id"], leitwegID: row["leitweg_id"], iban: row["iban"],
            paymentDays: row["payment_days"], debtorAccount: row["debtor_account"],
            creditorAccount: row["creditor_account"])
    }
}
