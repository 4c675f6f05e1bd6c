import ServiceKit

extension ServiceContract {
    /// What can be followed while it happens.
    static let livePaths = #"""
          /events:
            get:
              operationId: getEvents
              summary: "Changes of services, decisions and incidents as they happen; alive after two seconds of silence"
              x-summary-de: "Änderungen der Dienste, Entscheidungen und Störungen, sobald sie geschehen; alive nach zwei stillen Sekunden"
              parameters:
                - name: Last-Event-ID
                  in: header
                  description: "Id of the last event that was seen: what was missed comes first"
                  schema: {type: string, maxLength: 64}
              responses:
                \#(done("text/event-stream"))
                \#(refused(400, 503))
          "/services/{id}/log":
            get:
              operationId: getServicesIdLog
              summary: "The end of the log; as text/event-stream, each line as it is written"
              x-summary-de: "Das Ende des Protokolls; als text/event-stream jede Zeile, sobald sie geschrieben ist"
              parameters:
                \#(serviceID)
                - name: lines
                  in: query
                  description: "Most lines"
                  schema: {type: integer, minimum: 1, maximum: 2000, default: 200}
                - name: after
                  in: query
                  description: "Id of a line: a stream begins behind it"
                  schema: {type: string, pattern: '^[0-9]{1,18}-[0-9]{1,18}$'}
                - name: Last-Event-ID
                  in: header
                  description: "Id of the last line that was seen: what was missed comes first"
                  schema: {type: string, maxLength: 64}
              responses:
                \#(done("text/plain"))
                    text/event-stream:
                      schema: {}
                \#(refused(400, 404, 422, 503))
        """#
}
