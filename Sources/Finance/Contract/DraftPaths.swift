import ServiceKit

extension ServiceContract {
    /// Drafts.
    static let draftPaths = #"""
          /api/v1/finanzen/drafts:
            get:
              operationId: getApiV1FinanzenDrafts
              summary: "Drafts, with what is wrong with each"
              x-summary-de: "Entwürfe (Vorerfassung), mit allem, was an ihnen falsch ist"
              parameters:
                - name: batch
                  in: query
                  description: "Only those in this batch"
                  schema: {type: string}
                - name: limit
                  in: query
                  description: "Size of a page"
                  schema: {type: integer, minimum: 1, maximum: 1000, default: 100}
                - name: cursor
                  in: query
                  description: "next_cursor of the page before"
                  schema: {type: string}
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
                      schema: {type: object, required: [drafts], properties: {drafts: {type: array, items: {$ref: '#/components/schemas/Draft'}}, count: {type: integer}, next_cursor: {type: [string, 'null']}}}
                "304": {description: Nothing has changed}
                \#(refused(400, 404, 422))
            post:
              operationId: postApiV1FinanzenDrafts
              summary: "Keeps a booking that is not complete or not to be posted yet"
              x-summary-de: "Merkt eine Buchung vor, die unvollständig ist oder noch nicht gebucht werden soll"
              parameters:
                - name: batch
                  in: query
                  description: "Puts it into this batch"
                  schema: {type: string}
                - name: Idempotency-Key
                  in: header
                  description: "Makes the request repeatable: the same key makes one"
                  schema: {type: string}
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/DraftBody'}
                    example: {"description": "Büromaterial", "debit_account": "4930", "amount": "119.00"}
              responses:
                "201":
                  description: Made
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                    ETag: {$ref: '#/components/headers/ETag'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Draft'}
                "200":
                  description: It was there already
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                    ETag: {$ref: '#/components/headers/ETag'}
                    Idempotency-Replayed: {$ref: '#/components/headers/Idempotency-Replayed'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Draft'}
                \#(refused(400, 403, 404, 409, 413, 415, 422, 503))
          "/api/v1/finanzen/drafts/{id}":
            get:
              operationId: getApiV1FinanzenDraftsId
              summary: "One draft"
              x-summary-de: "Ein Entwurf"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the draft"
                  schema: {type: string, maxLength: 200}
                  example: "01950000-0000-7000-8000-000000000001"
              responses:
                "200":
                  description: Done
                  headers:
                    ETag: {$ref: '#/components/headers/ETag'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Draft'}
                \#(refused(400, 404))
            put:
              operationId: putApiV1FinanzenDraftsId
              summary: "Writes a draft anew"
              x-summary-de: "Schreibt einen Entwurf neu"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the draft"
                  schema: {type: string, maxLength: 200}
                  example: "01950000-0000-7000-8000-000000000001"
                - name: If-Match
                  in: header
                  description: "ETag of the version that was read; 428 without it"
                  schema: {type: string}
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/DraftBody'}
              responses:
                "200":
                  description: Done
                  headers:
                    ETag: {$ref: '#/components/headers/ETag'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Draft'}
                \#(refused(400, 403, 404, 409, 412, 413, 415, 422, 428, 503))
            delete:
              operationId: deleteApiV1FinanzenDraftsId
              summary: "Deletes a draft"
              x-summary-de: "Löscht einen Entwurf"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the draft"
                  schema: {type: string, maxLength: 200}
                  example: "01950000-0000-7000-8000-000000000001"
                - name: If-Match
                  in: header
                  description: "ETag of the version that was read; 428 without it"
                  schema: {type: string}
              responses:
                "204": {description: Deleted}
                \#(refused(400, 403, 404, 412, 428, 503))
          "/api/v1/finanzen/drafts/{id}/post":
            post:
              operationId: postApiV1FinanzenDraftsIdPost
              summary: "Posts a draft: it becomes the transaction with its id"
              x-summary-de: "Bucht einen Entwurf: er wird zur Buchung mit seiner id"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the draft"
                  schema: {type: string, maxLength: 200}
                  example: "01950000-0000-7000-8000-000000000001"
                - name: If-Match
                  in: header
                  description: "ETag of the version that was read; 412 when it is another one by now"
                  schema: {type: string}
                - {name: dry_run, in: query, description: "Check everything, post nothing", schema: {type: boolean, default: false}}
                - {name: expand, in: query, description: "balances: show the balances after it", schema: {const: balances}}
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
                  description: It was posted before, or would be with dry_run
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                    Idempotency-Replayed: {$ref: '#/components/headers/Idempotency-Replayed'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Transaction'}
                \#(refused(400, 403, 404, 409, 412, 422, 503))
        """#
}
