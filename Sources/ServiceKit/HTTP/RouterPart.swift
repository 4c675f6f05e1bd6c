package import Hummingbird

/// Routes that are built while the service runs and are answered behind one of its own, with errors and refused
/// methods as everywhere.
package struct RouterPart: Sendable {
    private let responder: RouterResponder<ServiceContext>

    /// - Parameters:
    ///   - contract: The one whose mounted routes these are; queries are held against it.
    ///   - prefix: Where they are mounted.
    ///   - outermost: Sees every answer, also errors as they are rendered and the refusals of the router.
    package init(
        of contract: ServiceContract, at prefix: String, outermost: [any RouterMiddleware<ServiceContext>] = [],
        addRoutes: (Router<ServiceContext>) -> Void
    ) {
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        router.add(outermost)
        router.add(middleware: ProblemMiddleware())
        router.add(middleware: QueryNameMiddleware(contract: contract, mountedAt: prefix))
        addRoutes(router)
        router.guardMethods()
        responder = router.buildResponder()
    }

    package func respond(to request: Request, context: ServiceContext) async throws -> Response {
        try await responder.respond(to: request, context: context)
    }
}

extension Router<ServiceContext> {
    /// Adds middleware of any type, in order.
    func add(_ all: [any RouterMiddleware<ServiceContext>]) {
        func add(_ one: some RouterMiddleware<ServiceContext>) { self.add(middleware: one) }
        for one in all { add(one) }
    }
}
