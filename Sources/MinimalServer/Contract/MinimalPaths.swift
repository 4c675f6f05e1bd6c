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
                \#(doneWithObject)
                \#(refused(400))
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
                \#(done("application/json", "{type: object, required: [echo, request_id]}"))
                \#(refused(400, 403, 413, 415))
          /system-info:
            get:
              operationId: getSystemInfo
              summary: "The machine and the process"
              x-summary-de: "Rechner und Prozess"
              responses:
                \#(doneWithObject)
                \#(refused(400))
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
                \#(refused(400, 403, 413, 415, 422, 503))
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
                \#(done("application/json", "{$ref: '#/components/schemas/PrimeTask'}"))
                \#(refused(400, 404))
        """#
}
