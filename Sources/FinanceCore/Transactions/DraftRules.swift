import Shared

/// What makes a transaction right in itself; pure.
enum DraftRules {
    static let maximumShortBytes = 100

    static func findings(in draft: TransactionDraft) -> [Finding] {
        textFindings(in: draft) + lineFindings(in: draft) + balanceFindings(of: draft.lines)
            + accountFindings(of: draft)
    }

    static func textFindings(in draft: TransactionDraft) -> [Finding] {
        var findings: [Finding] = []
        check(draft.text, "/description", TransactionDraft.maximumTextBytes, &findings)
        check(draft.documentNumber, "/document_number", maximumShortBytes, &findings)
        check(draft.source, "/source", maximumShortBytes, &findings)
        check(draft.actor, "/actor", maximumShortBytes, &findings)
        return findings
    }

    /// No text is too long or holds U+0000, at which other programs would cut it off.
    private static func check(_ text: String?, _ pointer: String, _ maximum: Int, _ findings: inout [Finding]) {
        guard let text else { return }
        if text.utf8.count > maximum { findings.append(.tooLong(pointer, maximumBytes: maximum)) }
        if text.utf8.contains(0) { findings.append(.nullCharacter(pointer)) }
    }

    private static func lineFindings(in draft: TransactionDraft) -> [Finding] {
        var findings: [Finding] = []
        if draft.lines.count < 2 || draft.lines.count > TransactionDraft.maximumLines {
            findings.append(.lineCount)
        }
        for (index, line) in draft.lines.enumerated() {
            if let finding = amountFinding(line, pointer: "/lines/\(index)", general: draft.isGeneralReversal) {
                findings.append(finding)
            }
            findings += lengthFindings(line, index: index)
        }
        return findings
    }

    static func amountFinding(_ line: LineDraft, pointer: String, general: Bool) -> Finding? {
        if line.amount.minor == 0 {
            return Finding(
                pointer: pointer, code: "amount-zero",
                detail: LocalizedText(de: "Der Betrag ist null.", en: "The amount is zero."))
        }
        if (line.amount.minor < 0) != general {
            return Finding(
                pointer: pointer, code: general ? "amount-positive" : "amount-negative",
                detail: general
                    ? LocalizedText(
                        de: "In einer Generalumkehr sind alle Beträge negativ.",
                        en: "In a general reversal all amounts are negative.")
                    : LocalizedText(
                        de: "Der Betrag ist negativ; die andere Seite ist gemeint.",
                        en: "The amount is negative; use the other side."))
        }
        return nil
    }

    static func lengthFindings(_ line: LineDraft, index: Int) -> [Finding] {
        if line.text == nil, line.taxKey == nil, line.costCentre1 == nil, line.costCentre2 == nil { return [] }
        let pointer = "/lines/\(index)"
        var findings: [Finding] = []
        check(line.text, pointer + "/text", TransactionDraft.maximumTextBytes, &findings)
        check(line.taxKey, pointer + "/tax_key", maximumShortBytes, &findings)
        check(line.costCentre1, pointer + "/cost_centre_1", maximumShortBytes, &findings)
        check(line.costCentre2, pointer + "/cost_centre_2", maximumShortBytes, &findings)
        return findings
    }

    /// An account booked against itself moves nothing and hides what was meant. Lines that differ in tax key or cost
    /// centre do move something, on the same account.
    static func accountFindings(of draft: TransactionDraft) -> [Finding] {
        guard let first = draft.lines.first, draft.lines.count > 1,
            draft.lines.allSatisfy({ $0.account == first.account }), draft.lines.allSatisfy({ $0.hasMarks(of: first) })
        else { return [] }
        return [.sameAccount(first.account, at: draft.accountPointer(ofLine: draft.lines.count - 1))]
    }

    /// Σ debit = Σ credit in every currency, exactly.
    static func balanceFindings(of lines: [LineDraft]) -> [Finding] {
        var differences: [(currency: Currency, minor: Int64)] = []
        for line in lines {
            let index = differences.firstIndex { $0.currency == line.amount.currency } ?? differences.count
            if index == differences.count { differences.append((line.amount.currency, 0)) }
            let before = differences[index].minor
            let (sum, overflowed) =
                line.side == .debit
                ? before.addingReportingOverflow(line.amount.minor)
                : before.subtractingReportingOverflow(line.amount.minor)
            if overflowed { return [.amountsOverflow] }
            differences[index].minor = sum
        }
        return differences.filter { $0.minor != 0 }.map {
            .unbalanced(by: Amount(minor: $0.minor, currency: $0.currency))
        }
    }
}

extension LineDraft {
    fileprivate func hasMarks(of other: LineDraft) -> Bool {
        taxKey == other.taxKey && costCentre1 == other.costCentre1 && costCentre2 == other.costCentre2
    }
}

extension Finding {
    static func sameAccount(_ account: AccountNumber, at pointer: String) -> Finding {
        Finding(
            pointer, "same-account", de: "Das Konto \(account) wird nur gegen sich selbst gebucht.",
            en: "Account \(account) is booked against itself alone.")
    }

    static let lineCount = Finding(
        pointer: "/lines", code: "line-count",
        detail: LocalizedText(
            de: "Eine Buchung hat 2 bis \(TransactionDraft.maximumLines) Zeilen.",
            en: "A transaction has 2 to \(TransactionDraft.maximumLines) lines."))

    static let amountsOverflow = Finding(
        pointer: "/lines", code: "amount-overflow",
        detail: LocalizedText(
            de: "Die Summe der Beträge ist zu groß.", en: "The sum of the amounts is too large."))

    static func nullCharacter(_ pointer: String) -> Finding {
        Finding(
            pointer: pointer, code: "null-character",
            detail: LocalizedText(de: "Der Text enthält U+0000.", en: "The text contains U+0000."))
    }

    static func unbalanced(by difference: Amount) -> Finding {
        Finding(
            pointer: "/lines", code: "unbalanced",
            detail: LocalizedText(
                de: "Soll und Haben unterscheiden sich um \(difference).",
                en: "Debit and credit differ by \(difference)."))
    }
}
