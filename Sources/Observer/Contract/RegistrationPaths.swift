import ServiceKit

extension ServiceContract {
    /// Registration and the list of services.
    static let registrationPaths = #"""
          /register:
            post:
              operationId: postRegister
              summary: "Registers a service"
              x-summary-de: "Meldet einen Dienst an"
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {type: object, required: [service_name, host, port], properties: {service_name: {type: string}, host: {type: string}, port: {type: [integer, string]}, health_endpoint: {type: string}, version: {type: [string, 'null']}, dependencies: {type: array, items: {type: string}}}}
                    example: {"service_name": "lager-service", "host": "localhost", "port": 8099}
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object, required: [service_id, registered, lease_seconds, generation]}
                "400": {$ref: '#/components/responses/Problem'}
                "403": {$ref: '#/components/responses/Problem'}
                "409": {$ref: '#/components/responses/Problem'}
                "413": {$ref: '#/components/responses/Problem'}
                "415": {$ref: '#/components/responses/Problem'}
                "422": {$ref: '#/components/responses/Problem'}
                "503": {$ref: '#/components/responses/Problem'}
          /heartbeat:
            post:
              operationId: postHeartbeat
              summary: "Renews the lease of a service"
              x-summary-de: "Verlängert die Anmeldung eines Dienstes"
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {type: object, required: [service_id], properties: {service_id: {type: string}, generation: {type: integer}}}
                    example: {"service_id": "lager-service_localhost_8099"}
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object}
                "400": {$ref: '#/components/responses/Problem'}
                "404": {$ref: '#/components/responses/Problem'}
                "409": {$ref: '#/components/responses/Problem'}
                "413": {$ref: '#/components/responses/Problem'}
                "415": {$ref: '#/components/responses/Problem'}
                "422": {$ref: '#/components/responses/Problem'}
          /deregister:
            post:
              operationId: postDeregister
              summary: "Takes a service off the registry"
              x-summary-de: "Meldet einen Dienst ab"
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {type: object, required: [service_name, host, port], properties: {service_name: {type: string}, host: {type: string}, port: {type: [integer, string]}}}
                    example: {"service_name": "lager-service", "host": "localhost", "port": 8099}
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object}
                "400": {$ref: '#/components/responses/Problem'}
                "403": {$ref: '#/components/responses/Problem'}
                "404": {$ref: '#/components/responses/Problem'}
                "413": {$ref: '#/components/responses/Problem'}
                "415": {$ref: '#/components/responses/Problem'}
                "422": {$ref: '#/components/responses/Problem'}
          /register/deregister:
            post:
              operationId: postRegisterDeregister
              summary: "The same as /deregister, for clients of the former stack"
              x-summary-de: "Wie /deregister, für Dienste des früheren Stacks"
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {type: object, required: [service_name, host, port], properties: {service_name: {type: string}, host: {type: string}, port: {type: [integer, string]}}}
                    example: {"service_name": "lager-service", "host": "localhost", "port": 8099}
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object}
                "400": {$ref: '#/components/responses/Problem'}
                "403": {$ref: '#/components/responses/Problem'}
                "404": {$ref: '#/components/responses/Problem'}
                "413": {$ref: '#/components/responses/Problem'}
                "415": {$ref: '#/components/responses/Problem'}
                "422": {$ref: '#/components/responses/Problem'}
          /services:
            get:
              operationId: getServices
              summary: "All services"
              x-summary-de: "Alle Dienste"
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object}
                "400": {$ref: '#/components/responses/Problem'}
          "/services/{id}":
            get:
              operationId: getServicesId
              summary: "One service"
              x-summary-de: "Ein Dienst"
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
                "400": {$ref: '#/components/responses/Problem'}
                "404": {$ref: '#/components/responses/Problem'}
          "/service/{id}":
            get:
              operationId: getServiceId
              summary: "The same as /services/{id}, for clients of the former stack"
              x-summary-de: "Wie /services/{id}, für Dienste des früheren Stacks"
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
                "400": {$ref: '#/components/responses/Problem'}
                "404": {$ref: '#/components/responses/Problem'}
        """#
}
