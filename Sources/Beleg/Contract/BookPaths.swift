import ServiceKit

extension ServiceContract {
    /// Electronic invoices, chains and number ranges.
    static let bookPaths = #"""
          /:
            get:
              operationId: get
              summary: "What is here; for browsers, the page that checks invoices"
              x-summary-de: "Was es hier gibt; im Browser die Prüfseite"
              parameters:
                - name: lang
                  in: query
                  description: "Language of the page"
                  schema: {enum: [de, en]}
              responses:
                \#(doneWithObject)
                    text/html:
                      schema: {}
                \#(refused(400))
          /assets/pruefen.js:
            get:
              operationId: getAssetsPruefenJs
              summary: "Script of the page"
              x-summary-de: "Skript der Seite"
              responses:
                \#(done("text/javascript"))
                \#(refused(400))
          /assets/pruefen.css:
            get:
              operationId: getAssetsPruefenCss
              summary: "Style sheet of the page"
              x-summary-de: "Gestaltung der Seite"
              responses:
                \#(done("text/css"))
                \#(refused(400))
          /api/v1/pruefen:
            post:
              operationId: postApiV1Pruefen
              summary: "Checks an electronic invoice"
              x-summary-de: "Prüft eine E-Rechnung"
              requestBody:
                required: true
                content:
                  application/xml:
                    schema: {}
                  application/pdf:
                    schema: {}
                  application/zip:
                    schema: {}
                  application/x-ndjson:
                    schema: {}
              responses:
                \#(done("'*/*'"))
                \#(refused(400, 403, 413, 415, 422, 503))
          /api/v1/wandeln:
            post:
              operationId: postApiV1Wandeln
              summary: "Writes an invoice in another form"
              x-summary-de: "Schreibt eine Rechnung in anderer Form"
              parameters:
                - name: ziel
                  in: query
                  required: true
                  description: "The form wanted"
                  schema: {type: string}
                  example: "ubl"
              requestBody:
                required: true
                content:
                  application/xml:
                    schema: {}
                  application/pdf:
                    schema: {}
              responses:
                \#(done("'*/*'"))
                \#(refused(400, 403, 413, 415, 422, 503))
          "/api/v1/belege/kette/{id}":
            get:
              operationId: getApiV1BelegeKetteId
              summary: "The chain of a document"
              x-summary-de: "Die Kette eines Belegs"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of a document"
                  schema: {type: string, maxLength: 200}
                  example: "b-1"
              responses:
                \#(doneWithObject)
                \#(refused(400, 404))
          /api/v1/nummernkreise:
            get:
              operationId: getApiV1Nummernkreise
              summary: "Number ranges"
              x-summary-de: "Nummernkreise"
              responses:
                \#(doneWithObject)
                \#(refused(400))
        """#
}
