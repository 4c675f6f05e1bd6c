import ServiceKit

extension ServiceContract {
    /// Batches.
    static let batchPaths = #"""
          /api/v1/finanzen/batches:
            get:
              operationId: getApiV1FinanzenBatches
              summary: "Batches"
              x-summary-de: "Buchungsstapel"
              parameters:
                - name: state
                  in: query
                  description: "Only open or only posted ones"
                  schema: {enum: [open, posted]}
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
                      schema: {type: object, required: [batches], properties: {batches: {type: array, items: {$ref: '#/components/schemas/Batch'}}, count: {type: integer}, next_cursor: {type: [string, 'null']}}}
                "304": {description: Nothing has changed}
                \#(refused(400, 422))
            post:
              operationId: postApiV1FinanzenBatches
              summary: "Opens a batch, with or without control total and count"
              x-summary-de: "Legt einen Buchungsstapel an, mit oder ohne Kontrollsumme und Anzahl"
              parameters:
                - name: Idempotency-Key
                  in: header
                  description: "Makes the request repeatable: the same key makes one"
                  schema: {type: string}
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/BatchBody'}
                    example: {"description": "Kasse Januar", "start_date": "2026-01-01", "end_date": "2026-01-31", "control_total": "1190.00", "control_count": 2}
              responses:
                "201":
                  description: Made
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                    ETag: {$ref: '#/components/headers/ETag'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Batch'}
                "200":
                  description: It was there already
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                    ETag: {$ref: '#/components/headers/ETag'}
                    Idempotency-Replayed: {$ref: '#/components/headers/Idempotency-Replayed'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Batch'}
                \#(refused(400, 403, 409, 413, 415, 422, 503))
          "/api/v1/finanzen/batches/{id}":
            get:
              operationId: getApiV1FinanzenBatchesId
              summary: "One batch, with the sum of its drafts and all that keeps it from being posted"
              x-summary-de: "Ein Buchungsstapel mit der Summe seiner Entwürfe und allem, was dem Buchen entgegensteht"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the batch"
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
                      schema: {$ref: '#/components/schemas/Batch'}
                \#(refused(400, 404))
            put:
              operationId: putApiV1FinanzenBatchesId
              summary: "Describes an open batch anew"
              x-summary-de: "Beschreibt einen offenen Buchungsstapel neu"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the batch"
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
                    schema: {$ref: '#/components/schemas/BatchBody'}
              responses:
                "200":
                  description: Done
                  headers:
                    ETag: {$ref: '#/components/headers/ETag'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Batch'}
                \#(refused(400, 403, 404, 409, 412, 413, 415, 422, 428, 503))
            delete:
              operationId: deleteApiV1FinanzenBatchesId
              summary: "Deletes an open batch; its drafts stay"
              x-summary-de: "Löscht einen offenen Buchungsstapel; seine Entwürfe bleiben"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the batch"
                  schema: {type: string, maxLength: 200}
                  example: "01950000-0000-7000-8000-000000000001"
                - name: If-Match
                  in: header
                  description: "ETag of the version that was read; 428 without it"
                  schema: {type: string}
              responses:
                "204": {description: Deleted}
                \#(refused(400, 403, 404, 409, 412, 428, 503))
          "/api/v1/finanzen/batches/{id}/drafts/{draft}":
            put:
              operationId: putApiV1FinanzenBatchesIdDraftsDraft
              summary: "Puts a draft into a batch, out of the one that it is in"
              x-summary-de: "Legt einen Entwurf in einen Buchungsstapel, aus dem bisherigen heraus"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the batch"
                  schema: {type: string, maxLength: 200}
                  example: "01950000-0000-7000-8000-000000000001"
                - name: draft
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
                      schema: {$ref: '#/components/schemas/Batch'}
                \#(refused(400, 403, 404, 409, 503))
            delete:
              operationId: deleteApiV1FinanzenBatchesIdDraftsDraft
              summary: "Takes a draft out of a batch"
              x-summary-de: "Nimmt einen Entwurf aus einem Buchungsstapel"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the batch"
                  schema: {type: string, maxLength: 200}
                  example: "01950000-0000-7000-8000-000000000001"
                - name: draft
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
                      schema: {$ref: '#/components/schemas/Batch'}
                \#(refused(400, 403, 404, 409, 503))
          "/api/v1/finanzen/batches/{id}/post":
            post:
              operationId: postApiV1FinanzenBatchesIdPost
              summary: "Posts all drafts of a batch or none"
              x-summary-de: "Bucht alle Entwürfe eines Buchungsstapels oder keinen"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the batch"
                  schema: {type: string, maxLength: 200}
                  example: "01950000-0000-7000-8000-000000000001"
                - name: If-Match
                  in: header
                  description: "ETag of the version that was read; 412 when it is another one by now"
                  schema: {type: string}
                - {name: dry_run, in: query, description: "Check everything, post nothing", schema: {type: boolean, default: false}}
                - {name: expand, in: query, description: "balances: show the balances after it", schema: {const: balances}}
              responses:
                "200":
                  description: Posted, now or before
                  headers:
                    ETag: {$ref: '#/components/headers/ETag'}
                    Idempotency-Replayed: {$ref: '#/components/headers/Idempotency-Replayed'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Batch'}
                \#(refused(400, 403, 404, 409, 412, 422, 503))
          "/api/v1/finanzen/batches/{id}/transactions":
            get:
              operationId: getApiV1FinanzenBatchesIdTransactions
              summary: "What was posted with a batch, in order of sequence"
              x-summary-de: "Was mit einem Buchungsstapel gebucht wurde, nach laufender Nummer"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the batch"
                  schema: {type: string, maxLength: 200}
                  example: "01950000-0000-7000-8000-000000000001"
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
        """#
}
