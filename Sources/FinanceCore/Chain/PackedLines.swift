/// The lines of one transaction as the journal keeps them: one BLOB beside the header instead of a row per line.
///
/// A version byte, the number of lines, and of each line a byte of flags, the account's row id, the amount without its
/// sign, and what the flags announce. A line of a small company takes five to eight bytes.
enum PackedLines {
    static let version: UInt8 = 1

    private struct Flags: OptionSet {
        let rawValue: UInt8
        static let credit = Flags(rawValue: 1)
        static let foreignCurrency = Flags(rawValue: 2)
        static let negative = Flags(rawValue: 4)
        static let taxKey = Flags(rawValue: 8)
        static let text = Flags(rawValue: 16)
        static let costCentre1 = Flags(rawValue: 32)
        static let costCentre2 = Flags(rawValue: 64)
        static let all: UInt8 = 127
    }

    /// A line with its account as a row id; the number is the reader's to look up.
    struct Line: Hashable {
        let account: Int
        let side: Side
        let amount: Amount
        let taxKey: String?
        let text: String?
        let costCentre1: String?
        let costCentre2: String?

        var debitMinor: Int64 { side == .debit ? amount.minor : 0 }
        var creditMinor: Int64 { side == .credit ? amount.minor : 0 }

        func draft(_ number: AccountNumber) -> LineDraft {
            LineDraft(
                account: number, side: side, amount: amount, taxKey: taxKey, text: text, costCentre1: costCentre1,
                costCentre2: costCentre2)
        }
    }

    /// Packs lines whose accounts have these row ids.
    static func write(_ lines: [LineDraft], accounts: [Int], to form: inout ByteForm) {
        form.clear()
        form.add(byte: version)
        form.add(variable: UInt64(lines.count))
        for (index, line) in lines.enumerated() {
            var flags = Flags(rawValue: line.side.rawValue)
            if line.amount.currency != .eur { flags.insert(.foreignCurrency) }
            if line.amount.minor < 0 { flags.insert(.negative) }
            if line.taxKey != nil { flags.insert(.taxKey) }
            if line.text != nil { flags.insert(.text) }
            if line.costCentre1 != nil { flags.insert(.costCentre1) }
            if line.costCentre2 != nil { flags.insert(.costCentre2) }
            form.add(byte: flags.rawValue)
            form.add(variable: UInt64(accounts[index]))
            form.add(variable: line.amount.minor.magnitude)
            if flags.contains(.foreignCurrency) { form.add(line.amount.currency.letters) }
            if let taxKey = line.taxKey { form.add(variable: taxKey) }
            if let text = line.text { form.add(variable: text) }
            if let costCentre1 = line.costCentre1 { form.add(variable: costCentre1) }
            if let costCentre2 = line.costCentre2 { form.add(variable: costCentre2) }
        }
    }

    /// The lines of packed bytes, nil if they are not ours.
    static func read(_ bytes: UnsafeRawBufferPointer) -> [Line]? {
        var reader = ByteFormReader(bytes)
        guard reader.byte() == version, let count = reader.variable(),
            (2...UInt64(TransactionDraft.maximumLines)).contains(count)
        else { return nil }
        var lines: [Line] = []
        lines.reserveCapacity(Int(count))
        for _ in 0..<count {
            guard let line = line(&reader) else { return nil }
            lines.append(line)
        }
        return reader.isAtEnd ? lines : nil
    }

    static func read(_ bytes: [UInt8]) -> [Line]? { bytes.withUnsafeBytes { read($0) } }

    private static func line(_ reader: inout ByteFormReader) -> Line? {
        guard let rawFlags = reader.byte(), rawFlags <= Flags.all else { return nil }
        let flags = Flags(rawValue: rawFlags)
        guard let account = reader.variable(), account > 0, account <= UInt64(Int32.max),
            let magnitude = reader.variable(), let minor = minor(magnitude, isNegative: flags.contains(.negative)),
            let currency = currency(flags, &reader)
        else { return nil }
        let side: Side = flags.contains(.credit) ? .credit : .debit
        let amount = Amount(minor: minor, currency: currency)
        if flags.isDisjoint(with: [.taxKey, .text, .costCentre1, .costCentre2]) {
            return Line(
                account: Int(account), side: side, amount: amount, taxKey: nil, text: nil, costCentre1: nil,
                costCentre2: nil)
        }
        var texts: [String?] = [nil, nil, nil, nil]
        for (place, flag) in [Flags.taxKey, .text, .costCentre1, .costCentre2].enumerated()
        where flags.contains(flag) {
            guard let text = reader.text() else { return nil }
            texts[place] = text
        }
        return Line(
            account: Int(account), side: side, amount: amount, taxKey: texts[0], text: texts[1],
            costCentre1: texts[2], costCentre2: texts[3])
    }

    private static func minor(_ magnitude: UInt64, isNegative: Bool) -> Int64? {
        if magnitude == 0 { return nil }
        if !isNegative { return Int64(exactly: magnitude) }
        return magnitude <= Int64.min.magnitude ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
    }

    private static func currency(_ flags: Flags, _ reader: inout ByteFormReader) -> Currency? {
        guard flags.contains(.foreignCurrency) else { return .eur }
        return reader.fixed32().flatMap { $0 == Currency.eur.letters ? nil : Currency(letters: $0) }
    }

    /// What is wrong with packed lines as lines of a transaction.
    enum Fault: Error {
        case unreadable
        case unknownAccount
        case unbalanced
    }

    /// Writes packed lines as the canonical form has them, without making texts of them, and checks their balance.
    /// - Parameter volumes: what their amounts are added to.
    static func writeForm(
        of bytes: UnsafeRawBufferPointer, accounts: [AccountNumber], to form: inout ByteForm,
        volumes: inout LineVolumes
    ) throws(Fault) {
        var reader = ByteFormReader(bytes)
        guard reader.byte() == version, let count = reader.variable(),
            (2...UInt64(TransactionDraft.maximumLines)).contains(count)
        else { throw .unreadable }
        form.add(UInt32(truncatingIfNeeded: count))
        var euros: Int64 = 0
        var others: [Currency: Int64] = [:]
        for _ in 0..<count {
            guard let rawFlags = reader.byte(), rawFlags <= Flags.all else { throw .unreadable }
            let flags = Flags(rawValue: rawFlags)
            guard let account = reader.variable(), let magnitude = reader.variable(),
                let minor = minor(magnitude, isNegative: flags.contains(.negative)),
                let currency = currency(flags, &reader)
            else { throw .unreadable }
            guard account > 0, account <= UInt64(accounts.count) else { throw .unknownAccount }
            form.add(accounts[Int(account) - 1])
            form.add(byte: flags.contains(.credit) ? Side.credit.rawValue : Side.debit.rawValue)
            form.add(minor)
            form.add(letters: currency.letters)
            for flag in [Flags.taxKey, .text, .costCentre1, .costCentre2] {
                form.add(byte: flags.contains(flag) ? 1 : 0)
                guard flags.contains(flag) else { continue }
                guard let text = reader.textBytes() else { throw .unreadable }
                form.add(text: text)
            }
            volumes.add(minor, currency)
            let signed = flags.contains(.credit) ? 0 &- minor : minor
            if currency == .eur { euros &+= signed } else { others[currency, default: 0] &+= signed }
        }
        guard reader.isAtEnd else { throw .unreadable }
        guard euros == 0, others.values.allSatisfy({ $0 == 0 }) else { throw .unbalanced }
    }
}
