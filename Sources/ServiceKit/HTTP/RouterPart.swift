package import Hummingbird

/// Routes that are built while the service runs and are answered behind one of its own, with errors and refused
/// methods as everywhere.
package struct RouterPart: Sendable {
    private let responder: RouterResponder<ServiceContext>

    /// - Parameters:
    ///   - contract: The one whose mounted routes these are; queries are held against it.
    ///   - prefix: Where they are mounted.
    ///   - steps: Around every route, see ``RequestStep``.
    package init(
        of contract: ServiceContract, at prefix: String, steps: [any RequestStep] = [],
        addRoutes: (Router<ServiceContext>) -> Void
    ) {
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        router.add(
            middleware: StepsMiddleware(steps: steps + [QueryNameGuard(contract: contract, mountedAt: prefix)]))
        addRoutes(router)
        router.guardMethods()
        responder = router.buildResponder()
    }

    package func respond(to request: Request, context: ServiceContext) async throws -> Response {
        try await responder.respond(to: request, context: context)
    }
}
