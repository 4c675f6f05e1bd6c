package import Hummingbird

/// Routes that are built while the service runs and are answered behind one of its own, with errors and refused
/// methods as everywhere.
package struct RouterPart: Sendable {
    private let responder: RouterResponder<ServiceContext>

    package init(addRoutes: (Router<ServiceContext>) -> Void) {
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: ProblemMiddleware())
        addRoutes(router)
        router.guardMethods()
        responder = router.buildResponder()
    }

    package func respond(to request: Request, context: ServiceContext) async throws -> Response {
        try await responder.respond(to: request, context: context)
    }
}
