import Foundation
import ServiceKit

extension ServiceContract {
    /// What an operator orders and looks at.
    static let operatingPaths = orders.map(path).joined(separator: "\n") + "\n" + looks

    /// The parameter of a path that names a service, as an entry of `parameters`.
    static let serviceID = """
        - name: id
                  in: path
                  required: true
                  description: "Id of the service"
                  schema: {type: string, maxLength: 200}
                  example: "finance-service_localhost_8007"
        """

    /// What can be ordered, in English and German.
    private static let orders = [
        ("start", "Starts a service", "Startet einen Dienst"),
        ("stop", "Stops a service", "Hält einen Dienst an"),
        ("restart", "Restarts a service", "Startet einen Dienst neu"),
        ("pause", "Leaves a service alone", "Lässt einen Dienst in Ruhe"),
        ("resume", "Watches over a service again", "Überwacht einen Dienst wieder"),
    ]

    private static func path(_ order: String, _ summary: String, _ german: String) -> String {
        #"""
          "/services/{id}/\#(order)":
            post:
              operationId: postServicesId\#(order.capitalized)
              summary: "\#(summary)"
              x-summary-de: "\#(german)"
              parameters:
                \#(serviceID)
              responses:
                \#(doneWithObject)
                "202":
                  description: Ordered
                  content:
                    application/json:
                      schema: {type: object}
                \#(refused(400, 403, 404, 409, 429))
        """#
    }

    private static let looks = #"""
          "/services/{id}/why":
            get:
              operationId: getServicesIdWhy
              summary: "Decisions about a service, each with its why"
              x-summary-de: "Entscheidungen über einen Dienst, mit Begründung"
              parameters:
                \#(serviceID)
                - {name: limit, in: query, description: "Most entries", schema: {type: integer, minimum: 1, maximum: 1000, default: 50}}
              responses:
                \#(doneWithObject)
                \#(refused(400, 404, 422))
          "/services/{id}/restarts":
            get:
              operationId: getServicesIdRestarts
              summary: "Starts of a service"
              x-summary-de: "Starts eines Dienstes"
              parameters:
                \#(serviceID)
                - {name: limit, in: query, description: "Most entries", schema: {type: integer, minimum: 1, maximum: 1000, default: 100}}
              responses:
                \#(doneWithObject)
                \#(refused(400, 404, 422))
          "/services/{id}/evidence":
            get:
              operationId: getServicesIdEvidence
              summary: "Evidence taken before restarts"
              x-summary-de: "Beweise, vor Neustarts gesichert"
              parameters:
                \#(serviceID)
              responses:
                \#(doneWithObject)
                \#(refused(400, 404))
          "/services/{id}/evidence/{name}":
            get:
              operationId: getServicesIdEvidenceName
              summary: "One bundle of evidence"
              x-summary-de: "Ein Beweis"
              parameters:
                \#(serviceID)
                - name: name
                  in: path
                  required: true
                  description: "Name of the bundle"
                  schema: {type: string, maxLength: 200}
                  example: "1"
              responses:
                \#(done("'*/*'"))
                \#(refused(400, 404))
          /stack:
            get:
              operationId: getStack
              summary: "The units of the stack"
              x-summary-de: "Die Einheiten des Stacks"
              responses:
                \#(doneWithObject)
                \#(refused(400))
          /stack/reload:
            post:
              operationId: postStackReload
              summary: "Reads the stack file again"
              x-summary-de: "Liest die Stack-Datei neu"
              responses:
                \#(doneWithObject)
                \#(refused(400, 403, 409, 422))
        """#
}
