/// Reads one transaction in JSON straight into a draft, without a tree or a decoder in between.
///
/// It knows plain writing only: the members of the API by their names, each once; texts without escapes; amounts as
/// decimal strings; nothing that breaks a rule. For everything else it answers nil, and the ordinary decoder reads the
/// same bytes and finds the words for what is wrong. So it can never accept what that one refuses, and a test compares
/// the two on every kind of input.
package struct TransactionScanner {
    private let bytes: UnsafeRawBufferPointer
    package private(set) var position: Int

    /// Begins at a place in some bytes.
    package init(_ bytes: UnsafeRawBufferPointer, at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// Whether nothing but blanks follows.
    package var isAtEnd: Bool {
        var rest = self
        rest.skipBlanks()
        return rest.position == bytes.count
    }

    private struct Members {
        var seen: UInt32 = 0
        var id: EntityID?
        var date: BookingDate?
        var documentDate: BookingDate?
        var serviceDate: BookingDate?
        var documentNumber: String?
        var text = ""
        var source = "api"
        var lines: [LineDraft]?
        var debit: AccountNumber?
        var credit: AccountNumber?
        var amount: Range<Int>?
        var currency = Currency.eur

        /// Notes a member, false if it was there before.
        mutating func note(_ place: UInt32) -> Bool {
            let isNew = seen & 1 << place == 0
            seen |= 1 << place
            return isNew
        }
    }

    /// The transaction that begins here; `position` is behind it. nil if it is not written plainly or not whole.
    package mutating func transaction() -> TransactionDraft? {
        var members = Members()
        guard take(UInt8(ascii: "{")) else { return nil }
        repeat {
            guard let name = plainString(), take(UInt8(ascii: ":")), member(name, &members) else { return nil }
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")), let date = members.date else { return nil }
        var pointers: [String] = []
        let lines: [LineDraft]
        if let given = members.lines {
            // Members of the short form beside lines are a fault; a currency of the body is the lines' default.
            guard members.debit == nil, members.credit == nil, members.amount == nil, members.currency == .eur else {
                return nil
            }
            lines = given
        } else {
            guard let debit = members.debit, let credit = members.credit,
                let amount = members.amount.flatMap({ self.amount($0, members.currency) })
            else { return nil }
            lines = [
                LineDraft(account: debit, side: .debit, amount: amount),
                LineDraft(account: credit, side: .credit, amount: amount),
            ]
            pointers = TransactionDraft.shortFormPointers
        }
        let draft = TransactionDraft(
            unchecked: members.id, date: date, documentDate: members.documentDate, serviceDate: members.serviceDate,
            documentNumber: members.documentNumber, text: members.text, lines: lines, isGeneralReversal: false,
            source: members.source, actor: nil, accountPointers: pointers)
        return DraftRules.findings(in: draft).isEmpty ? draft : nil
    }

    private mutating func member(_ name: Range<Int>, _ members: inout Members) -> Bool {
        switch name.count {
        case 2 where matches(name, "id"):
            guard members.note(0), let id = plainString().flatMap({ self.id($0) }) else { return false }
            members.id = id
        case 4 where matches(name, "date"):
            guard members.note(1), let date = date() else { return false }
            members.date = date
        case 5 where matches(name, "lines"):
            guard members.note(2), let lines = lines() else { return false }
            members.lines = lines
        case 6 where matches(name, "amount"):
            guard members.note(3), let amount = plainString() else { return false }
            members.amount = amount
        case 6 where matches(name, "source"):
            guard members.note(4), let source = text() else { return false }
            members.source = source
        case 8 where matches(name, "currency"):
            guard members.note(5), let currency = currency() else { return false }
            members.currency = currency
        case 11 where matches(name, "description"):
            guard members.note(6), let text = text() else { return false }
            members.text = text
        case 12 where matches(name, "service_date"):
            guard members.note(7), let date = date() else { return false }
            members.serviceDate = date
        case 13 where matches(name, "document_date"):
            guard members.note(8), let date = date() else { return false }
            members.documentDate = date
        case 13 where matches(name, "debit_account"):
            guard members.note(9), let account = account() else { return false }
            members.debit = account
        case 14 where matches(name, "credit_account"):
            guard members.note(10), let account = account() else { return false }
            members.credit = account
        case 15 where matches(name, "document_number"):
            guard members.note(11), let number = text() else { return false }
            members.documentNumber = number
        default:
            return false
        }
        return true
    }

    private mutating func lines() -> [LineDraft]? {
        guard take(UInt8(ascii: "[")) else { return nil }
        var lines: [LineDraft] = []
        lines.reserveCapacity(2)
        repeat {
            guard lines.count < TransactionDraft.maximumLines, let line = line() else { return nil }
            lines.append(line)
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]")) ? lines : nil
    }

    private mutating func line() -> LineDraft? {
        var seen: UInt32 = 0
        var account: AccountNumber?
        var amount: (side: Side, range: Range<Int>)?
        var currency = Currency.eur
        var texts: (taxKey: String?, text: String?, costCentre1: String?, costCentre2: String?) = (nil, nil, nil, nil)
        guard take(UInt8(ascii: "{")) else { return nil }
        repeat {
            guard let name = plainString(), take(UInt8(ascii: ":")) else { return nil }
            let place: UInt32
            switch name.count {
            case 4 where matches(name, "text"):
                place = 0
                texts.text = text()
                if texts.text == nil { return nil }
            case 5 where matches(name, "debit"):
                guard amount == nil, let range = plainString() else { return nil }
                place = 1
                amount = (.debit, range)
            case 6 where matches(name, "credit"):
                guard amount == nil, let range = plainString() else { return nil }
                place = 2
                amount = (.credit, range)
            case 7 where matches(name, "account"):
                place = 3
                account = self.account()
                if account == nil { return nil }
            case 7 where matches(name, "tax_key"):
                place = 4
                texts.taxKey = text()
                if texts.taxKey == nil { return nil }
            case 8 where matches(name, "currency"):
                guard let given = self.currency() else { return nil }
                place = 5
                currency = given
            case 13 where matches(name, "cost_centre_1"):
                place = 6
                texts.costCentre1 = text()
                if texts.costCentre1 == nil { return nil }
            case 13 where matches(name, "cost_centre_2"):
                place = 7
                texts.costCentre2 = text()
                if texts.costCentre2 == nil { return nil }
            default:
                return nil
            }
            if seen & 1 << place != 0 { return nil }
            seen |= 1 << place
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")), let account, let amount, let value = self.amount(amount.range, currency) else {
            return nil
        }
        return LineDraft(
            account: account, side: amount.side, amount: value, taxKey: texts.taxKey, text: texts.text,
            costCentre1: texts.costCentre1, costCentre2: texts.costCentre2)
    }

    // MARK: Values

    private mutating func date() -> BookingDate? {
        guard let range = plainString(), range.count == 10 else { return nil }
        return BookingDate(utf8: UnsafeRawBufferPointer(rebasing: bytes[range]))
    }

    private mutating func account() -> AccountNumber? {
        plainString().flatMap { AccountNumber(utf8: UnsafeRawBufferPointer(rebasing: bytes[$0])) }
    }

    private mutating func currency() -> Currency? {
        plainString().flatMap { Currency(utf8: UnsafeRawBufferPointer(rebasing: bytes[$0])) }
    }

    private func id(_ range: Range<Int>) -> EntityID? { EntityID(utf8: UnsafeRawBufferPointer(rebasing: bytes[range])) }

    private func amount(_ range: Range<Int>, _ currency: Currency) -> Amount? {
        Amount(utf8: UnsafeRawBufferPointer(rebasing: bytes[range]), currency: currency)
    }

    private mutating func text() -> String? {
        plainString().flatMap { String(validating: UnsafeRawBufferPointer(rebasing: bytes[$0]), as: UTF8.self) }
    }

    // MARK: Signs

    /// Takes a sign after blanks.
    private mutating func take(_ sign: UInt8) -> Bool {
        skipBlanks()
        guard position < bytes.count, bytes[position] == sign else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while position < bytes.count, bytes[position] == 0x20 || (0x09...0x0d).contains(bytes[position]) {
            // Vertical tab and form feed are no blanks of JSON; the ordinary decoder will say so.
            if bytes[position] == 0x0b || bytes[position] == 0x0c { return }
            position += 1
        }
    }

    /// The place of a string without escapes and control characters, between its quotes.
    private mutating func plainString() -> Range<Int>? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                defer { position += 1 }
                return start..<position
            }
            if byte == UInt8(ascii: "\\") || byte < 0x20 { return nil }
            position += 1
        }
        return nil
    }

    private func matches(_ range: Range<Int>, _ name: StaticString) -> Bool {
        guard range.count == name.utf8CodeUnitCount else { return false }
        for offset in 0..<range.count where bytes[range.lowerBound + offset] != name.utf8Start[offset] { return false }
        return true
    }
}
