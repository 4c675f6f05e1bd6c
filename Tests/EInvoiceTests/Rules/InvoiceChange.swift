import EInvoice

/// Changes of one place each: a term dropped, a code, an amount, its decimals, a currency, a VAT category.
struct InvoiceChange: Sendable {
    let name: String
    let apply: @Sendable (inout Invoice) -> Void

    private init(_ name: String, _ apply: @escaping @Sendable (inout Invoice) -> Void) {
        self.name = name
        self.apply = apply
    }

    static let all = omissions + codes + figures + treatments

    private static let omissions: [InvoiceChange] = [
        .init("no specification") { $0.processControl.specification = nil }, .init("no number") { $0.number = nil },
        .init("no issue date") { $0.issueDate = nil }, .init("no seller name") { $0.seller.name = nil },
        .init("no buyer name") { $0.buyer.name = nil }, .init("no seller address") { $0.seller.address = nil },
        .init("no buyer address") { $0.buyer.address = nil },
        .init("no seller country") { $0.seller.address?.country = nil },
        .init("no buyer country") { $0.buyer.address?.country = nil },
        .init("no delivery country") { $0.delivery?.address?.country = nil },
        .init("no seller VAT id") { $0.seller.vatIdentifier = nil },
        .init("no buyer VAT id") { $0.buyer.vatIdentifier = nil },
        .init("only a tax number") {
            $0.seller.vatIdentifier = nil
            $0.seller.taxRegistration = "27/123/45678"
        },
        .init("seller unknown to all") {
            $0.seller.vatIdentifier = nil
            $0.seller.legalRegistration = nil
        },
        .init("foreign VAT id") { $0.seller.vatIdentifier = "QQ123" },
        .init("representative without VAT id") { $0.taxRepresentative?.vatIdentifier = nil },
        .init("representative without country") { $0.taxRepresentative?.address?.country = nil },
        .init("representative without name") { $0.taxRepresentative?.name = nil },
        .init("no scheme of the seller's address") { $0.seller.electronicAddress?.scheme = nil },
        .init("no scheme of the buyer's address") { $0.buyer.electronicAddress?.scheme = nil },
        .init("no due date, no terms") {
            $0.dueDate = nil
            $0.paymentTerms = nil
        },
        .init("no due date") { $0.dueDate = nil },
        .init("no payment means") { $0.paymentInstructions[0].meansCode = nil },
        .init("no account") { $0.paymentInstructions[0].creditTransfers = [] },
        .init("no reference of the preceding") {
            for i in $0.precedingInvoices.indices { $0.precedingInvoices[i].number = nil }
        },
        .init("period reversed") { $0.period?.end = "2026-01-01" },
        .init("line period reversed") { $0.lines[0].period?.end = "2026-01-01" },
        .init("two tax points") {
            $0.taxPointDate = "2026-02-28"
            $0.taxPointCode = "35"
        },
        .init("accounting currency without VAT") { $0.vatAccountingCurrency = "SEK" },
        .init("no line id") { $0.lines[0].identifier = nil }, .init("no quantity") { $0.lines[0].quantity = nil },
        .init("no unit") { $0.lines[0].unit = nil }, .init("no line net") { $0.lines[0].netAmount = nil },
        .init("no item name") { $0.lines[0].item.name = nil }, .init("no price") { $0.lines[0].price.net = nil },
        .init("no item scheme") { $0.lines[0].item.standardIdentifier?.scheme = nil },
        .init("no class scheme") { $0.lines[0].item.classifications[0].scheme = nil },
        .init("attribute without value") { $0.lines[0].item.attributes[0].value = nil },
        .init("one line fewer") { if $0.lines.count > 1 { $0.lines.removeLast() } },
        .init("line reasons gone") {
            for line in $0.lines.indices {
                for i in $0.lines[line].allowances.indices { $0.lines[line].allowances[i].giveNoReason() }
                for i in $0.lines[line].charges.indices { $0.lines[line].charges[i].giveNoReason() }
            }
        },
        .init("reasons gone") {
            for i in $0.allowances.indices { $0.allowances[i].giveNoReason() }
            for i in $0.charges.indices { $0.charges[i].giveNoReason() }
        },
        .init("no sum of lines") { $0.totals.lineNet = nil }, .init("no net total") { $0.totals.withoutVAT = nil },
        .init("no gross total") { $0.totals.withVAT = nil }, .init("nothing due") { $0.totals.due = nil },
        .init("no allowance total") { $0.totals.allowances = nil },
        .init("no charge total") { $0.totals.charges = nil },
        .init("no paid amount") { $0.totals.paid = nil }, .init("no rounding") { $0.totals.rounding = nil },
        .init("no taxable amount") { $0.vatBreakdown[0].taxableAmount = nil },
        .init("no tax amount") { $0.vatBreakdown[0].taxAmount = nil },
        .init("one breakdown fewer") { if $0.vatBreakdown.count > 1 { $0.vatBreakdown.removeLast() } },
        .init("breakdown twice") { $0.vatBreakdown.append($0.vatBreakdown[0]) },
        .init("exemption without reason") { $0.vatBreakdown[0].exemptionReason = nil },
        .init("reason without exemption") { $0.vatBreakdown[0].exemptionReason = "Grundlos" },
    ]

    private static let codes: [InvoiceChange] = {
        let bad = Recomputation.unknownCode
        return [
            .init("type code") { $0.typeCode = bad }, .init("currency") { $0.currency = bad },
            .init("seller country") { $0.seller.address?.country = bad },
            .init("delivery country") { $0.delivery?.address?.country = bad },
            .init("origin") { $0.lines[0].item.originCountry = bad }, .init("unit") { $0.lines[0].unit = bad },
            .init("item scheme") { $0.lines[0].item.standardIdentifier?.scheme = bad },
            .init("class scheme") { $0.lines[0].item.classifications[0].scheme = bad },
            .init("payment means") { $0.paymentInstructions[0].meansCode = bad },
            .init("allowance reason") {
                for i in $0.allowances.indices { $0.allowances[i].reasonCode = bad }
            },
            .init("line charge reason") {
                for line in $0.lines.indices {
                    for i in $0.lines[line].charges.indices { $0.lines[line].charges[i].reasonCode = bad }
                }
            },
            .init("exemption code") {
                $0.vatBreakdown[0].exemptionReasonCode = bad
            },
            .init("endpoint scheme") { $0.buyer.electronicAddress?.scheme = bad },
            .init("register scheme") { $0.seller.legalRegistration?.scheme = bad },
            .init("mime code") { for i in $0.attachments.indices { $0.attachments[i].content?.mimeCode = bad } },
        ]
    }()

    /// Every amount, once moved and once written with a third decimal.
    private static let figures: [InvoiceChange] = {
        let places: [(String, @Sendable (inout Invoice, (inout ExactDecimal?) -> Void) -> Void)] = [
            ("sum of lines", { $1(&$0.totals.lineNet) }), ("net total", { $1(&$0.totals.withoutVAT) }),
            ("VAT total", { $1(&$0.totals.vat) }), ("gross total", { $1(&$0.totals.withVAT) }),
            ("due", { $1(&$0.totals.due) }), ("paid", { $1(&$0.totals.paid) }),
            ("rounding", { $1(&$0.totals.rounding) }), ("allowance total", { $1(&$0.totals.allowances) }),
            ("charge total", { $1(&$0.totals.charges) }), ("line net", { $1(&$0.lines[0].netAmount) }),
            ("taxable amount", { $1(&$0.vatBreakdown[0].taxableAmount) }),
            ("tax amount", { $1(&$0.vatBreakdown[0].taxAmount) }),
            (
                "allowance",
                { invoice, change in
                    for i in invoice.allowances.indices { change(&invoice.allowances[i].amount) }
                }
            ),
            ("charge", { invoice, change in for i in invoice.charges.indices { change(&invoice.charges[i].amount) } }),
            (
                "line allowance",
                { invoice, change in
                    for i in invoice.lines[0].allowances.indices { change(&invoice.lines[0].allowances[i].amount) }
                }
            ),
        ]
        let moves: [(String, @Sendable (ExactDecimal) -> ExactDecimal)] = [
            ("larger", { ExactDecimal(digits: $0.digits + 12_345, decimals: $0.decimals) }),
            ("smaller", { ExactDecimal(digits: $0.digits - 678, decimals: $0.decimals) }),
            ("long", { ExactDecimal(digits: $0.digits * 10, decimals: $0.decimals + 1) }),
        ]
        return places.flatMap { place in
            moves.map { move in
                InvoiceChange("\(place.0) \(move.0)") { invoice in
                    place.1(&invoice) { amount in amount = amount.map(move.1) }
                }
            }
        } + [
            .init("negative price") { $0.lines[0].price.net = $0.lines[0].price.net?.negated },
            .init("negative gross price") { $0.lines[0].price.gross = $0.lines[0].price.gross?.negated },
        ]
    }()

    private static let treatments: [InvoiceChange] =
        ["S", "Z", "E", "AE", "K", "G", "O"].flatMap(categoryChanges) + [
            .init("line rate 16") { $0.lines[0].vatRate = 16 }, .init("line rate 0") { $0.lines[0].vatRate = 0 },
            .init("no line rate") { $0.lines[0].vatRate = nil },
            .init("breakdown rate 16") { $0.vatBreakdown[0].rate = 16 },
            .init("no breakdown rate") { $0.vatBreakdown[0].rate = nil },
        ]

    private static func categoryChanges(_ category: String) -> [InvoiceChange] {
        [
            .init("line becomes " + category) { $0.lines[0].vatCategory = category },
            .init("breakdown becomes " + category) { $0.vatBreakdown[0].category = category },
            .init("allowances become " + category) {
                for i in $0.allowances.indices { $0.allowances[i].vatCategory = category }
            },
            .init("charges become " + category) {
                for i in $0.charges.indices { $0.charges[i].vatCategory = category }
            },
        ]
    }
}

extension AllowanceOrCharge {
    fileprivate mutating func giveNoReason() {
        reason = nil
        reasonCode = nil
    }
}

extension ExactDecimal {
    fileprivate var negated: ExactDecimal { ExactDecimal(digits: -digits, decimals: decimals) }
}
