import ServiceKit

extension ServiceContract {
    /// Accounts.
    static let accountPaths = #"""
          /api/v1/finanzen/accounts:
            get:
              operationId: getApiV1FinanzenAccounts
              summary: "Accounts with balances"
              x-summary-de: "Konten mit Salden"
              parameters:
                - name: active_only
                  in: query
                  description: "Leave out closed accounts"
                  schema: {type: boolean, default: true}
                - name: category
                  in: query
                  description: "One category"
                  schema: {enum: [asset, liability, equity, revenue, expense]}
                - name: fields
                  in: query
                  description: "Names of members, separated by commas: only these of each account"
                  schema: {type: string}
                  example: "id,name,balance"
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
                      schema: {type: object, required: [accounts], properties: {accounts: {type: array, items: {anyOf: [{$ref: '#/components/schemas/Account'}, {type: object}]}}, count: {type: integer}, next_cursor: {type: [string, 'null']}}}
                "304": {description: Nothing has changed}
                \#(refused(400, 422))
            post:
              operationId: postApiV1FinanzenAccounts
              summary: "Creates an account"
              x-summary-de: "Legt ein Konto an"
              parameters:
                - {name: dry_run, in: query, description: "Check everything, write nothing", schema: {type: boolean, default: false}}
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/AccountDraft'}
                    example: {"id": "1299", "name": "Bank Tagesgeld", "category": "asset"}
              responses:
                "201":
                  description: Made
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                    ETag: {$ref: '#/components/headers/ETag'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Account'}
                "200":
                  description: What there would be, with dry_run
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Account'}
                \#(refused(400, 403, 409, 413, 415, 422))
          "/api/v1/finanzen/accounts/{id}":
            get:
              operationId: getApiV1FinanzenAccountsId
              summary: "One account"
              x-summary-de: "Ein Konto"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Number of the account"
                  schema: {type: string, maxLength: 200}
                  example: "1200"
                - name: as_of
                  in: query
                  description: "Balance at the end of a day"
                  schema: {type: string, format: date}
                - name: known_at
                  in: query
                  description: "State of knowledge: a sequence number, a moment or lock:3"
                  schema: {type: string}
                - name: fields
                  in: query
                  description: "Names of members, separated by commas: only these of each account"
                  schema: {type: string}
                  example: "id,balance"
                - {name: date, in: query, description: "Earlier name of as_of", schema: {type: string, format: date}}
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
                      schema: {anyOf: [{$ref: '#/components/schemas/Account'}, {type: object}]}
                "304": {description: Nothing has changed}
                \#(refused(400, 404, 422))
            patch:
              operationId: patchApiV1FinanzenAccountsId
              summary: "Renames, closes or reopens an account"
              x-summary-de: "Benennt ein Konto um, schließt oder öffnet es"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Number of the account"
                  schema: {type: string, maxLength: 200}
                  example: "1200"
                - name: If-Match
                  in: header
                  description: "ETag of the version that was read; 428 without it"
                  schema: {type: string}
                - {name: dry_run, in: query, description: "Check everything, write nothing", schema: {type: boolean, default: false}}
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/AccountDraft'}
                    example: {"name": "Bank"}
              responses:
                "200":
                  description: Done
                  headers:
                    ETag: {$ref: '#/components/headers/ETag'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Account'}
                \#(refused(400, 403, 404, 409, 412, 413, 415, 422, 428))
          "/api/v1/finanzen/accounts/{id}/sheet":
            get:
              operationId: getApiV1FinanzenAccountsIdSheet
              summary: "Account sheet with running balance"
              x-summary-de: "Kontoblatt mit laufendem Saldo"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Number of the account"
                  schema: {type: string, maxLength: 200}
                  example: "1200"
                - name: start_date
                  in: query
                  description: "First day"
                  schema: {type: string, format: date}
                - name: end_date
                  in: query
                  description: "Last day"
                  schema: {type: string, format: date}
                - name: currency
                  in: query
                  description: "ISO 4217 code, EUR when absent"
                  schema: {type: string}
                - name: known_at
                  in: query
                  description: "State of knowledge: a sequence number, a moment or lock:3"
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
                  description: "Names of members, separated by commas: only these of each row"
                  schema: {type: string}
                  example: "date,description,debit,credit,balance"
                - {name: as_of, in: query, description: "Last day, another name of end_date", schema: {type: string, format: date}}
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                \#(refused(400, 404, 422))
          /api/v1/finanzen/accounts/import:
            post:
              operationId: postApiV1FinanzenAccountsImport
              summary: "Imports a chart of accounts"
              x-summary-de: "Liest einen Kontenplan ein"
              parameters:
                - {name: dry_run, in: query, description: "Check the whole file, write nothing", schema: {type: boolean, default: false}}
              requestBody:
                required: true
                content:
                  text/csv:
                    schema: {}
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                \#(refused(400, 403, 409, 413, 415, 422))
        """#
}
