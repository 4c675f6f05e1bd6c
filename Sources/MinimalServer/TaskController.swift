import HTTPTypes
import Hummingbird
import ServiceKit
import Shared

/// `/minimal-task`: starts a background task and reports its state.
struct TaskController {
    private struct Body: Decodable {
        let limit: Field<Int>
    }

    let board: TaskBoard

    func addRoutes(to router: Router<ServiceContext>) {
        router.post("/minimal-task", use: create)
        router.get("/minimal-task/{id}", use: show)
    }

    @Sendable private func create(_ request: Request, _ context: ServiceContext) async throws -> JSONAnswer<PrimeTask> {
        let body = try await request.decodeJSON(Body.self, limit: 1_024)
        var reader = FieldReader()
        let limit = reader.required(body.limit, "/limit", "number") ?? 0
        if !(0...5_000_000).contains(limit) {
            reader.report("/limit", "out-of-range", de: "Erlaubt ist 0 bis 5000000.", en: "Use 0 to 5000000.")
        }
        try reader.finish()
        guard let task = board.add(limit: limit) else { throw Problem.busy }
        return JSONAnswer(task, status: .accepted, headers: [.location: "/minimal-task/\(task.id)"])
    }

    @Sendable private func show(_ request: Request, _ context: ServiceContext) async throws -> JSONAnswer<PrimeTask> {
        guard let task = board.task(context.parameters.get("id") ?? "") else {
            throw Problem.notFound(.init(de: "Diese Aufgabe ist nicht bekannt.", en: "This task is not known."))
        }
        return JSONAnswer(task)
    }
}

extension Problem {
    fileprivate static let busy = Problem(
        .serviceUnavailable, code: "queue-full",
        detail: .init(de: "Zu viele Aufgaben warten.", en: "Too many tasks are waiting."), headers: [.retryAfter: "1"])
}
