import ServiceKit

extension ServiceContract {
    /// Information, echo and tasks.
    static let minimalPaths = #"""
          /:
            get:
              operationId: get
              summary: "What the service is"
              x-summary-de: "Was der Dienst ist"
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object}
                "400": {$ref: '#/components/responses/BadRequest'}
          /echo:
            post:
              operationId: postEcho
              summary: "Gives back the JSON of the body"
              x-summary-de: "Gibt das JSON des Inhalts zurück"
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {}
                    example: {"hello": "world"}
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object, required: [echo, request_id]}
                "400": {$ref: '#/components/responses/BadRequest'}
                "403": {$ref: '#/components/responses/Forbidden'}
                "413": {$ref: '#/components/responses/ContentTooLarge'}
                "415": {$ref: '#/components/responses/UnsupportedMediaType'}
          /system-info:
            get:
              operationId: getSystemInfo
              summary: "The machine and the process"
              x-summary-de: "Rechner und Prozess"
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object}
                "400": {$ref: '#/components/responses/BadRequest'}
          /minimal-task:
            post:
              operationId: postMinimalTask
              summary: "Starts a task that counts primes"
              x-summary-de: "Startet eine Aufgabe, die Primzahlen zählt"
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {type: object, required: [limit], properties: {limit: {type: integer, minimum: 0, maximum: 5000000}}}
                    example: {"limit": 1000}
              responses:
                "202":
                  description: Ordered
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/PrimeTask'}
                "400": {$ref: '#/components/responses/BadRequest'}
                "403": {$ref: '#/components/responses/Forbidden'}
                "413": {$ref: '#/components/responses/ContentTooLarge'}
                "415": {$ref: '#/components/responses/UnsupportedMediaType'}
                "422": {$ref: '#/components/responses/Invalid'}
                "503": {$ref: '#/components/responses/Unavailable'}
          "/minimal-task/{id}":
            get:
              operationId: getMinimalTaskId
              summary: "State of a task"
              x-summary-de: "Stand einer Aufgabe"
              parameters:
                - name: id
                  in: path
                  required: true
                  description: "Id of the task"
                  schema: {type: string, maxLength: 200}
                  example: "1"
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/PrimeTask'}
                "400": {$ref: '#/components/responses/BadRequest'}
                "404": {$ref: '#/components/responses/NotFound'}
        """#
}
