import Foundation
import ServiceKit

extension ServiceContract {
    /// The pages for people, and the forms on them.
    static let dashboardPaths =
        servicePage + "\n" + forms.map(form).joined(separator: "\n") + "\n" + otherPages

    private static let servicePage = #"""
          "/ui/services/{id}":
            get:
              operationId: getUiServicesId
              summary: "The page of a service"
              x-summary-de: "Die Seite eines Dienstes"
              parameters:
                \#(serviceID)
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
                \#(done("text/html"))
                \#(refused(400, 404))
        """#

    /// What the page of a service orders, in English and German.
    private static let forms = [
        ("start", "Starts a service from its page", "Startet einen Dienst von seiner Seite aus"),
        ("stop", "Stops a service from its page", "Hält einen Dienst von seiner Seite aus an"),
        ("restart", "Restarts a service from its page", "Startet einen Dienst von seiner Seite aus neu"),
        ("pause", "Leaves a service alone, from its page", "Lässt einen Dienst in Ruhe, von seiner Seite aus"),
        (
            "resume", "Watches over a service again, from its page",
            "Überwacht einen Dienst wieder, von seiner Seite aus"
        ),
    ]

    private static func form(_ order: String, _ summary: String, _ german: String) -> String {
        #"""
          "/ui/services/{id}/\#(order)":
            post:
              operationId: postUiServicesId\#(order.capitalized)
              summary: "\#(summary)"
              x-summary-de: "\#(german)"
              parameters:
                \#(serviceID)
              requestBody:
                content:
                  application/x-www-form-urlencoded:
                    schema: {type: object, properties: {confirmed: {enum: ["yes"]}}}
              responses:
                \#(redirected)
                \#(refused(400))
                \#(refusedOnPage(403, "The form came from another page than our own"))
                \#(refusedOnPage(404, "There is none; for a person, the page that says so"))
                \#(refusedOnPage(409, "Not in its present state; for a person, the page that says why"))
                \#(refused(413))
                \#(refusedOnPage(429, "Too many restarts; for a person, the page that says so"))
        """#
    }

    /// The answer to a form that is taken.
    private static let redirected = """
        "303":
                  description: "Done, or asks for confirmation: see the page"
                  headers:
                    Location: {$ref: '#/components/headers/Location'}
        """

    /// A refusal that people get as a page and programs as a problem.
    private static func refusedOnPage(_ status: Int, _ description: String) -> String {
        """
        "\(status)":
                  description: "\(description)"
                  content:
                    text/html:
                      schema: {}
                    application/problem+json:
                      schema: {$ref: '#/components/schemas/Problem'}
        """
    }

    private static let otherPages = #"""
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
                \#(done("text/html"))
                \#(refused(400))
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
                \#(redirected)
                \#(refused(400, 403))
                \#(refusedOnPage(409, "Not in its present state; for a person, the page that says why"))
                \#(refused(413))
                \#(refusedOnPage(422, "The form has faults; for a person, the page that names them"))
                \#(refusedOnPage(503, "Not possible now; for a person, the page that says why"))
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
                \#(redirected)
                \#(refused(400, 403))
                \#(refusedOnPage(404, "There is none; for a person, the page that says so"))
          /assets/live.js:
            get:
              operationId: getAssetsLiveJs
              summary: "Script that keeps the pages live"
              x-summary-de: "Skript, das die Seiten aktuell hält"
              parameters:
                - {name: v, in: query, description: "Mark of the content: an answer to the right one may be kept", schema: {type: string}}
              responses:
                \#(done("text/javascript"))
                \#(refused(400))
        """#
}
