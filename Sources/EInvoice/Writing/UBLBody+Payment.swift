extension UBLBody {
    func writePayment(to output: inout XMLOutput) {
        // A credit note keeps its due date with the means of payment, and only once.
        var due = kind == .creditNote ? invoice.dueDate : nil
        for instructions in invoice.paymentInstructions {
            // One element holds one account: more of them repeat it.
            let transfers = instructions.creditTransfers.map(Optional.some)
            for transfer in transfers.isEmpty ? [nil] : transfers {
                writeMeans(instructions, transfer: transfer, due: due, to: &output)
                due = nil
            }
        }
        if let due {
            // 1 says that the means are not defined.
            output.group("cac:PaymentMeans") { output in
                output.leaf("cbc:PaymentMeansCode", "1")
                output.leaf("cbc:PaymentDueDate", due)
            }
        }
        output.group("cac:PaymentTerms") { $0.leaf("cbc:Note", invoice.paymentTerms) }
        guard kind == .invoice else { return }
        for payment in invoice.thirdPartyPayments {
            output.group("cac:PrepaidPayment") { output in
                output.leaf("cbc:ID", payment.type)
                output.leaf("cbc:PaidAmount", payment.amount?.verbatim, ("currencyID", currency))
                output.leaf("cbc:InstructionID", payment.description)
            }
        }
    }

    private func writeMeans(
        _ instructions: PaymentInstructions, transfer: CreditTransfer?, due: String?, to output: inout XMLOutput
    ) {
        output.group("cac:PaymentMeans") { output in
            let code = instructions.meansCode ?? (instructions.namesNoMeans ? "1" : nil)
            output.leaf("cbc:PaymentMeansCode", code, ("name", instructions.meansText))
            output.leaf("cbc:PaymentDueDate", due)
            output.leaf("cbc:PaymentID", instructions.remittance)
            if let card = instructions.card {
                output.group("cac:CardAccount") { output in
                    output.leaf("cbc:PrimaryAccountNumberID", card.accountNumber)
                    // Demanded by the schema, unknown to EN 16931.
                    output.leaf("cbc:NetworkID", card.network ?? "NA")
                    output.leaf("cbc:HolderName", card.holder)
                }
            }
            output.group("cac:PayeeFinancialAccount") { output in
                output.leaf("cbc:ID", transfer?.account)
                output.leaf("cbc:Name", transfer?.accountName)
                output.group("cac:FinancialInstitutionBranch") { $0.leaf("cbc:ID", transfer?.serviceProvider) }
            }
            output.group("cac:PaymentMandate") { output in
                output.leaf("cbc:ID", instructions.directDebit?.mandate)
                output.group("cac:PayerFinancialAccount") { output in
                    output.leaf("cbc:ID", instructions.directDebit?.debitedAccount)
                }
            }
        }
    }
}

extension PaymentInstructions {
    /// What CII may say beside any means of payment. UBL has a place for it in one only, and 1 says that it is undefined.
    fileprivate var namesNoMeans: Bool {
        creditTransfers.isEmpty && card == nil && meansText == nil && directDebit?.debitedAccount == nil
            && (remittance != nil || directDebit != nil)
    }
}
