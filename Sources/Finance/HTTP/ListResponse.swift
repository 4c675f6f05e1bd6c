/// A page of a list under its own name: `{"accounts": […], "count": n, "next_cursor": …}`.
struct ListResponse<Element: JSONWritable>: JSONWritable {
    let name: StaticString
    let elements: [Element]
    /// Token of the next page, nil on the last.
    var nextCursor: String?
    /// What is shown of each element, nil for everything.
    var fields: FieldSelection?

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.name(name)
            writer.array(elements, fields) { $1.write(to: &$0) }
            writer.member("count", elements.count)
            writer.member("next_cursor", nextCursor)
        }
    }
}
