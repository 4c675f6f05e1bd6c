import ServiceKit

extension ServiceContract {
    /// Documents.
    static let documentPaths = #"""
          /api/v1/finanzen/documents:
            get:
              operationId: getApiV1FinanzenDocuments
              summary: "Documents"
              x-summary-de: "Belege"
              parameters:
                - name: document_type
                  in: query
                  description: "One type"
                  schema: {type: string}
                - name: transaction_id
                  in: query
                  description: "Documents of a transaction"
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
                  description: "Names of members, separated by commas: only these of each document"
                  schema: {type: string}
                  example: "id,filename"
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object, required: [documents], properties: {documents: {type: array, items: {type: object}}, count: {type: integer}, next_cursor: {type: [string, 'null']}}}
                \#(refused(400, 404, 422))
            post:
              operationId: postApiV1FinanzenDocuments
              summary: "Stores a document; a body that is not JSON is the document itself"
              x-summary-de: "Legt einen Beleg ab; was kein JSON ist, ist der Beleg selbst"
              parameters:
                - {name: filename, in: query, description: "Name of the file; with it the body is the document, and the query describes it", schema: {type: string}}
                - {name: type, in: query, description: "Kind of the document, where the body is the document", schema: {type: string}}
                - {name: date, in: query, description: "Its day", schema: {type: string, format: date}}
                - {name: description, in: query, description: "What it is", schema: {type: string}}
                - {name: transactions, in: query, description: "Ids of the transactions it belongs to, separated by commas", schema: {type: string}}
                - {name: dry_run, in: query, description: "Check everything, write nothing", schema: {type: boolean, default: false}}
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {type: object, required: [type, date, filename], additionalProperties: false, properties: {type: {type: string}, date: {type: string}, description: {type: string}, filename: {type: string}, media_type: {type: string}, transactions: {type: array, items: {type: string}}, content_base64: {type: string, description: Base64}}}
                  '*/*':
                    schema: {}
              responses:
                "201":
                  description: Made
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                \#(refused(400, 403, 404, 413, 422))
          "/api/v1/finanzen/documents/{id}":
            get:
              operationId: getApiV1FinanzenDocumentsId
              summary: "One document"
              x-summary-de: "Ein Beleg"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the document"
                  schema: {type: string, maxLength: 200}
                  example: "01JHGZ7V3Q8ZK5T9M2N4P6R8SA"
                - name: fields
                  in: query
                  description: "Names of members, separated by commas: only these of each document"
                  schema: {type: string}
                  example: "id,filename"
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                \#(refused(400, 404, 422))
          "/api/v1/finanzen/documents/{id}/content":
            get:
              operationId: getApiV1FinanzenDocumentsIdContent
              summary: "The bytes of a document"
              x-summary-de: "Die Bytes eines Belegs"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the document"
                  schema: {type: string, maxLength: 200}
                  example: "01JHGZ7V3Q8ZK5T9M2N4P6R8SA"
              responses:
                "200":
                  description: Done
                  headers:
                    ETag: {$ref: '#/components/headers/ETag'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    '*/*':
                      schema: {}
                \#(refused(400, 404))
        """#
}
