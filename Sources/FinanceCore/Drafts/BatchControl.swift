package import Shared

/// What stands between an open batch and the books, and what its drafts add up to. Pure.
package struct BatchControl: Sendable {
    /// Σ debit in the batch's currency of the drafts that can be read; nil when it does not fit.
    package private(set) var total: Amount?
    /// Everything that keeps the batch from being posted, as far as it can be told without the writer. Those of a draft
    /// begin with `/drafts/<id>`.
    package private(set) var findings: [Finding] = []
    /// Findings of one draft, and of all of them, that are named; the others are counted.
    private static let (mostOfOne, mostOfAll) = (100, 5_000)

    /// What the drafts say, if all of them can be read.
    let drafts: [TransactionDraft]?

    package init(_ content: BookingBatchDraft, _ items: [(id: EntityID, read: ReadDraft)]) {
        var drafts: [TransactionDraft] = []
        var sum: Int64? = 0
        var unnamed = 0
        for (id, read) in items {
            let found: [Finding]
            switch read {
            case .faulty(let faults), .locked(_, let faults): found = faults
            case .ready(var draft):
                draft.id = id
                drafts.append(draft)
                found = Self.findings(draft, content)
                sum = Self.adding(draft.lines, content.currency, to: sum)
            }
            let named = found.prefix(min(Self.mostOfOne, Self.mostOfAll - findings.count))
            findings += named.map { $0.located(under: "/drafts/\(id)") }
            unnamed += found.count - named.count
        }
        total = sum.map { Amount(minor: $0, currency: content.currency) }
        self.drafts = drafts.count == items.count ? drafts : nil
        findings = controlFindings(content, count: items.count) + findings
        if unnamed > 0 { findings.append(.more(unnamed)) }
    }

    private func controlFindings(_ content: BookingBatchDraft, count: Int) -> [Finding] {
        var findings: [Finding] = []
        if count == 0 { findings.append(.batchEmpty) }
        if let wanted = content.controlCount, wanted != count { findings.append(.countDiffers(wanted, count)) }
        guard let total else { return findings + [.totalOverflow] }
        // Sums say nothing while a draft cannot be read.
        if let wanted = content.controlTotal, drafts != nil, wanted != total {
            findings.append(.totalDiffers(wanted, total))
        }
        return findings
    }

    private static func findings(_ draft: TransactionDraft, _ content: BookingBatchDraft) -> [Finding] {
        var findings: [Finding] = []
        if draft.date < content.start ?? .first || draft.date > content.end ?? .last {
            findings.append(
                Finding(
                    "/date", "outside-batch-period", de: "Der \(draft.date) liegt nicht im Zeitraum des Stapels.",
                    en: "\(draft.date) is not in the period of the batch."))
        }
        if content.controlTotal != nil,
            let place = draft.lines.firstIndex(where: { $0.amount.currency != content.currency })
        {
            findings.append(
                Finding(
                    "/lines/\(place)/currency", "outside-batch-currency",
                    de: "Die Kontrollsumme ist in \(content.currency.code).",
                    en: "The control total is in \(content.currency.code)."))
        }
        return findings
    }

    private static func adding(_ lines: [LineDraft], _ currency: Currency, to sum: Int64?) -> Int64? {
        guard var sum else { return nil }
        for line in lines where line.side == .debit && line.amount.currency == currency {
            let (next, overflowed) = sum.addingReportingOverflow(line.amount.minor)
            if overflowed { return nil }
            sum = next
        }
        return sum
    }
}

extension Finding {
    static let batchEmpty = Finding(
        "/drafts", "batch-empty", de: "Der Stapel ist leer.", en: "The batch is empty.")

    static func more(_ count: Int) -> Finding {
        Finding(
            "/drafts", "more-findings", de: "\(count) weitere Beanstandungen sind hier nicht genannt.",
            en: "\(count) more findings are not named here.")
    }

    static let totalOverflow = Finding(
        "/control_total", "amount-overflow", de: "Die Summe der Beträge ist zu groß.",
        en: "The sum of the amounts is too large.")

    static func countDiffers(_ wanted: Int, _ count: Int) -> Finding {
        Finding(
            "/control_count", "control-count-differs",
            de: "Erwartet sind \(wanted) Buchungen, es sind \(count), Differenz \(count - wanted).",
            en: "\(wanted) bookings are expected, there are \(count), difference \(count - wanted).")
    }

    static func totalDiffers(_ wanted: Amount, _ total: Amount) -> Finding {
        let (minor, overflowed) = total.minor.subtractingReportingOverflow(wanted.minor)
        let difference = overflowed ? "-" : Amount(minor: minor, currency: total.currency).description
        return Finding(
            "/control_total", "control-total-differs",
            de: "Die Kontrollsumme ist \(wanted), die Summe der Buchungen \(total), Differenz \(difference).",
            en: "The control total is \(wanted), the bookings sum to \(total), difference \(difference).")
    }
}
