import ServiceKit

extension ServiceContract {
    /// The ledger as a whole, and companies.
    static let ledgerPaths = #"""
          /:
            get:
              operationId: get
              summary: "What is here"
              x-summary-de: "Was es hier gibt"
              parameters:
                - {name: lang, in: query, description: "Language of the page", schema: {enum: [de, en]}}
              responses:
                \#(doneWithObject)
                    text/html:
                      schema: {}
                \#(refused(400))
          /api/v1/finanzen:
            get:
              operationId: getApiV1Finanzen
              summary: "What is here"
              x-summary-de: "Was es hier gibt"
              responses:
                \#(doneWithObject)
                    text/html:
                      schema: {}
                \#(refused(400))
          /api/v1/finanzen/locks:
            get:
              operationId: getApiV1FinanzenLocks
              summary: "Locked periods (Festschreibung)"
              x-summary-de: "Festgeschriebene Zeiträume"
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                \#(refused(400, 422))
            post:
              operationId: postApiV1FinanzenLocks
              summary: "Locks through a day"
              x-summary-de: "Schreibt bis zu einem Tag fest"
              parameters:
                - {name: dry_run, in: query, description: "Check everything, write nothing", schema: {type: boolean, default: false}}
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {type: object, required: [kind, through], additionalProperties: false, properties: {kind: {enum: [soft, vat, hard, year]}, through: {type: string, format: date}, reason: {type: string}, actor: {type: string}, confirm_future: {type: boolean, default: false, description: "Must be true for a day after today (UTC); otherwise 422 lock-in-future"}}}
                    example: {"kind": "soft", "through": "2025-12-31", "reason": "Monatsabschluss"}
              responses:
                "201":
                  description: Made
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                "200":
                  description: What there would be, with dry_run
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                \#(refused(400, 403, 409, 413, 415, 422))
          /api/v1/finanzen/integrity:
            get:
              operationId: getApiV1FinanzenIntegrity
              summary: "Verifies the hash chain"
              x-summary-de: "Prüft die Hashkette"
              parameters:
                - name: from
                  in: query
                  description: "First sequence"
                  schema: {type: integer, minimum: 1}
                - name: through
                  in: query
                  description: "Last sequence"
                  schema: {type: integer, minimum: 1}
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/x-ndjson:
                      schema: {}
                \#(refused(400, 422, 503))
          /api/v1/finanzen/anchors:
            get:
              operationId: getApiV1FinanzenAnchors
              summary: "Signed heads of the hash chains"
              x-summary-de: "Unterschriebene Köpfe der Hashketten"
              parameters:
                - name: after
                  in: query
                  description: "Sequence after which to begin"
                  schema: {type: integer, minimum: 0}
                - name: limit
                  in: query
                  description: "Size of a page"
                  schema: {type: integer, minimum: 1, maximum: 1000, default: 100}
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                \#(refused(400, 422))
          /api/v1/finanzen/events:
            get:
              operationId: getApiV1FinanzenEvents
              summary: "What is committed, as server-sent events"
              x-summary-de: "Was gebucht wird, als Server-Sent Events"
              parameters:
                - name: after
                  in: query
                  description: "Place after which to begin"
                  schema: {type: string}
                - name: account
                  in: query
                  description: "One account"
                  schema: {type: string}
                - name: Last-Event-ID
                  in: header
                  description: "Place of the last event one has"
                  schema: {type: string}
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    text/event-stream:
                      schema: {}
                \#(refused(400, 404, 422, 503))
          /api/v1/finanzen/backup:
            post:
              operationId: postApiV1FinanzenBackup
              summary: "Copies the ledger while it goes on"
              x-summary-de: "Sichert das Hauptbuch im laufenden Betrieb"
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                "201":
                  description: Made
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                \#(refused(400, 403, 409, 503))
          /api/v1/finanzen/export/hledger:
            get:
              operationId: getApiV1FinanzenExportHledger
              summary: "The whole ledger for hledger"
              x-summary-de: "Das ganze Hauptbuch für hledger"
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    text/plain:
                      schema: {}
                \#(refused(400, 503))
          /api/v1/finanzen/export/journal:
            get:
              operationId: getApiV1FinanzenExportJournal
              summary: "The whole ledger with its hashes, to be checked with Finance verify"
              x-summary-de: "Das ganze Hauptbuch mit seinen Prüfsummen, zu prüfen mit Finance verify"
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/x-ndjson:
                      schema: {}
                \#(refused(400, 503))
          /api/v1/finanzen/imports/datev:
            post:
              operationId: postApiV1FinanzenImportsDatev
              summary: "Imports a DATEV Buchungsstapel"
              x-summary-de: "Liest einen DATEV-Buchungsstapel ein"
              parameters:
                - name: create_missing
                  in: query
                  description: "Create accounts that are missing"
                  schema: {type: boolean, default: false}
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
                "201":
                  description: Made
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                \#(refused(400, 403, 409, 413, 415, 422, 503))
          /api/v1/finanzen/webhooks:
            get:
              operationId: getApiV1FinanzenWebhooks
              summary: "How the subscriptions are doing"
              x-summary-de: "Stand der Abonnements"
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                \#(refused(400))
          /api/v1/mandanten:
            get:
              operationId: getApiV1Mandanten
              summary: "Companies with ledgers of their own"
              x-summary-de: "Mandanten mit eigenem Hauptbuch"
              responses:
                \#(doneWithObject)
                \#(refused(400))
            post:
              operationId: postApiV1Mandanten
              summary: "Makes a company"
              x-summary-de: "Legt einen Mandanten an"
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {type: object, required: [id, name], additionalProperties: false, properties: {id: {type: string, minLength: 2, maxLength: 40}, name: {type: string}, chart: {enum: [skr03, skr04]}}}
                    example: {"id": "muster", "name": "Muster GmbH", "chart": "skr03"}
              responses:
                "201":
                  description: Made
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                  content:
                    application/json:
                      schema: {type: object}
                \#(doneWithObject)
                \#(refused(400, 403, 409, 413, 415, 422, 503))
          "/api/v1/mandanten/{mandant}":
            get:
              operationId: getApiV1MandantenMandant
              summary: "One company"
              x-summary-de: "Ein Mandant"
              parameters:
                - name: mandant
                  in: path
                  required: true
                  description: "Id of the company"
                  schema: {type: string, maxLength: 200}
                  example: "muster"
              responses:
                \#(doneWithObject)
                \#(refused(400, 404))
        """#
}
