import ServiceKit

extension ServiceContract {
    /// Partners.
    static let partnerPaths = #"""
          /api/v1/partner:
            get:
              operationId: getApiV1Partner
              summary: "Partners"
              x-summary-de: "Partner"
              parameters:
                - name: rolle
                  in: query
                  description: "One role"
                  schema: {type: string}
                - name: suche
                  in: query
                  description: "Words"
                  schema: {type: string}
                - name: limit
                  in: query
                  description: "Size of a page"
                  schema: {type: integer, minimum: 1, maximum: 1000, default: 100}
                - name: cursor
                  in: query
                  description: "next_cursor of the page before"
                  schema: {type: string}
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object, required: [partner, count], properties: {partner: {type: array, items: {$ref: '#/components/schemas/Partner'}}, count: {type: integer}, nextCursor: {type: [string, 'null']}}}
                \#(refused(400, 422))
            post:
              operationId: postApiV1Partner
              summary: "Creates a partner"
              x-summary-de: "Legt einen Partner an"
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/Partner'}
                    example: {"name": "Muster GmbH"}
              responses:
                "201":
                  description: Made
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Partner'}
                \#(refused(400, 403, 409, 413, 415, 422))
          "/api/v1/partner/{id}":
            get:
              operationId: getApiV1PartnerId
              summary: "One partner"
              x-summary-de: "Ein Partner"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the partner"
                  schema: {type: string, maxLength: 200}
                  example: "p-1"
              responses:
                "200":
                  description: Done
                  headers:
                    ETag: {$ref: '#/components/headers/ETag'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Partner'}
                \#(refused(400, 404))
            put:
              operationId: putApiV1PartnerId
              summary: "Replaces a partner"
              x-summary-de: "Ersetzt einen Partner"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the partner"
                  schema: {type: string, maxLength: 200}
                  example: "p-1"
                - name: If-Match
                  in: header
                  required: true
                  description: "ETag of the version that one has read"
                  schema: {type: string}
                  example: "\"1\""
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/Partner'}
                    example: {"name": "Muster GmbH"}
              responses:
                \#(done("application/json", "{$ref: '#/components/schemas/Partner'}"))
                \#(refused(400, 403, 404, 409, 412, 413, 415, 422, 428))
        """#
}
