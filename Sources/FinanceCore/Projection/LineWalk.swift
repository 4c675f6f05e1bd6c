/// The lines of one account in order of date, sequence and line, from any number of sorted sources.
///
/// A source hands out its entries piece by piece, so that a page far down in a long sheet reads a block or two of each
/// run and a merge of millions of lines holds a few blocks in memory.
struct LineWalk<Failure: Error> {
    /// The entries after a place, in order; none at the end.
    typealias Refill = (LineKey) throws(Failure) -> [LineEntry]

    private struct Source {
        var entries: [LineEntry]
        var index = 0
        /// nil for a source that has handed out everything.
        var refill: Refill?
    }

    private var sources: [Source] = []

    init() {}

    mutating func add(_ entries: [LineEntry]) {
        if !entries.isEmpty { sources.append(Source(entries: entries)) }
    }

    mutating func add(after key: LineKey, _ refill: @escaping Refill) throws(Failure) {
        let first = try refill(key)
        if !first.isEmpty { sources.append(Source(entries: first, refill: refill)) }
    }

    mutating func next() throws(Failure) -> LineEntry? {
        guard var least = sources.indices.first else { return nil }
        for index in sources.indices.dropFirst()
        where sources[index].entries[sources[index].index].key < sources[least].entries[sources[least].index].key {
            least = index
        }
        let entry = sources[least].entries[sources[least].index]
        sources[least].index += 1
        if sources[least].index == sources[least].entries.count { try refill(least, after: entry.key) }
        return entry
    }

    private mutating func refill(_ index: Int, after key: LineKey) throws(Failure) {
        guard let refill = sources[index].refill else {
            sources.remove(at: index)
            return
        }
        sources[index].entries = try refill(key)
        sources[index].index = 0
        if sources[index].entries.isEmpty { sources.remove(at: index) }
    }
}
