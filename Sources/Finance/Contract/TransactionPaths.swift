import ServiceKit

extension ServiceContract {
    /// Transactions.
    static let transactionPaths = #"""
          /api/v1/finanzen/transactions:
            get:
              operationId: getApiV1FinanzenTransactions
              summary: "Posted transactions"
              x-summary-de: "Gebuchte Buchungen"
              parameters:
                - name: start_date
                  in: query
                  description: "First day"
                  schema: {type: string, format: date}
                - name: end_date
                  in: query
                  description: "Last day"
                  schema: {type: string, format: date}
                - name: account_id
                  in: query
                  description: "Number of an account"
                  schema: {type: string}
                - name: text
                  in: query
                  description: "Words of the text; a page looks at 100,000 transactions, so read on while there is a next_cursor"
                  schema: {type: string}
                - name: limit
                  in: query
                  description: "Size of a page"
                  schema: {type: integer, minimum: 1, maximum: 1000, default: 100}
                - name: cursor
                  in: query
                  description: "next_cursor of the page before"
                  schema: {type: string}
                - name: fields
                  in: query
                  description: "Names of members, separated by commas: only these of each transaction"
                  schema: {type: string}
                  example: "id,date,amount"
                - name: If-None-Match
                  in: header
                  description: "ETag of the answer one has; 304 when nothing has changed"
                  schema: {type: string}
              responses:
                "200":
                  description: Done
                  headers:
                    ETag: {$ref: '#/components/headers/ETag'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object, required: [transactions], properties: {transactions: {type: array, items: {anyOf: [{$ref: '#/components/schemas/Transaction'}, {type: object}]}}, count: {type: integer}, next_cursor: {type: [string, 'null']}}}
                "304": {description: Nothing has changed}
                \#(refused(400, 404, 422))
            post:
              operationId: postApiV1FinanzenTransactions
              summary: "Posts a transaction"
              x-summary-de: "Bucht"
              parameters:
                - name: Idempotency-Key
                  in: header
                  description: "Makes the request repeatable: the same key is posted once"
                  schema: {type: string}
                - name: dry_run
                  in: query
                  description: "Check everything, post nothing"
                  schema: {type: boolean, default: false}
                - name: expand
                  in: query
                  description: "balances: show the balances after it"
                  schema: {const: balances}
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/TransactionDraft'}
                    example: {"date": "2026-01-15", "description": "Büromaterial", "debit_account": "4930", "credit_account": "1200", "amount": "119.00"}
              responses:
                "201":
                  description: Made
                  headers:
                    Idempotency-Replayed: {$ref: '#/components/headers/Idempotency-Replayed'}
                    Location: {$ref: '#/components/headers/Location'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Transaction'}
                "200":
                  description: Done
                  headers:
                    Idempotency-Replayed: {$ref: '#/components/headers/Idempotency-Replayed'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Transaction'}
                \#(refused(400, 403, 404, 409, 412, 413, 415, 422, 503))
          "/api/v1/finanzen/transactions/{id}":
            get:
              operationId: getApiV1FinanzenTransactionsId
              summary: "One transaction"
              x-summary-de: "Eine Buchung"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the transaction"
                  schema: {type: string, maxLength: 200}
                  example: "01JHGZ7V3Q8ZK5T9M2N4P6R8SA"
                - name: fields
                  in: query
                  description: "Names of members, separated by commas: only these of each transaction"
                  schema: {type: string}
                  example: "id,date,amount"
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {anyOf: [{$ref: '#/components/schemas/Transaction'}, {type: object}]}
                \#(refused(400, 404, 422))
            post:
              operationId: postApiV1FinanzenTransactionsId
              summary: "Always refused: a booking is never changed, only reversed"
              x-summary-de: "Immer abgelehnt: eine Buchung wird nie geändert, nur storniert"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the transaction"
                  schema: {type: string, maxLength: 200}
                  example: "01JHGZ7V3Q8ZK5T9M2N4P6R8SA"
              responses:
                \#(refused(403, 405, 400, 404))
            put:
              operationId: putApiV1FinanzenTransactionsId
              summary: "Always refused: a booking is never changed, only reversed"
              x-summary-de: "Immer abgelehnt: eine Buchung wird nie geändert, nur storniert"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the transaction"
                  schema: {type: string, maxLength: 200}
                  example: "01JHGZ7V3Q8ZK5T9M2N4P6R8SA"
              responses:
                \#(refused(403, 405, 400, 404))
            patch:
              operationId: patchApiV1FinanzenTransactionsId
              summary: "Always refused: a booking is never changed, only reversed"
              x-summary-de: "Immer abgelehnt: eine Buchung wird nie geändert, nur storniert"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the transaction"
                  schema: {type: string, maxLength: 200}
                  example: "01JHGZ7V3Q8ZK5T9M2N4P6R8SA"
              responses:
                \#(refused(403, 405, 400, 404))
            delete:
              operationId: deleteApiV1FinanzenTransactionsId
              summary: "Always refused: a booking is never changed, only reversed"
              x-summary-de: "Immer abgelehnt: eine Buchung wird nie geändert, nur storniert"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the transaction"
                  schema: {type: string, maxLength: 200}
                  example: "01JHGZ7V3Q8ZK5T9M2N4P6R8SA"
              responses:
                \#(refused(403, 405, 400, 404))
          "/api/v1/finanzen/transactions/{id}/reversal":
            post:
              operationId: postApiV1FinanzenTransactionsIdReversal
              summary: "Reverses a transaction"
              x-summary-de: "Storniert eine Buchung"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the transaction"
                  schema: {type: string, maxLength: 200}
                  example: "01JHGZ7V3Q8ZK5T9M2N4P6R8SA"
                - name: Idempotency-Key
                  in: header
                  description: "Makes the request repeatable: the same key is posted once"
                  schema: {type: string}
                - name: dry_run
                  in: query
                  description: "Check everything, post nothing"
                  schema: {type: boolean, default: false}
                - {name: expand, in: query, description: "balances: show the balances after it", schema: {const: balances}}
              requestBody:
                content:
                  application/json:
                    schema: {type: object, additionalProperties: false, properties: {id: {type: string}, date: {type: string, format: date}, description: {type: string}, general_reversal: {type: boolean}}}
              responses:
                "201":
                  description: Made
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Transaction'}
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Transaction'}
                \#(refused(400, 403, 404, 409, 413, 422, 503))
          "/api/v1/finanzen/transactions/{id}/proof":
            get:
              operationId: getApiV1FinanzenTransactionsIdProof
              summary: "Proof that a transaction is part of the hash chain"
              x-summary-de: "Beweis, dass eine Buchung Teil der Hashkette ist"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the transaction"
                  schema: {type: string, maxLength: 200}
                  example: "01JHGZ7V3Q8ZK5T9M2N4P6R8SA"
                - name: through
                  in: query
                  description: "Head of the proof: a sequence number"
                  schema: {type: integer, minimum: 0}
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                \#(refused(400, 404, 422, 503))
          /api/v1/finanzen/transactions/batch:
            post:
              operationId: postApiV1FinanzenTransactionsBatch
              summary: "Posts many transactions"
              x-summary-de: "Bucht viele Buchungen"
              parameters:
                - name: mode
                  in: query
                  description: "atomic: all or none, at most 100,000 transactions with 400,000 lines in 128 MiB; each: one by one, any number"
                  schema: {enum: [atomic, each]}
                - {name: dry_run, in: query, description: "Check everything, post nothing", schema: {type: boolean, default: false}}
                - {name: expand, in: query, description: "balances: show the balances after it; with mode=atomic only", schema: {const: balances}}
                - {name: verdicts, in: query, description: "With mode=each: a line for every item, or for failures alone", schema: {enum: [all, failures], default: all}}
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {}
                  application/x-ndjson:
                    schema: {}
                  text/csv:
                    schema: {}
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    '*/*':
                      schema: {}
                "201":
                  description: Made
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    '*/*':
                      schema: {}
                \#(refused(400, 403, 404, 409, 413, 415, 422, 503))
        """#
}
