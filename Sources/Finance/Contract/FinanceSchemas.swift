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
                dry_run: {type: boolean, description: "Nothing was written; what is only given by writing is not there"}
            AccountBalance:
              type: object
              required: [account, currency, balance]
              properties:
                account: {type: string}
                currency: {type: string}
                balance: {type: string, example: "1190.00"}
            AccountDraft:
              type: object
              additionalProperties: false
              properties:
                id: {type: string}
                name: {type: string}
                name_en: {type: string}
                category: {enum: [asset, liability, equity, revenue, expense]}
                tax_key: {type: string}
                active: {type: boolean}
                valid_from: {type: string, format: date}
                valid_until: {type: string, format: date}
                never_negative: {type: boolean, default: false, description: "Refuse what would turn its balance negative"}
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
            LineBody:
              allOf: [{$ref: '#/components/schemas/Line'}]
              unevaluatedProperties: false
            Expectation:
              type: object
              required: [account, balance]
              additionalProperties: false
              properties:
                account: {type: string}
                currency: {type: string, default: EUR}
                balance: {type: object, additionalProperties: false, properties: {eq: {type: string}, lt: {type: string}, lte: {type: string}, gt: {type: string}, gte: {type: string}}}
            TransactionDraft:
              type: object
              required: [date, description]
              additionalProperties: false
              properties:
                id: {type: string}
                date: {type: string, format: date}
                document_date: {type: string, format: date}
                service_date: {type: string, format: date}
                document_number: {type: string}
                description: {type: string}
                lines: {type: array, items: {$ref: '#/components/schemas/LineBody'}}
                debit_account: {type: string}
                credit_account: {type: string}
                amount: {type: string}
                currency: {type: string}
                tax_key: {type: string}
                source: {type: string}
                general_reversal: {type: boolean}
                expect: {type: array, maxItems: 100, items: {$ref: '#/components/schemas/Expectation'}}
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
                dry_run: {type: boolean, description: "Nothing was written; what is only given by writing is not there"}
                balances: {type: array, items: {$ref: '#/components/schemas/AccountBalance'}}
            DraftBody:
              type: object
              description: "A transaction, complete or not; every JSON object is kept"
            Finding:
              type: object
              required: [pointer, code, detail]
              properties:
                pointer: {type: string}
                code: {type: string}
                detail: {type: string}
                fix: {type: array, items: {$ref: '#/components/schemas/PatchOperation'}}
            Draft:
              type: object
              required: [id, version, batch, ready, findings, transaction]
              properties:
                id: {type: string, description: "Becomes the id of the transaction"}
                version: {type: integer}
                batch: {type: [string, "null"]}
                ready: {type: boolean, description: "Nothing is known that would refuse it"}
                findings_count: {type: integer}
                findings: {type: array, description: "Lists show the first 20 of each draft", items: {$ref: '#/components/schemas/Finding'}}
                transaction: {$ref: '#/components/schemas/DraftBody'}
                created_at: {type: string, format: date-time}
                changed_at: {type: string, format: date-time}
            BatchBody:
              type: object
              additionalProperties: false
              required: [description]
              properties:
                id: {type: string}
                description: {type: string}
                start_date: {type: string, format: date}
                end_date: {type: string, format: date}
                currency: {type: string, default: EUR}
                control_total: {type: string, description: "What all debits must sum to", example: "1190.00"}
                control_count: {type: integer, minimum: 1, maximum: 10000}
            Batch:
              type: object
              required: [id, version, state, description, currency, count]
              properties:
                id: {type: string}
                version: {type: integer}
                state: {enum: [open, posted]}
                description: {type: string}
                start_date: {type: [string, "null"]}
                end_date: {type: [string, "null"]}
                currency: {type: string}
                control_total: {type: [string, "null"]}
                control_count: {type: [integer, "null"]}
                count: {type: integer, description: "Drafts in it, or transactions posted"}
                total: {type: [string, "null"], description: "Sum of all debits; not in lists of open ones"}
                ready: {type: boolean}
                findings_count: {type: integer}
                findings: {type: array, description: "At most 1,000; those of a draft begin with /drafts/{id}", items: {$ref: '#/components/schemas/Finding'}}
                first_sequence: {type: integer}
                last_sequence: {type: integer}
                posted_at: {type: string, format: date-time}
                dry_run: {type: boolean, description: "Nothing was written; what is only given by writing is not there"}
                balances: {type: array, items: {$ref: '#/components/schemas/AccountBalance'}}
                created_at: {type: string, format: date-time}
                changed_at: {type: string, format: date-time}
        """#
}
