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
                    schema:
                      type: object
                      required: [service_name, host, port]
                      properties:
                        service_name: {type: string, maxLength: 128}
                        host: {type: string, maxLength: 253}
                        port: {type: [integer, string]}
                        health_endpoint: {type: [string, 'null'], maxLength: 1024, default: /health}
                        metrics_endpoint: {type: [string, 'null'], maxLength: 1024, default: /metrics}
                        service_type: {type: [string, 'null'], maxLength: 1024, default: microservice}
                        version: {type: [string, 'null'], maxLength: 1024}
                        api_endpoints: {type: [array, 'null'], maxItems: 256, items: {type: string, maxLength: 1024}}
                        monitoring: {type: [object, 'null']}
                        restart_script: {type: [string, 'null'], maxLength: 1024, description: "Path of a program; run only from a folder that the operator allows, else named in warnings"}
                        system_info: {type: [string, 'null'], maxLength: 1024}
                        additional_info: {type: [object, 'null']}
                        dependencies: {type: [array, 'null'], maxItems: 256, items: {type: string, maxLength: 1024}}
                        instance_id: {type: [string, 'null'], maxLength: 1024}
                        pid: {type: [integer, 'null'], minimum: 1}
                    example: {"service_name": "lager-service", "host": "localhost", "port": 8099}
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema:
                        type: object
                        required: [service_id, registered, health_status, success, message, lease_seconds, generation]
                        properties:
                          service_id: {type: string}
                          registered: {type: boolean}
                          health_status: {type: string, enum: [healthy, unhealthy, unreachable]}
                          success: {type: boolean}
                          message: {type: string}
                          lease_seconds: {type: integer}
                          generation: {type: integer}
                          warnings: {type: array, description: "What of the body is not obeyed, and why", items: {type: object, required: [pointer, code, detail], properties: {pointer: {type: string}, code: {type: string}, detail: {type: string}}}}
                \#(refused(400, 403, 409, 413, 415, 422, 503))
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
                \#(doneWithObject)
                \#(refused(400, 403, 404, 409, 413, 415, 422))
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
                \#(doneWithObject)
                \#(refused(400, 403, 404, 413, 415, 422))
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
                \#(doneWithObject)
                \#(refused(400, 403, 404, 413, 415, 422))
          /services:
            get:
              operationId: getServices
              summary: "All services"
              x-summary-de: "Alle Dienste"
              responses:
                \#(doneWithObject)
                \#(refused(400))
          "/services/{id}":
            get:
              operationId: getServicesId
              summary: "One service"
              x-summary-de: "Ein Dienst"
              parameters:
                \#(serviceID)
              responses:
                \#(doneWithObject)
                \#(refused(400, 404))
          "/service/{id}":
            get:
              operationId: getServiceId
              summary: "The same as /services/{id}, for clients of the former stack"
              x-summary-de: "Wie /services/{id}, für Dienste des früheren Stacks"
              parameters:
                \#(serviceID)
              responses:
                \#(doneWithObject)
                \#(refused(400, 404))
        """#
}
