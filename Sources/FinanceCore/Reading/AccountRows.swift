import GRDB

/// Reads accounts in their current version.
enum AccountRows {
    static let idByNumber = "SELECT id FROM account WHERE number = ?"
    static let byID = AccountRow.select + " WHERE a.id = ?"
    static let all = AccountRow.select + " ORDER BY a.number"

    static let version = """
        SELECT a.id, a.number, v.name_de, v.name_en, v.category, v.tax_key, v.is_active, v.valid_from, v.valid_until,
            v.version, v.recorded_at, v.never_negative
        FROM account_version v JOIN account a ON a.id = v.account WHERE v.account = ?1 AND v.version = ?2
        """

    /// An account as one of its versions says.
    static func account(_ id: Int64, version: Int64, _ db: Database) throws -> Account {
        guard let row = try Row.fetchOne(try db.cachedStatement(sql: Self.version), arguments: [id, version]) else {
            throw FinanceError.notFound(.account, String(id))
        }
        return try account(row)
    }

    static func id(of number: AccountNumber, _ db: Database) throws -> Int64 {
        let statement = try db.cachedStatement(sql: idByNumber)
        guard let id = try Int64.fetchOne(statement, arguments: [number.description]) else {
            throw FinanceError.notFound(.account, number.description)
        }
        return id
    }

    static func account(_ id: Int64, _ db: Database) throws -> Account {
        guard let row = try Row.fetchOne(try db.cachedStatement(sql: byID), arguments: [id]) else {
            throw FinanceError.notFound(.account, String(id))
        }
        return try account(row)
    }

    /// All accounts with their row ids, by number.
    static func all(_ db: Database) throws -> [(id: Int64, account: Account)] {
        try Row.fetchAll(try db.cachedStatement(sql: all)).map { ($0[0], try account($0)) }
    }

    private static func account(_ row: Row) throws -> Account {
        guard let category = AccountCategory(rawValue: row[4]) else {
            throw FinanceError.storage("account \(row[1] as String) has no known category")
        }
        return Account(
            number: AccountNumber(unchecked: row[1]), nameDE: row[2], nameEN: row[3], category: category,
            taxKey: row[5], isActive: row[6], validFrom: (row[7] as Int32?).map(BookingDate.init(unchecked:)),
            validUntil: (row[8] as Int32?).map(BookingDate.init(unchecked:)), isNeverNegative: row[11], version: row[9],
            recordedAt: Timestamp(millisecondsSince1970: row[10]))
    }
}
