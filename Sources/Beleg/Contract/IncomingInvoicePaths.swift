import ServiceKit

extension ServiceContract {
    /// Incoming invoices.
    static let incomingInvoicePaths = #"""
          /api/v1/eingangsrechnungen:
            get:
              operationId: getApiV1Eingangsrechnungen
              summary: "Incoming invoices"
              x-summary-de: "Eingangsrechnungen"
              parameters:
                - name: lieferantenId
                  in: query
                  description: "One partner"
                  schema: {type: string}
                - name: status
                  in: query
                  description: "One status"
                  schema: {type: string}
                - name: datumVon
                  in: query
                  description: "First day"
                  schema: {type: string, format: date}
                - name: datumBis
                  in: query
                  description: "Last day"
                  schema: {type: string, format: date}
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
                      schema: {type: object}
                "400": {$ref: '#/components/responses/BadRequest'}
                "422": {$ref: '#/components/responses/Invalid'}
            post:
              operationId: postApiV1Eingangsrechnungen
              summary: "Creates a draft of an incoming invoice"
              x-summary-de: "Legt einen Entwurf an: Eingangsrechnung"
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {type: object, required: [positionen], properties: {lieferantenId: {type: string}, datum: {type: string, format: date}, positionen: {type: array, items: {type: object}}}}
              responses:
                "201":
                  description: Made
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                  content:
                    application/json:
                      schema: {type: object}
                "400": {$ref: '#/components/responses/BadRequest'}
                "403": {$ref: '#/components/responses/Forbidden'}
                "404": {$ref: '#/components/responses/NotFound'}
                "409": {$ref: '#/components/responses/Conflict'}
                "413": {$ref: '#/components/responses/ContentTooLarge'}
                "415": {$ref: '#/components/responses/UnsupportedMediaType'}
                "422": {$ref: '#/components/responses/Invalid'}
          "/api/v1/eingangsrechnungen/{id}":
            get:
              operationId: getApiV1EingangsrechnungenId
              summary: "One incoming invoice"
              x-summary-de: "Eine Eingangsrechnung"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the document"
                  schema: {type: string, maxLength: 200}
                  example: "b-1"
              responses:
                "200":
                  description: Done
                  headers:
                    ETag: {$ref: '#/components/headers/ETag'}
                  content:
                    application/json:
                      schema: {type: object}
                "400": {$ref: '#/components/responses/BadRequest'}
                "404": {$ref: '#/components/responses/NotFound'}
            put:
              operationId: putApiV1EingangsrechnungenId
              summary: "Replaces a draft"
              x-summary-de: "Ersetzt einen Entwurf"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the document"
                  schema: {type: string, maxLength: 200}
                  example: "b-1"
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
                    schema: {type: object, required: [positionen], properties: {lieferantenId: {type: string}, datum: {type: string, format: date}, positionen: {type: array, items: {type: object}}}}
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object}
                "400": {$ref: '#/components/responses/BadRequest'}
                "403": {$ref: '#/components/responses/Forbidden'}
                "404": {$ref: '#/components/responses/NotFound'}
                "409": {$ref: '#/components/responses/Conflict'}
                "412": {$ref: '#/components/responses/PreconditionFailed'}
                "413": {$ref: '#/components/responses/ContentTooLarge'}
                "415": {$ref: '#/components/responses/UnsupportedMediaType'}
                "422": {$ref: '#/components/responses/Invalid'}
                "428": {$ref: '#/components/responses/PreconditionRequired'}
            delete:
              operationId: deleteApiV1EingangsrechnungenId
              summary: "Deletes a draft"
              x-summary-de: "Löscht einen Entwurf"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the document"
                  schema: {type: string, maxLength: 200}
                  example: "b-1"
                - name: If-Match
                  in: header
                  required: true
                  description: "ETag of the version that one has read"
                  schema: {type: string}
                  example: "\"1\""
              responses:
                "204":
                  description: Done, nothing to say
                "400": {$ref: '#/components/responses/BadRequest'}
                "403": {$ref: '#/components/responses/Forbidden'}
                "404": {$ref: '#/components/responses/NotFound'}
                "409": {$ref: '#/components/responses/Conflict'}
                "412": {$ref: '#/components/responses/PreconditionFailed'}
                "428": {$ref: '#/components/responses/PreconditionRequired'}
          "/api/v1/eingangsrechnungen/{id}/finalise":
            post:
              operationId: postApiV1EingangsrechnungenIdFinalise
              summary: "Takes the number, freezes the content and books"
              x-summary-de: "Vergibt die Nummer, schreibt fest und bucht"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the document"
                  schema: {type: string, maxLength: 200}
                  example: "b-1"
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object}
                "400": {$ref: '#/components/responses/BadRequest'}
                "403": {$ref: '#/components/responses/Forbidden'}
                "404": {$ref: '#/components/responses/NotFound'}
                "409": {$ref: '#/components/responses/Conflict'}
                "412": {$ref: '#/components/responses/PreconditionFailed'}
                "422": {$ref: '#/components/responses/Invalid'}
          "/api/v1/eingangsrechnungen/{id}/storno":
            post:
              operationId: postApiV1EingangsrechnungenIdStorno
              summary: "Reverses by a document of its own"
              x-summary-de: "Storniert durch einen eigenen Beleg"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the document"
                  schema: {type: string, maxLength: 200}
                  example: "b-1"
              requestBody:
                content:
                  application/json:
                    schema: {type: object}
              responses:
                "201":
                  description: Made
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                  content:
                    application/json:
                      schema: {type: object}
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object}
                "400": {$ref: '#/components/responses/BadRequest'}
                "403": {$ref: '#/components/responses/Forbidden'}
                "404": {$ref: '#/components/responses/NotFound'}
                "409": {$ref: '#/components/responses/Conflict'}
                "413": {$ref: '#/components/responses/ContentTooLarge'}
                "415": {$ref: '#/components/responses/UnsupportedMediaType'}
                "422": {$ref: '#/components/responses/Invalid'}
          "/api/v1/eingangsrechnungen/{id}/buchung/wiederholen":
            post:
              operationId: postApiV1EingangsrechnungenIdBuchungWiederholen
              summary: "Sends the booking to Finance again"
              x-summary-de: "Sendet die Buchung noch einmal an Finance"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the document"
                  schema: {type: string, maxLength: 200}
                  example: "b-1"
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object}
                "202":
                  description: Ordered
                  content:
                    application/json:
                      schema: {type: object}
                "400": {$ref: '#/components/responses/BadRequest'}
                "403": {$ref: '#/components/responses/Forbidden'}
                "404": {$ref: '#/components/responses/NotFound'}
                "409": {$ref: '#/components/responses/Conflict'}
        """#
}
