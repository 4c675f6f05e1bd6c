import ServiceKit

extension ServiceContract {
    /// What tells the two kinds of invoices apart on the wire; everything else is the same promise.
    private struct DocumentNames {
        /// Name of the collection in the path.
        let route: String
        /// The collection's part of an operation's id.
        let operation: String
        let singular: String
        let plural: String
        let singularGerman: String
        let pluralGerman: String
        /// The member and parameter that names the other side.
        let partner: String
        /// Name of its schema.
        let schema: String

        static let outgoing = DocumentNames(
            route: "rechnungen", operation: "Rechnungen", singular: "invoice", plural: "Invoices",
            singularGerman: "Rechnung", pluralGerman: "Rechnungen", partner: "kundenId",
            schema: "Invoice")
        static let incoming = DocumentNames(
            route: "eingangsrechnungen", operation: "Eingangsrechnungen", singular: "incoming invoice",
            plural: "Incoming invoices", singularGerman: "Eingangsrechnung", pluralGerman: "Eingangsrechnungen",
            partner: "lieferantenId", schema: "IncomingInvoice")
    }

    /// Invoices and incoming invoices.
    static let invoicePaths = [paths(of: .outgoing), eInvoicePath, paths(of: .incoming)]

    private static func paths(of names: DocumentNames) -> String {
        #"""
          /api/v1/\#(names.route):
            get:
              operationId: getApiV1\#(names.operation)
              summary: "\#(names.plural)"
              x-summary-de: "\#(names.pluralGerman)"
              parameters:
                - name: \#(names.partner)
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
                      schema: {type: object, required: [\#(names.route), count], properties: {\#(names.route): {type: array, items: {$ref: '#/components/schemas/\#(names.schema)'}}, count: {type: integer}, nextCursor: {type: [string, 'null']}}}
                \#(refused(400, 422))
            post:
              operationId: postApiV1\#(names.operation)
              summary: "Creates a draft of an \#(names.singular)"
              x-summary-de: "Legt einen Entwurf an: \#(names.singularGerman)"
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/\#(names.schema)'}
              responses:
                "201":
                  description: Made
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/\#(names.schema)'}
                \#(refused(400, 403, 404, 409, 413, 415, 422))
          "/api/v1/\#(names.route)/{id}":
            get:
              operationId: getApiV1\#(names.operation)Id
              summary: "One \#(names.singular)"
              x-summary-de: "Eine \#(names.singularGerman)"
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
                      schema: {$ref: '#/components/schemas/\#(names.schema)'}
                \#(refused(400, 404))
            put:
              operationId: putApiV1\#(names.operation)Id
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
                    schema: {$ref: '#/components/schemas/\#(names.schema)'}
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/\#(names.schema)'}
                \#(refused(400, 403, 404, 409, 412, 413, 415, 422, 428))
            delete:
              operationId: deleteApiV1\#(names.operation)Id
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
                \#(refused(400, 403, 404, 409, 412, 428))
          "/api/v1/\#(names.route)/{id}/finalise":
            post:
              operationId: postApiV1\#(names.operation)IdFinalise
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
                      schema: {$ref: '#/components/schemas/\#(names.schema)'}
                \#(refused(400, 403, 404, 409, 412, 422))
          "/api/v1/\#(names.route)/{id}/storno":
            post:
              operationId: postApiV1\#(names.operation)IdStorno
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
                    schema: {$ref: '#/components/schemas/Reversal'}
              responses:
                "201":
                  description: Made
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/\#(names.schema)'}
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/\#(names.schema)'}
                \#(refused(400, 403, 404, 409, 413, 415, 422))
          "/api/v1/\#(names.route)/{id}/buchung/wiederholen":
            post:
              operationId: postApiV1\#(names.operation)IdBuchungWiederholen
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
                      schema: {$ref: '#/components/schemas/\#(names.schema)'}
                "202":
                  description: Ordered
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/\#(names.schema)'}
                \#(refused(400, 403, 404, 409))
        """#
    }

    private static let eInvoicePath = #"""
          "/api/v1/rechnungen/{id}/erechnung":
            get:
              operationId: getApiV1RechnungenIdErechnung
              summary: "The invoice as an electronic one"
              x-summary-de: "Die Rechnung als E-Rechnung"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the document"
                  schema: {type: string, maxLength: 200}
                  example: "b-1"
                - name: ziel
                  in: query
                  description: "The form wanted: ubl (default), cii or html"
                  schema: {type: string}
                  example: "ubl"
              responses:
                \#(done("'*/*'"))
                \#(refused(400, 404, 409, 422))
        """#
}
