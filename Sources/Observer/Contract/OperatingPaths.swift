import ServiceKit

extension ServiceContract {
    /// What an operator orders and looks at.
    static let operatingPaths = #"""
          "/services/{id}/start":
            post:
              operationId: postServicesIdStart
              summary: "Starts a service"
              x-summary-de: "Startet einen Dienst"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the service"
                  schema: {type: string, maxLength: 200}
                  example: "finance-service_localhost_8007"
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
                "429": {$ref: '#/components/responses/TooManyRequests'}
          "/services/{id}/stop":
            post:
              operationId: postServicesIdStop
              summary: "Stops a service"
              x-summary-de: "Hält einen Dienst an"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the service"
                  schema: {type: string, maxLength: 200}
                  example: "finance-service_localhost_8007"
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
                "429": {$ref: '#/components/responses/TooManyRequests'}
          "/services/{id}/restart":
            post:
              operationId: postServicesIdRestart
              summary: "Restarts a service"
              x-summary-de: "Startet einen Dienst neu"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the service"
                  schema: {type: string, maxLength: 200}
                  example: "finance-service_localhost_8007"
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
                "429": {$ref: '#/components/responses/TooManyRequests'}
          "/services/{id}/pause":
            post:
              operationId: postServicesIdPause
              summary: "Leaves a service alone"
              x-summary-de: "Lässt einen Dienst in Ruhe"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the service"
                  schema: {type: string, maxLength: 200}
                  example: "finance-service_localhost_8007"
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
                "429": {$ref: '#/components/responses/TooManyRequests'}
          "/services/{id}/resume":
            post:
              operationId: postServicesIdResume
              summary: "Watches over a service again"
              x-summary-de: "Überwacht einen Dienst wieder"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the service"
                  schema: {type: string, maxLength: 200}
                  example: "finance-service_localhost_8007"
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
                "429": {$ref: '#/components/responses/TooManyRequests'}
          "/services/{id}/why":
            get:
              operationId: getServicesIdWhy
              summary: "Decisions about a service, each with its why"
              x-summary-de: "Entscheidungen über einen Dienst, mit Begründung"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the service"
                  schema: {type: string, maxLength: 200}
                  example: "finance-service_localhost_8007"
                - {name: limit, in: query, description: "Most entries", schema: {type: integer, minimum: 1, maximum: 1000, default: 50}}
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object}
                "400": {$ref: '#/components/responses/BadRequest'}
                "404": {$ref: '#/components/responses/NotFound'}
                "422": {$ref: '#/components/responses/Invalid'}
          "/services/{id}/restarts":
            get:
              operationId: getServicesIdRestarts
              summary: "Starts of a service"
              x-summary-de: "Starts eines Dienstes"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the service"
                  schema: {type: string, maxLength: 200}
                  example: "finance-service_localhost_8007"
                - {name: limit, in: query, description: "Most entries", schema: {type: integer, minimum: 1, maximum: 1000, default: 100}}
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object}
                "400": {$ref: '#/components/responses/BadRequest'}
                "404": {$ref: '#/components/responses/NotFound'}
                "422": {$ref: '#/components/responses/Invalid'}
          "/services/{id}/evidence":
            get:
              operationId: getServicesIdEvidence
              summary: "Evidence taken before restarts"
              x-summary-de: "Beweise, vor Neustarts gesichert"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the service"
                  schema: {type: string, maxLength: 200}
                  example: "finance-service_localhost_8007"
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object}
                "400": {$ref: '#/components/responses/BadRequest'}
                "404": {$ref: '#/components/responses/NotFound'}
          "/services/{id}/evidence/{name}":
            get:
              operationId: getServicesIdEvidenceName
              summary: "One bundle of evidence"
              x-summary-de: "Ein Beweis"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the service"
                  schema: {type: string, maxLength: 200}
                  example: "finance-service_localhost_8007"
                - name: name
                  in: path
                  required: true
                  description: "Name of the bundle"
                  schema: {type: string, maxLength: 200}
                  example: "1"
              responses:
                "200":
                  description: Done
                  content:
                    '*/*':
                      schema: {}
                "400": {$ref: '#/components/responses/BadRequest'}
                "404": {$ref: '#/components/responses/NotFound'}
          /stack:
            get:
              operationId: getStack
              summary: "The units of the stack"
              x-summary-de: "Die Einheiten des Stacks"
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object}
                "400": {$ref: '#/components/responses/BadRequest'}
          /stack/reload:
            post:
              operationId: postStackReload
              summary: "Reads the stack file again"
              x-summary-de: "Liest die Stack-Datei neu"
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object}
                "400": {$ref: '#/components/responses/BadRequest'}
                "403": {$ref: '#/components/responses/Forbidden'}
                "409": {$ref: '#/components/responses/Conflict'}
                "422": {$ref: '#/components/responses/Invalid'}
        """#
}
