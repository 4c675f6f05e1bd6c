import ServiceKit

extension ServiceContract {
    /// What the routes exchange.
    static let minimalSchemas = #"""
            PrimeTask:
              type: object
              required: [id, limit, state]
              properties:
                id: {type: string}
                limit: {type: integer}
                state: {type: string}
        """#
}
