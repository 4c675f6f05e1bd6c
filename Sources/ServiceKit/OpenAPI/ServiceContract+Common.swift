extension ServiceContract {
    /// Routes that every service has.
    static let commonPaths = healthPaths + "\n" + otherPaths

    private static let healthPaths = [
        ("/health", "getHealth", "Health with figures and checks", "Zustand mit Zahlen und Prüfungen"),
        ("/health/ready", "getHealthReady", "Whether the service takes requests", "Ob der Dienst Anfragen annimmt"),
        ("/health/live", "getHealthLive", "Whether the process lives", "Ob der Prozess lebt"),
    ].map { path, operation, summary, german in
        #"""
          \#(path):
            get:
              operationId: \#(operation)
              summary: "\#(summary)"
              x-summary-de: "\#(german)"
              responses:
                \#(done("application/health+json", "{$ref: '#/components/schemas/Health'}"))
                "503":
                  description: Unhealthy
                  content:
                    application/health+json:
                      schema: {$ref: '#/components/schemas/Health'}
                \#(refused(400))
        """#
    }.joined(separator: "\n")

    private static let otherPaths = #"""
          /metrics:
            get:
              operationId: getMetrics
              summary: "Figures for Prometheus"
              x-summary-de: "Zahlen für Prometheus"
              parameters:
                - {name: "name[]", in: query, description: "A family to answer with; all when absent", schema: {type: array, items: {type: string}}}
              responses:
                \#(done("text/plain"))
                \#(refused(400))
          /openapi.json:
            get:
              operationId: getOpenapiJson
              summary: "This contract as JSON"
              x-summary-de: "Dieser Vertrag als JSON"
              responses:
                \#(doneWithObject)
                \#(refused(400))
          /openapi.yaml:
            get:
              operationId: getOpenapiYaml
              summary: "This contract as YAML"
              x-summary-de: "Dieser Vertrag als YAML"
              responses:
                \#(done("application/yaml"))
                \#(refused(400))
          /docs:
            get:
              operationId: getDocs
              summary: "This contract as a page"
              x-summary-de: "Dieser Vertrag als Seite"
              parameters:
                - name: lang
                  in: query
                  description: "Language of the page"
                  schema: {enum: [de, en]}
              responses:
                \#(done("text/html"))
                \#(refused(400))
          /docs/reference.css:
            get:
              operationId: getDocsReferenceCss
              summary: "Style sheet of the page"
              x-summary-de: "Gestaltung der Seite"
              responses:
                \#(done("text/css"))
                \#(refused(400))
          /docs/reference.js:
            get:
              operationId: getDocsReferenceJs
              summary: "Script of the page"
              x-summary-de: "Skript der Seite"
              responses:
                \#(done("text/javascript"))
                \#(refused(400))
        """#

    /// What all contracts refer to; it ends inside of `schemas`.
    static let commonComponents = #"""
        components:
          headers:
            Location: {description: "Path of what was made", schema: {type: string}}
            Retry-After: {description: "Seconds to wait before the next attempt", schema: {type: string}}
            ETag: {description: "Version of what is shown; send it in If-None-Match or If-Match", schema: {type: string}}
            Ledger-Seq: {description: "Sequence number of the ledger that the answer shows", schema: {type: string}}
            Idempotency-Replayed: {description: "true when the answer repeats an earlier one", schema: {type: string}}
          responses:
        """# + refusals + #"""

              schemas:
                Problem:
                  type: object
                  required: [type, title, status, code]
                  examples:
                    - {"type": "urn:erp:problem:invalid", "title": "Unprocessable Content", "status": 422, "detail": "The input has one fault.", "code": "invalid", "errors": [{"pointer": "/limit", "code": "out-of-range", "detail": "Use 0 to 5000000."}]}
                  properties:
                    type: {type: string}
                    title: {type: string}
                    status: {type: integer}
                    detail: {type: string}
                    instance: {type: string}
                    code: {type: string, description: "Stable, kebab-case"}
                    request_id: {type: string}
                    next_open_date: {type: string}
                    errors:
                      type: array
                      items:
                        type: object
                        required: [pointer, code, detail]
                        properties:
                          pointer: {type: string}
                          code: {type: string}
                          detail: {type: string}
                          fix: {type: array, description: "A JSON Patch of the request's body that takes the fault away, where that is mechanical", items: {$ref: '#/components/schemas/PatchOperation'}}
                          line: {type: integer, minimum: 1, description: "Line of the request's body in which the faulty item begins"}
                PatchOperation:
                  type: object
                  required: [op, path]
                  properties:
                    op: {enum: [add, remove, replace, move]}
                    from: {type: string, description: "Only of move"}
                    path: {type: string}
                    value: {type: string}
                Health:
                  type: object
                  required: [status]
                  properties:
                    status: {enum: [healthy, warning, unhealthy]}
                    version: {type: string}
                    service: {type: string}
                    timestamp: {type: string}
                    uptime_seconds: {type: number}
                    metrics: {type: object}
                    checks: {type: object}
            """#
}
