/// Compares a file's tables, indexes and triggers with those that its migrations make: whoever has taken a trigger away, or
/// changed what it says, can change rows that were never to change again.
struct SchemaVerifier {
    private static let objects = """
        SELECT type || ' ' || name, ifnull(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'
        ORDER BY 1
        """

    let connection: LedgerConnection

    func faults() throws(StorageFailure) -> [IntegrityFault] {
        let known = LedgerSchema.migrations.map(\.name)
        var recorded: [String] = []
        let rows = try connection.prepare("SELECT name FROM migration ORDER BY name")
        while try rows.next() { recorded.append(rows.text(0)) }
        // Migrations are made in order, so a file has the first ones.
        guard recorded == Array(known.prefix(recorded.count)), !recorded.isEmpty else {
            return [.migrations(recorded)]
        }
        let expected = try Self.objects(of: try LedgerSchema.model(migrations: recorded.count))
        let actual = try Self.objects(of: connection)
        return Set(expected.keys).union(actual.keys).sorted().compactMap { name in
            expected[name] == actual[name] ? nil : .schema(name, isThere: actual[name] != nil)
        }
    }

    private static func objects(of connection: LedgerConnection) throws(StorageFailure) -> [String: String] {
        var objects: [String: String] = [:]
        let rows = try connection.prepare(Self.objects)
        while try rows.next() { objects[rows.text(0)] = rows.text(1) }
        return objects
    }
}

extension LedgerSchema {
    /// An empty file in memory with the first migrations.
    fileprivate static func model(migrations count: Int) throws(StorageFailure) -> LedgerConnection {
        let connection = try LedgerConnection(path: ":memory:")
        try connection.execute(migrationTable)
        for migration in migrations.prefix(count) { try connection.execute(migration.sql) }
        return connection
    }
}

extension IntegrityFault {
    fileprivate static func migrations(_ found: [String]) -> IntegrityFault {
        let names = found.joined(separator: ", ")
        return .file(
            "migration-unknown", de: "Die Migrationen der Datei sind nicht die dieses Programms: \(names).",
            en: "The migrations of the file are not those of this program: \(names).")
    }

    fileprivate static func schema(_ name: String, isThere: Bool) -> IntegrityFault {
        .file(
            isThere ? "schema-changed" : "schema-missing",
            de: "Der Aufbau der Datei ist verändert: \(name) \(isThere ? "ist ein anderer" : "fehlt").",
            en: "The structure of the file was changed: \(name) is \(isThere ? "another one" : "missing").")
    }
}
