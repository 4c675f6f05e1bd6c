import ServiceKit

extension ServiceContract {
    /// What the routes exchange. Money is a decimal string.
    static let financeSchemas = #"""
            Account:
              type: object
              required: [id, name, category, active, balance, currency]
              properties:
                id: {type: string}
                name: {type: string}
                name_en: {type: [string, "null"]}
                category: {enum: [asset, liability, equity, revenue, expense]}
                active: {type: boolean}
                balance: {type: string, example: "1190.00"}
                currency: {type: string}
                version: {type: integer}
            AccountDraft:
              type: object
              properties:
                id: {type: string}
                name: {type: string}
                name_en: {type: string}
                category: {enum: [asset, liability, equity, revenue, expense]}
                tax_key: {type: string}
                active: {type: boolean}
                valid_from: {type: string, format: date}
                valid_until: {type: string, format: date}
            Line:
              type: object
              required: [account]
              properties:
                account: {type: string}
                debit: {type: string, example: "119.00"}
                credit: {type: string, example: "119.00"}
                currency: {type: string}
                tax_key: {type: string}
                text: {type: string}
                cost_centre_1: {type: string}
                cost_centre_2: {type: string}
            TransactionDraft:
              type: object
              required: [date, description]
              properties:
                id: {type: string}
                date: {type: string, format: date}
                document_date: {type: string, format: date}
                service_date: {type: string, format: date}
                document_number: {type: string}
                description: {type: string}
                lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
                debit_account: {type: string}
                credit_account: {type: string}
                amount: {type: string}
                currency: {type: string}
                tax_key: {type: string}
                source: {type: string}
                general_reversal: {type: boolean}
            Transaction:
              type: object
              required: [date, description, lines]
              properties:
                id: {type: string}
                date: {type: string, format: date}
                description: {type: string}
                amount: {type: [string, "null"]}
                currency: {type: [string, "null"]}
                debit_account: {type: [string, "null"]}
                credit_account: {type: [string, "null"]}
                lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
                sequence: {type: integer}
                reverses: {type: [string, "null"]}
                reversed_by: {type: [string, "null"]}
        """#
}
