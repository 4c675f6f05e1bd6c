/// A day as `xs:date` writes it; a time zone is kept apart, as comparisons within an invoice do.
struct XMLDate: Comparable {
    private let days: (year: Int, month: Int, day: Int)

    init(_ text: String) throws(Node.Unusable) {
        let parts = Node.normalize(text).prefix(10).split(separator: "-")
        guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month), (1...31).contains(day)
        else { throw Node.Unusable() }
        days = (year, month, day)
    }

    static func == (a: XMLDate, b: XMLDate) -> Bool { a.days == b.days }
    static func < (a: XMLDate, b: XMLDate) -> Bool { a.days < b.days }
}
