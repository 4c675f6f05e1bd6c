extension InvoicePageBody {
    mutating func writeLines() {
        heading("BG-25")
        output.markup("<table><thead><tr>")
        output.element("<th>", name("BT-126"), "</th>")
        output.element("<th>", name("BT-153"), "</th>")
        for term in ["BT-129", "BT-146", "BT-151", "BT-131"] {
            output.element("<th class=\"n\">", name(term), "</th>")
        }
        output.markup("</tr></thead><tbody>\n")
        for line in invoice.lines { writeLine(line, depth: 0) }
        output.markup("</tbody></table>\n")
    }

    private mutating func writeLine(_ line: InvoiceLine, depth: Int) {
        let marks = String(repeating: "\u{21B3} ", count: depth)
        output.markup("<tr>")
        output.element("<td>", marks + (line.identifier ?? ""), "</td>")
        output.markup("<td>")
        output.element("<strong>", line.item.name ?? "", "</strong>")
        writeDetails(of: line)
        output.markup("</td>")
        let unit = line.unit.map { "\u{A0}" + format.unit($0) } ?? ""
        cell(line.quantity.map { format.number($0) + unit })
        cell(line.price.net.map { format.amount($0, invoice.currency) })
        cell(tax(line.vatCategory, line.vatRate))
        cell(line.netAmount.map { format.amount($0, invoice.currency) })
        output.markup("</tr>\n")
        for subLine in line.subLines { writeLine(subLine, depth: depth + 1) }
    }

    mutating func cell(_ value: String?) {
        output.element("<td class=\"n\">", value ?? "", "</td>")
    }

    /// `19 % (S)`.
    func tax(_ category: String?, _ rate: ExactDecimal?) -> String? {
        let parts = [rate.map(format.percent), category.map { "(\($0))" }].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private mutating func writeDetails(of line: InvoiceLine) {
        let item = line.item
        let price = line.price
        let base = price.baseQuantity.map { quantity in
            format.number(quantity) + (price.baseQuantityUnit.map { "\u{A0}" + format.unit($0) } ?? "")
        }
        list(
            rows(
                ("BT-154", item.description), ("BT-155", item.sellerIdentifier), ("BT-156", item.buyerIdentifier),
                ("BT-157", item.standardIdentifier.map(format.identifier)), ("BT-159", item.originCountry)))
        list(item.classifications.map { (name("BT-158"), format.identifier($0)) })
        list(item.attributes.map { ($0.name ?? "", $0.value ?? "") })
        list(
            rows(
                ("BT-148", price.gross.map { format.amount($0, invoice.currency) }),
                ("BT-147", price.discount.map { format.amount($0, invoice.currency) }), ("BT-149", base),
                ("BT-127", line.note), ("BT-128", line.objectIdentifier.map(format.identifier)),
                ("BT-132", line.purchaseOrderLine), ("BT-133", line.buyerAccountingReference),
                ("BT-134", line.period.flatMap(format.period))))
        list(line.allowances.map { (name("BG-20"), describe($0)) })
        list(line.charges.map { (name("BG-21"), describe($0)) })
    }

    mutating func writeDocumentAllowances() {
        list(invoice.allowances.map { (name("BG-20"), describe($0)) })
        list(invoice.charges.map { (name("BG-21"), describe($0)) })
    }

    /// Amount, how it came about, reason and tax in one line.
    private func describe(_ item: AllowanceOrCharge) -> String {
        var parts = [item.amount.map { format.amount($0, invoice.currency) } ?? ""]
        let share = item.percentage.map(format.percent)
        let base = item.baseAmount.map { format.amount($0, invoice.currency) }
        if share != nil || base != nil {
            parts.append([share, base].compactMap { $0 }.joined(separator: language.pick(" von ", " of ")))
        }
        parts += [item.reason, item.reasonCode.map { "(\($0))" }, tax(item.vatCategory, item.vatRate)].compactMap { $0 }
        return parts.joined(separator: " · ")
    }
}
