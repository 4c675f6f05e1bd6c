extension InvoicePageBody {
    mutating func writeBreakdown() {
        guard !invoice.vatBreakdown.isEmpty else { return }
        heading("BG-23")
        output.markup("<table><thead><tr>")
        output.element("<th>", name("BT-118"), "</th>")
        for term in ["BT-119", "BT-116", "BT-117"] { output.element("<th class=\"n\">", name(term), "</th>") }
        output.markup("</tr></thead><tbody>\n")
        for part in invoice.vatBreakdown {
            output.markup("<tr><td>")
            output.text(part.category.map { format.code($0, .category) } ?? "")
            let reason = [part.exemptionReason, part.exemptionReasonCode].compactMap { $0 }.joined(separator: " · ")
            list(rows(("BT-120", reason.isEmpty ? nil : reason)))
            output.markup("</td>")
            cell(part.rate.map(format.percent))
            cell(part.taxableAmount.map { format.amount($0, invoice.currency) })
            cell(part.taxAmount.map { format.amount($0, invoice.currency) })
            output.markup("</tr>\n")
        }
        output.markup("</tbody></table>\n")
    }

    mutating func writeTotals() {
        let totals = invoice.totals
        heading("BG-22")
        output.markup("<table class=\"totals\"><tbody>\n")
        total("BT-106", totals.lineNet)
        total("BT-107", totals.allowances)
        total("BT-108", totals.charges)
        total("BT-109", totals.withoutVAT)
        total("BT-110", totals.vat)
        total("BT-111", totals.vatInAccountingCurrency, currency: invoice.vatAccountingCurrency)
        total("BT-112", totals.withVAT)
        total("BT-113", totals.paid)
        total("BT-114", totals.rounding)
        for payment in invoice.thirdPartyPayments {
            let label = [payment.type, payment.description].compactMap { $0 }.joined(separator: " · ")
            row(label.isEmpty ? name("BG-DEX-09") : label, payment.amount, invoice.currency)
        }
        if let due = totals.due {
            output.element("<tr class=\"due\"><td>", name("BT-115"), "</td>")
            cell(format.amount(due, invoice.currency))
            output.markup("</tr>\n")
        }
        output.markup("</tbody></table>\n")
    }

    private mutating func total(_ term: String, _ value: ExactDecimal?, currency: String? = nil) {
        row(name(term), value, currency ?? invoice.currency)
    }

    private mutating func row(_ label: String, _ value: ExactDecimal?, _ currency: String?) {
        guard let value else { return }
        output.element("<tr><td>", label, "</td>")
        cell(format.amount(value, currency))
        output.markup("</tr>\n")
    }

    mutating func writePayment() {
        guard !invoice.paymentInstructions.isEmpty || invoice.paymentTerms != nil else { return }
        heading("BG-16")
        list(rows(("BT-20", invoice.paymentTerms)))
        for instructions in invoice.paymentInstructions {
            list(
                rows(
                    ("BT-81", instructions.meansCode.map { format.code($0, .means) }),
                    ("BT-82", instructions.meansText), ("BT-83", instructions.remittance)))
            for transfer in instructions.creditTransfers {
                list(
                    rows(
                        ("BT-84", transfer.account), ("BT-85", transfer.accountName),
                        ("BT-86", transfer.serviceProvider)))
            }
            list(
                rows(
                    ("BT-87", instructions.card?.accountNumber), ("BT-88", instructions.card?.holder),
                    ("BT-89", instructions.directDebit?.mandate), ("BT-90", instructions.directDebit?.creditor),
                    ("BT-91", instructions.directDebit?.debitedAccount)))
        }
    }

    mutating func writeAttachments() {
        guard !invoice.attachments.isEmpty else { return }
        heading("BG-24")
        for document in invoice.attachments {
            list(
                rows(
                    ("BT-122", document.reference), ("BT-123", document.description), ("BT-124", document.location),
                    ("BT-125", document.content.map(describe))))
        }
    }

    /// Name, type and size of an embedded file.
    private func describe(_ content: BinaryContent) -> String {
        let bytes = content.base64.utf8.count { !LexicalForm.isBlank($0) } * 3 / 4
        let kilobytes = ExactDecimal(digits: Int128((bytes + 1023) / 1024), decimals: 0)
        return [content.filename, content.mimeCode, format.number(kilobytes) + "\u{A0}KiB"].compactMap { $0 }
            .joined(separator: " · ")
    }
}
