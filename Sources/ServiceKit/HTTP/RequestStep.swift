package import Hummingbird

/// Something that every request passes on the way to its route, and its answer on the way back.
///
/// Steps do not wait for anything, so one middleware takes them all as plain calls. A middleware of the framework each
/// would cost every request about a microsecond more: another suspended function, other copies of request and context.
package protocol RequestStep: Sendable {
    /// Looks at a request before the steps behind this one and the route.
    ///
    /// - Returns: the answer, when the request goes no further; nil lets it pass.
    /// - Throws: what is answered as an error of the route would be.
    func before(_ request: Request, _ context: inout ServiceContext) throws -> Response?

    /// Completes the answer to a request that this step has let pass; errors are rendered already.
    func after(_ response: inout Response, _ request: Request, _ context: ServiceContext)

    /// The service is ended by force: a request that this step has let pass gets no answer.
    func abandoned(_ request: Request, _ context: ServiceContext)
}

extension RequestStep {
    package func before(_ request: Request, _ context: inout ServiceContext) throws -> Response? { nil }

    package func after(_ response: inout Response, _ request: Request, _ context: ServiceContext) {}

    package func abandoned(_ request: Request, _ context: ServiceContext) {}
}

/// Leads requests through steps to their route, renders what is thrown there, and leads the answers back.
struct StepsMiddleware: RouterMiddleware {
    /// The outermost first.
    let steps: [any RequestStep]

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        var passed = 0
        var response: Response
        do {
            if let answer = try begin(request, &context, &passed) {
                response = answer
            } else {
                response = try await next(request, context)
            }
        } catch let error as CancellationError where Task.isCancelled {
            for step in steps[..<passed].reversed() { step.abandoned(request, context) }
            throw error
        } catch {
            response = Problem(of: error, request, context).answer(request, context)
        }
        for step in steps[..<passed].reversed() { step.after(&response, request, context) }
        return response
    }

    private func begin(
        _ request: Request, _ context: inout ServiceContext, _ passed: inout Int
    ) throws -> Response? {
        for step in steps {
            if let answer = try step.before(request, &context) { return answer }
            passed += 1
        }
        return nil
    }
}
