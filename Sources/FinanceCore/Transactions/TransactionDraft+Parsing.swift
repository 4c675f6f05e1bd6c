package import Shared

extension TransactionDraft {
    /// Reads texts into a checked transaction.
    ///
    /// - Parameters:
    ///   - input: the texts as they arrived.
    ///   - found: faults that the caller has found already (a value of the wrong type, say); they are reported with
    ///     the ones found here, so that one answer names everything.
    /// - Throws: `FinanceError.invalid` with every fault.
    package init(parsing input: TransactionInput, found: [Finding] = []) throws(FinanceError) {
        var parser = DraftParser(findings: found)
        let id = parser.id(input.id)
        let date = parser.date(input.date, "/date", isRequired: true)
        let documentDate = parser.date(input.documentDate, "/document_date", isRequired: false)
        let serviceDate = parser.date(input.serviceDate, "/service_date", isRequired: false)
        let lines = parser.lines(input.lines, isGeneralReversal: input.isGeneralReversal)
        let hasPointers = input.lines.contains { $0.accountPointer != nil }
        self.init(
            unchecked: id, date: date ?? .first, documentDate: documentDate, serviceDate: serviceDate,
            documentNumber: input.documentNumber, text: input.text ?? "", lines: lines,
            isGeneralReversal: input.isGeneralReversal, source: input.source, actor: input.actor,
            accountPointers: hasPointers ? Self.pointers(of: input.lines) : [])
        parser.exchangeAccounts(input, lines)
        parser.findings += DraftRules.textFindings(in: self)
        if lines.count == input.lines.count {
            // Sums say nothing while a line could not be read.
            let sums = Self.balanceFindings(lines, input)
            parser.findings += sums.isEmpty ? DraftRules.accountFindings(of: self) : sums
        } else {
            parser.completeAmount(input, lines)
        }
        guard parser.findings.isEmpty else { throw .invalid(parser.findings) }
    }

    /// What is wrong with the sums, and the one amount that mends it.
    private static func balanceFindings(_ lines: [LineDraft], _ input: TransactionInput) -> [Finding] {
        var findings = DraftRules.balanceFindings(of: lines)
        if findings.count == 1, findings[0].code == "unbalanced", input.lines.allSatisfy({ $0.amountPointer == nil }) {
            findings[0].fix = DraftRepair.balance(lines, general: input.isGeneralReversal)
        }
        return findings
    }

    private static func pointers(of lines: [LineInput]) -> [String] {
        lines.enumerated().map { $1.accountPointer ?? "/lines/\($0)/account" }
    }
}

/// Turns texts into values and gathers what is wrong with them.
private struct DraftParser {
    var findings: [Finding]

    /// Proposes the amount of a line that has none, if it is the only thing that is missing.
    mutating func completeAmount(_ input: TransactionInput, _ lines: [LineDraft]) {
        guard lines.count == input.lines.count - 1, !input.isGeneralReversal,
            let place = input.lines.firstIndex(where: { $0.debit == nil && $0.credit == nil }),
            input.lines[place].account.flatMap(AccountNumber.init) != nil,
            (input.lines[place].currency ?? "EUR") == lines.first?.amount.currency.code,
            let found = findings.firstIndex(where: { $0.pointer == "/lines/\(place)" && $0.code == "amount-missing" })
        else { return }
        findings[found].fix = DraftRepair.missingAmount(at: place, beside: lines)
    }

    /// Proposes the other direction for a negative amount of the short form, which has one amount for both lines.
    mutating func exchangeAccounts(_ input: TransactionInput, _ lines: [LineDraft]) {
        guard lines.count == 2, let pointer = input.lines[0].amountPointer, pointer == input.lines[1].amountPointer,
            let debit = input.lines[0].accountPointer, let credit = input.lines[1].accountPointer,
            let found = findings.firstIndex(where: { $0.pointer == pointer && $0.code == "amount-negative" })
        else { return }
        findings[found].fix = DraftRepair.exchange(lines, amountAt: pointer, accountsAt: (debit, credit))
    }

    mutating func id(_ text: String?) -> EntityID? {
        guard let text else { return nil }
        let id = EntityID(text)
        if id == nil {
            note("/id", "id-malformed", de: "Die id ist keine UUID.", en: "The id is not a UUID.")
        }
        return id
    }

    mutating func date(_ text: String?, _ pointer: String, isRequired: Bool) -> BookingDate? {
        guard let text else {
            if isRequired, !hasFinding(at: pointer) {
                note(pointer, "date-missing", de: "Das Datum fehlt.", en: "The date is missing.")
            }
            return nil
        }
        let date = BookingDate(iso: text)
        if date == nil {
            note(
                pointer, "date-malformed", de: "Kein Tag des Kalenders in der Form JJJJ-MM-TT.",
                en: "Not a calendar day in the form YYYY-MM-DD.", mended: DraftRepair.date(text)?.description)
        }
        return date
    }

    mutating func lines(_ inputs: [LineInput], isGeneralReversal: Bool) -> [LineDraft] {
        if inputs.count < 2 || inputs.count > TransactionDraft.maximumLines {
            if !hasFinding(at: "/lines") { findings.append(.lineCount) }
            if inputs.count > TransactionDraft.maximumLines { return [] }
        }
        var lines: [LineDraft] = []
        lines.reserveCapacity(inputs.count)
        for (index, input) in inputs.enumerated() {
            if let line = line(input, index, isGeneralReversal) { lines.append(line) }
        }
        return lines
    }

    private mutating func line(_ input: LineInput, _ index: Int, _ isGeneralReversal: Bool) -> LineDraft? {
        let account = account(input, index)
        guard let amount = amount(input, index), let account else { return nil }
        let line = LineDraft(
            account: account, side: input.debit == nil ? .credit : .debit, amount: amount, taxKey: input.taxKey,
            text: input.text, costCentre1: input.costCentre1, costCentre2: input.costCentre2)
        if amount.minor <= 0 || isGeneralReversal {
            let pointer = amountPointer(input, index)
            if var finding = DraftRules.amountFinding(line, pointer: pointer, general: isGeneralReversal),
                !findings.contains(where: { $0.pointer == pointer && $0.code == finding.code })
            {
                if !isGeneralReversal { finding.fix = DraftRepair.otherSide(line, at: pointer) }
                findings.append(finding)
            }
        }
        findings += DraftRules.lengthFindings(line, index: index)
        return line
    }

    private mutating func account(_ input: LineInput, _ index: Int) -> AccountNumber? {
        let pointer = { input.accountPointer ?? "/lines/\(index)/account" }
        guard let text = input.account else {
            if !hasFinding(at: pointer()) {
                note(pointer(), "account-missing", de: "Das Konto fehlt.", en: "The account is missing.")
            }
            return nil
        }
        let number = AccountNumber(text)
        if number == nil {
            note(
                pointer(), "account-malformed", de: "Eine Kontonummer besteht aus 1 bis 9 Ziffern.",
                en: "An account number is 1 to 9 digits.")
        }
        return number
    }

    private mutating func amount(_ input: LineInput, _ index: Int) -> Amount? {
        let currency = currency(input, index)
        let text: String
        switch (input.debit, input.credit) {
        case (let debit?, nil): text = debit
        case (nil, let credit?): text = credit
        case (nil, nil):
            if !hasFinding(at: amountPointer(input, index)), !hasFinding(at: "/lines/\(index)/credit"),
                !hasFinding(at: "/lines/\(index)/debit")
            {
                note(
                    input.amountPointer ?? "/lines/\(index)", "amount-missing", de: "Der Betrag fehlt.",
                    en: "The amount is missing.")
            }
            return nil
        case (.some, .some):
            note(
                "/lines/\(index)", "amount-on-both-sides", de: "Entweder Soll oder Haben, nicht beides.",
                en: "Either debit or credit, not both.")
            return nil
        }
        guard let currency else { return nil }
        do throws(Amount.ParseError) {
            return try Amount(parsing: text, currency: currency)
        } catch {
            var finding = Finding.amount(error, at: amountPointer(input, index), currency)
            finding.fix = DraftRepair.amount(text, currency).map { [PatchOperation(.replace, finding.pointer, $0)] }
            if !findings.contains(finding) { findings.append(finding) }
            return nil
        }
    }

    private mutating func currency(_ input: LineInput, _ index: Int) -> Currency? {
        guard let code = input.currency else { return .eur }
        let currency = Currency(code: code)
        if currency == nil {
            note(
                input.currencyPointer ?? "/lines/\(index)/currency", "currency-unknown",
                de: "Keine Währung nach ISO 4217.", en: "Not an ISO 4217 currency.",
                mended: DraftRepair.currency(code))
        }
        return currency
    }

    private func amountPointer(_ input: LineInput, _ index: Int) -> String {
        input.amountPointer ?? "/lines/\(index)/" + (input.debit != nil ? "debit" : "credit")
    }

    private func hasFinding(at pointer: String) -> Bool { findings.contains { $0.pointer == pointer } }

    /// - Parameter mended: the text that was surely meant.
    private mutating func note(
        _ pointer: String, _ code: String, de: String, en: String, mended: String? = nil
    ) {
        let finding = Finding(
            pointer: pointer, code: code, detail: LocalizedText(de: de, en: en),
            fix: mended.map { [PatchOperation(.replace, pointer, $0)] })
        // Two lines can share a pointer (`amount` of the short form): one fault, one finding.
        if !findings.contains(finding) { findings.append(finding) }
    }
}

extension Finding {
    /// The finding for an amount that cannot be read; for callers that parse amounts themselves.
    package static func amount(_ error: Amount.ParseError, at pointer: String, _ currency: Currency) -> Finding {
        switch error {
        case .malformed:
            Finding(
                pointer: pointer, code: "amount-malformed",
                detail: LocalizedText(
                    de: "Kein Betrag wie 1190.00.", en: "Not an amount like 1190.00."))
        case .tooManyDecimals(let allowed):
            Finding(
                pointer: pointer, code: "amount-too-many-decimals",
                detail: LocalizedText(
                    de: "\(currency) hat \(allowed) Nachkommastellen.", en: "\(currency) has \(allowed) decimals."))
        case .overflow:
            Finding(
                pointer: pointer, code: "amount-overflow",
                detail: LocalizedText(de: "Der Betrag ist zu groß.", en: "The amount is too large."))
        }
    }
}
