import ServiceKit

extension ServiceContract {
    /// The overview, incidents and silences.
    static let incidentPaths = #"""
          /:
            get:
              operationId: get
              summary: "The overview; for programs, a count"
              x-summary-de: "Die Übersicht; für Programme eine Anzahl"
              parameters:
                - {name: lang, in: query, description: "Language of the page, kept for the next ones", schema: {enum: [de, en]}}
                - {name: q, in: query, description: "Of the page: text that the names of the services contain", schema: {type: string}}
                - {name: show, in: query, description: "Of the page: all services, or those with problems", schema: {enum: [all, problems]}}
                - {name: page, in: query, description: "Number of the page of a long list", schema: {type: integer, minimum: 1, default: 1}}
              responses:
                \#(doneWithObject)
                    text/html:
                      schema: {}
                \#(refused(400))
          /assets/overview.css:
            get:
              operationId: getAssetsOverviewCss
              summary: "Style sheet of the overview"
              x-summary-de: "Gestaltung der Übersicht"
              parameters:
                - {name: v, in: query, description: "Mark of the content: an answer to the right one may be kept", schema: {type: string}}
              responses:
                \#(done("text/css"))
                \#(refused(400))
          /incidents:
            get:
              operationId: getIncidents
              summary: "Incidents"
              x-summary-de: "Störungen"
              parameters:
                - name: limit
                  in: query
                  description: "Most entries"
                  schema: {type: integer, minimum: 1, maximum: 1000, default: 50}
                - name: open
                  in: query
                  description: "Only those that are open"
                  schema: {type: boolean, default: false}
              responses:
                \#(doneWithObject)
                \#(refused(400, 422))
          /silences:
            get:
              operationId: getSilences
              summary: "Silences and maintenance windows"
              x-summary-de: "Stummschaltungen und Wartungsfenster"
              responses:
                \#(doneWithObject)
                \#(refused(400))
            post:
              operationId: postSilences
              summary: "Silences the alerts of a service"
              x-summary-de: "Schaltet Alarme eines Dienstes stumm"
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {type: object, required: [service], properties: {service: {type: string, maxLength: 200}, minutes: {type: integer, minimum: 1, maximum: 43200}, from: {type: string, format: date-time}, until: {type: string, format: date-time, description: "Instead of minutes"}, reason: {type: string, maxLength: 500}, maintenance: {type: boolean}}}
                    example: {"service": "finance", "minutes": 30, "reason": "Update"}
              responses:
                "201":
                  description: Made
                  content:
                    application/json:
                      schema: {type: object, properties: {id: {type: integer}, matches: {type: integer, description: "Services that it is about now"}, warning: {type: string, description: "Where it is about none"}}}
                \#(refused(400, 403, 409, 413, 415, 422, 503))
          "/silences/{id}":
            delete:
              operationId: deleteSilencesId
              summary: "Ends a silence"
              x-summary-de: "Beendet eine Stummschaltung"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Number of the silence"
                  schema: {type: string, maxLength: 200}
                  example: "1"
              responses:
                "204":
                  description: Done, nothing to say
                \#(refused(400, 403, 404))
        """#
}
