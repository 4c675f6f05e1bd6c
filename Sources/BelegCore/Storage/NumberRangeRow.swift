import GRDB

/// One number range as the books show it.
package struct NumberRangeReport: Sendable, Equatable {
    package let kind: DocumentKind
    package let year: Int
    /// The last number given out.
    package let last: Int64
    /// Documents that carry a number of this range.
    package let count: Int64
    package let lowest: Int64
    package let highest: Int64
    package let lastNumber: String

    /// The proof: numbers are unique by index and start at 1, so equal count and maximum leave no room for a gap.
    package var isGapless: Bool { last == count && lowest == 1 && highest == count }
}

/// SQL of the table `number_range`.
enum NumberRangeRow {
    /// Takes the next number of a range; it comes back with the transaction if that fails.
    static func next(_ db: Database, _ kind: DocumentKind, year: Int) throws -> Int64 {
        let row = try db.row(
            """
            INSERT INTO number_range (kind, year, last) VALUES (?, ?, 1)
            ON CONFLICT (kind, year) DO UPDATE SET last = last + 1 RETURNING last
            """, [kind.rawValue, year])
        guard let row else { throw UnreadableRowError() }
        return row["last"]
    }

    static func report(_ db: Database) throws -> [NumberRangeReport] {
        let rows = try db.rows(
            """
            SELECT r.kind, r.year, r.last, count(d.seq) AS count,
                coalesce(min(d.number_counter), 0) AS lowest, coalesce(max(d.number_counter), 0) AS highest
            FROM number_range r
            LEFT JOIN document d ON d.kind = r.kind AND d.number_year = r.year AND d.number_counter IS NOT NULL
            GROUP BY r.kind, r.year ORDER BY r.kind, r.year
            """)
        return try rows.map { row in
            guard let kind = DocumentKind(rawValue: row["kind"]) else { throw UnreadableRowError() }
            let year: Int = row["year"]
            return NumberRangeReport(
                kind: kind, year: year, last: row["last"], count: row["count"], lowest: row["lowest"],
                highest: row["highest"],
                lastNumber: kind.numberPattern.format(year: year, counter: row["last"]))
        }
    }
}
