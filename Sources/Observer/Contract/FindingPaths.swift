import ServiceKit

extension ServiceContract {
    /// What the figures mean.
    static let findingPaths = #"""
          /findings:
            get:
              operationId: getFindings
              summary: "What should be looked at now, with priority, figures and recommendation"
              x-summary-de: "Worauf jetzt zu achten ist, mit Dringlichkeit, Messwerten und Empfehlung"
              parameters:
                - name: lang
                  in: query
                  description: "de or en; that of Accept-Language unless given"
                  schema: {type: string, enum: [de, en]}
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object, required: [at, services, findings, count, unjudged]}
                      example: {"at": "2026-01-15T12:00:00.000Z", "services": 4, "count": 1, "findings": [{"service_id": "finance-service_localhost_8007", "kind": "memory-growth", "priority": "medium", "title": "Growing memory", "summary": "Grows by 12 MiB per hour: from 210 MiB to 498 MiB in 24 h; the limit of 1.8 GiB is reached in 4.6 days.", "recommendation": "Look for a memory leak; until it is found, restart the service before the limit is reached.", "page": "/ui/services/finance-service_localhost_8007", "from": "2026-01-14T12:00:00.000Z", "to": "2026-01-15T12:00:00.000Z", "figures": [{"name": "growth_per_hour", "value": 12582900, "unit": "bytes/h", "text": "12 MiB per hour"}]}], "unjudged": [{"service_id": "beleg-service_localhost_8006", "kind": "error-rate", "known": 12, "needed": 100, "of": "requests", "summary": "Too few data: 12 of the 100 requests that it takes."}]}
                \#(refused(400, 422, 503))
          /report:
            get:
              operationId: getReport
              summary: "How the stack did in a day or a week: figures, findings, recommendations"
              x-summary-de: "Wie es dem Stack an einem Tag oder in einer Woche ging: Messwerte, Befunde, Empfehlungen"
              parameters:
                - name: period
                  in: query
                  description: "The day or the week that ends now"
                  schema: {type: string, enum: [day, week], default: day}
                - name: format
                  in: query
                  description: "How it is written; what Accept names first unless given, else markdown"
                  schema: {type: string, enum: [markdown, html, json]}
                  example: "markdown"
                - name: lang
                  in: query
                  description: "de or en; that of Accept-Language unless given"
                  schema: {type: string, enum: [de, en]}
              responses:
                \#(done("text/markdown", "{type: string}"))
                    text/html:
                      schema: {type: string}
                    application/json:
                      schema: {type: object, required: [period, from, to, services, findings, unjudged, incidents]}
                \#(refused(400, 422, 503))
        """#
}
