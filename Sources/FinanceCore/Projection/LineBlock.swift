/// Up to some hundred entries of one account in order, packed: a row of the projection's file.
///
/// A version byte and the number of entries; of each its day (the first whole, the others as the distance to the one
/// before), its sequence (whole after a new day, else the distance), a byte of flags with the line's place if that is
/// below 15, and the amount without its sign.
enum LineBlock {
    static let version: UInt8 = 1
    /// Entries in one block: a page of a sheet reads one or two of a run, a block fits a page or two of the file.
    static let capacity = 256

    private static let credit: UInt8 = 1
    private static let foreignCurrency: UInt8 = 2
    private static let negative: UInt8 = 4
    private static let longLine: UInt8 = 15 << 4

    static func write(_ entries: ArraySlice<LineEntry>, to form: inout ByteForm) {
        form.clear()
        form.add(byte: version)
        form.add(variable: UInt64(entries.count))
        var (day, sequence): (Int32, Int64) = (0, 0)
        for entry in entries {
            let days = entry.date.number - day
            form.add(variable: UInt64(days))
            form.add(variable: UInt64(days > 0 ? entry.sequence : entry.sequence - sequence))
            (day, sequence) = (entry.date.number, entry.sequence)
            var flags = entry.line < 15 ? UInt8(entry.line) << 4 : longLine
            if entry.side == .credit { flags |= credit }
            if entry.currency != .eur { flags |= foreignCurrency }
            if entry.minor < 0 { flags |= negative }
            form.add(byte: flags)
            if entry.line >= 15 { form.add(variable: UInt64(entry.line)) }
            form.add(variable: entry.minor.magnitude)
            if flags & foreignCurrency != 0 { form.add(entry.currency.letters) }
        }
    }

    /// The entries of packed bytes, nil if they are not ours.
    static func read(_ bytes: UnsafeRawBufferPointer, account: Int32) -> [LineEntry]? {
        var reader = ByteFormReader(bytes)
        guard reader.byte() == version, let count = reader.variable(), count <= UInt64(capacity) else { return nil }
        var entries: [LineEntry] = []
        entries.reserveCapacity(Int(count))
        var (day, sequence): (Int32, Int64) = (0, 0)
        for _ in 0..<count {
            guard let days = reader.variable().flatMap(Int32.init(exactly:)),
                let distance = reader.variable().flatMap(Int64.init(exactly:)), let flags = reader.byte(),
                let line = flags >> 4 < 15 ? UInt16(flags >> 4) : reader.variable().flatMap(UInt16.init(exactly:)),
                let magnitude = reader.variable(),
                let currency = flags & foreignCurrency == 0 ? .eur : reader.fixed32().flatMap(Currency.init(letters:))
            else { return nil }
            day &+= days
            sequence = days > 0 ? distance : sequence &+ distance
            let minor = Int64(truncatingIfNeeded: magnitude)
            entries.append(
                LineEntry(
                    sequence: sequence, minor: flags & negative == 0 ? minor : 0 &- minor,
                    date: BookingDate(unchecked: day), account: account, currency: currency, line: line,
                    side: flags & credit == 0 ? .debit : .credit))
        }
        return reader.isAtEnd ? entries : nil
    }
}
