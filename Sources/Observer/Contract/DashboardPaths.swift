import ServiceKit

extension ServiceContract {
    /// The pages for people, and the forms on them.
    static let dashboardPaths = #"""
          "/ui/services/{id}":
            get:
              operationId: getUiServicesId
              summary: "The page of a service"
              x-summary-de: "Die Seite eines Dienstes"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the service"
                  schema: {type: string, maxLength: 200}
                  example: "finance-service_localhost_8007"
                - name: lang
                  in: query
                  description: "Language of the page, kept for the next ones"
                  schema: {enum: [de, en]}
                - name: span
                  in: query
                  description: "How far back its charts reach"
                  schema: {enum: [15m, 24h, 30d, 2y], default: 15m}
                - name: ask
                  in: query
                  description: "Action that the page asks to confirm"
                  schema: {enum: [start, stop, restart, pause, resume]}
              responses:
                "200":
                  description: Done
                  content:
                    text/html:
                      schema: {}
                "400": {$ref: '#/components/responses/BadRequest'}
                "404": {$ref: '#/components/responses/NotFound'}
          "/ui/services/{id}/start":
            post:
              operationId: postUiServicesIdStart
              summary: "Starts a service from its page"
              x-summary-de: "Startet einen Dienst von seiner Seite aus"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the service"
                  schema: {type: string, maxLength: 200}
                  example: "finance-service_localhost_8007"
              requestBody:
                content:
                  application/x-www-form-urlencoded:
                    schema: {type: object, properties: {confirmed: {enum: ["yes"]}}}
              responses:
                "303":
                  description: "Done, or asks for confirmation: see the page"
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                "400": {$ref: '#/components/responses/BadRequest'}
                "403":
                  description: "The form came from another page than our own"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
                "404":
                  description: "There is none; for a person, the page that says so"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
                "409":
                  description: "Not in its present state; for a person, the page that says why"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
                "413": {$ref: '#/components/responses/ContentTooLarge'}
                "429":
                  description: "Too many restarts; for a person, the page that says so"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
          "/ui/services/{id}/stop":
            post:
              operationId: postUiServicesIdStop
              summary: "Stops a service from its page"
              x-summary-de: "Hält einen Dienst von seiner Seite aus an"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the service"
                  schema: {type: string, maxLength: 200}
                  example: "finance-service_localhost_8007"
              requestBody:
                content:
                  application/x-www-form-urlencoded:
                    schema: {type: object, properties: {confirmed: {enum: ["yes"]}}}
              responses:
                "303":
                  description: "Done, or asks for confirmation: see the page"
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                "400": {$ref: '#/components/responses/BadRequest'}
                "403":
                  description: "The form came from another page than our own"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
                "404":
                  description: "There is none; for a person, the page that says so"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
                "409":
                  description: "Not in its present state; for a person, the page that says why"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
                "413": {$ref: '#/components/responses/ContentTooLarge'}
                "429":
                  description: "Too many restarts; for a person, the page that says so"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
          "/ui/services/{id}/restart":
            post:
              operationId: postUiServicesIdRestart
              summary: "Restarts a service from its page"
              x-summary-de: "Startet einen Dienst von seiner Seite aus neu"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the service"
                  schema: {type: string, maxLength: 200}
                  example: "finance-service_localhost_8007"
              requestBody:
                content:
                  application/x-www-form-urlencoded:
                    schema: {type: object, properties: {confirmed: {enum: ["yes"]}}}
              responses:
                "303":
                  description: "Done, or asks for confirmation: see the page"
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                "400": {$ref: '#/components/responses/BadRequest'}
                "403":
                  description: "The form came from another page than our own"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
                "404":
                  description: "There is none; for a person, the page that says so"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
                "409":
                  description: "Not in its present state; for a person, the page that says why"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
                "413": {$ref: '#/components/responses/ContentTooLarge'}
                "429":
                  description: "Too many restarts; for a person, the page that says so"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
          "/ui/services/{id}/pause":
            post:
              operationId: postUiServicesIdPause
              summary: "Leaves a service alone, from its page"
              x-summary-de: "Lässt einen Dienst in Ruhe, von seiner Seite aus"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the service"
                  schema: {type: string, maxLength: 200}
                  example: "finance-service_localhost_8007"
              requestBody:
                content:
                  application/x-www-form-urlencoded:
                    schema: {type: object, properties: {confirmed: {enum: ["yes"]}}}
              responses:
                "303":
                  description: "Done, or asks for confirmation: see the page"
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                "400": {$ref: '#/components/responses/BadRequest'}
                "403":
                  description: "The form came from another page than our own"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
                "404":
                  description: "There is none; for a person, the page that says so"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
                "409":
                  description: "Not in its present state; for a person, the page that says why"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
                "413": {$ref: '#/components/responses/ContentTooLarge'}
                "429":
                  description: "Too many restarts; for a person, the page that says so"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
          "/ui/services/{id}/resume":
            post:
              operationId: postUiServicesIdResume
              summary: "Watches over a service again, from its page"
              x-summary-de: "Überwacht einen Dienst wieder, von seiner Seite aus"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the service"
                  schema: {type: string, maxLength: 200}
                  example: "finance-service_localhost_8007"
              requestBody:
                content:
                  application/x-www-form-urlencoded:
                    schema: {type: object, properties: {confirmed: {enum: ["yes"]}}}
              responses:
                "303":
                  description: "Done, or asks for confirmation: see the page"
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                "400": {$ref: '#/components/responses/BadRequest'}
                "403":
                  description: "The form came from another page than our own"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
                "404":
                  description: "There is none; for a person, the page that says so"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
                "409":
                  description: "Not in its present state; for a person, the page that says why"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
                "413": {$ref: '#/components/responses/ContentTooLarge'}
                "429":
                  description: "Too many restarts; for a person, the page that says so"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
          /ui/incidents:
            get:
              operationId: getUiIncidents
              summary: "The page of incidents, silences and the journal"
              x-summary-de: "Die Seite der Störungen, Stummschaltungen und Entscheidungen"
              parameters:
                - name: lang
                  in: query
                  description: "Language of the page, kept for the next ones"
                  schema: {enum: [de, en]}
                - name: service
                  in: query
                  description: "Service that a silence is to be entered for"
                  schema: {type: string, maxLength: 200}
              responses:
                "200":
                  description: Done
                  content:
                    text/html:
                      schema: {}
                "400": {$ref: '#/components/responses/BadRequest'}
          /ui/silences:
            post:
              operationId: postUiSilences
              summary: "Silences a service from the page"
              x-summary-de: "Schaltet einen Dienst von der Seite aus stumm"
              requestBody:
                content:
                  application/x-www-form-urlencoded:
                    schema: {type: object, properties: {service: {type: string, maxLength: 200}, minutes: {type: integer, minimum: 1, maximum: 43200}, reason: {type: string, maxLength: 500}, maintenance: {enum: ["yes"]}}}
              responses:
                "303":
                  description: "Done, or asks for confirmation: see the page"
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                "400": {$ref: '#/components/responses/BadRequest'}
                "403": {$ref: '#/components/responses/Forbidden'}
                "409":
                  description: "Not in its present state; for a person, the page that says why"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
                "413": {$ref: '#/components/responses/ContentTooLarge'}
                "422":
                  description: "The form has faults; for a person, the page that names them"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
                "503":
                  description: "Not possible now; for a person, the page that says why"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
          "/ui/silences/{id}/end":
            post:
              operationId: postUiSilencesIdEnd
              summary: "Ends a silence from the page"
              x-summary-de: "Beendet eine Stummschaltung von der Seite aus"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Number of the silence"
                  schema: {type: string, maxLength: 200}
                  example: "1"
              responses:
                "303":
                  description: "Done, or asks for confirmation: see the page"
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                "400": {$ref: '#/components/responses/BadRequest'}
                "403": {$ref: '#/components/responses/Forbidden'}
                "404":
                  description: "There is none; for a person, the page that says so"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
          /assets/live.js:
            get:
              operationId: getAssetsLiveJs
              summary: "Script that keeps the pages live"
              x-summary-de: "Skript, das die Seiten aktuell hält"
              parameters:
                - {name: v, in: query, description: "Mark of the content: an answer to the right one may be kept", schema: {type: string}}
              responses:
                "200":
                  description: Done
                  content:
                    text/javascript:
                      schema: {}
                "400": {$ref: '#/components/responses/BadRequest'}
        """#
}
