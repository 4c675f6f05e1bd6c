extension UBLBody {
    func writePayment(to output: inout XMLOutput) {
        for instructions in invoice.paymentInstructions {
            // One element holds one account: more of them repeat it.
            if instructions.creditTransfers.isEmpty { writeMeans(instructions, transfer: nil, to: &output) }
            for transfer in instructions.creditTransfers { writeMeans(instructions, transfer: transfer, to: &output) }
        }
        if kind == .creditNote, invoice.paymentInstructions.isEmpty, let due = invoice.dueDate {
            // A credit note keeps its due date here; 1 says that the means are not defined.
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
        _ instructions: PaymentInstructions, transfer: CreditTransfer?, to output: inout XMLOutput
    ) {
        output.group("cac:PaymentMeans") { output in
            output.leaf("cbc:PaymentMeansCode", instructions.meansCode, ("name", instructions.meansText))
            if kind == .creditNote { output.leaf("cbc:PaymentDueDate", invoice.dueDate) }
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
