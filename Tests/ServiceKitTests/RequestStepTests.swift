import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import ServiceKit
import Shared
import Synchronization
import TestSupport
import Testing

/// A request goes through the steps in their order, and its answer back through those that have let it pass.
@Suite struct RequestStepTests {
    /// What a step does to the request.
    private enum Deed: CaseIterable {
        case pass, answer, refuse, fail
    }

    private struct Failure: Error {}

    private final class Walk: Sendable {
        private let kept = Mutex<[String]>([])

        var steps: [String] { kept.withLock { $0 } }

        func note(_ step: String) { kept.withLock { $0.append(step) } }
    }

    private struct Step: RequestStep {
        let number: Int
        let deed: Deed
        let walk: Walk

        func before(_ request: Request, _ context: inout ServiceContext) throws -> Response? {
            walk.note("to \(number)")
            switch deed {
            case .pass: return nil
            case .answer: return Response(status: .accepted)
            case .refuse: throw Problem(.gone, code: "gone", detail: .init(de: "Weg.", en: "Gone."))
            case .fail: throw Failure()
            }
        }

        func after(_ response: inout Response, _ request: Request, _ context: ServiceContext) {
            walk.note("back \(number) \(response.status.code)")
            response.headers[values: .vary].append("\(number)")
        }
    }

    private static func status(_ deed: Deed) -> HTTPResponse.Status {
        switch deed {
        case .pass: .noContent
        case .answer: .accepted
        case .refuse: .gone
        case .fail: .internalServerError
        }
    }

    @Test(arguments: 1...60) func `each step sees what the ones before it let pass`(seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let deeds = (0..<Int.random(in: 0...5, using: &random)).map { _ in
            Bool.random(using: &random) ? Deed.pass : Deed.allCases.randomElement(using: &random) ?? .pass
        }
        // The route is the last that can answer, refuse or fail.
        let route = Deed.allCases.randomElement(using: &random) ?? .pass
        let walk = Walk()
        let boot = try ServiceBoot.forTests(identity: KitFixture.identity)
        let steps = deeds.enumerated().map { Step(number: $0.offset, deed: $0.element, walk: walk) }
        let service = ServiceApplication(boot: boot, steps: steps) { router in
            router.get("/walk") { request, context in
                var context = context
                _ = try Step(number: deeds.count, deed: route, walk: walk).before(request, &context)
                return Self.status(route)
            }
        }
        let answer = try await service.application.test(.router) { try await $0.execute(uri: "/walk", method: .get) }

        let all = deeds + [route]
        let last = all.firstIndex { $0 != .pass } ?? deeds.count
        let status = Self.status(all[last])
        let way = (0...last).map { "to \($0)" }
        let back = (0..<last).reversed().map { "back \($0) \(status.code)" }
        #expect(walk.steps == way + back)
        #expect(answer.status == status)
        #expect(answer.headers[values: .vary] == (0..<last).reversed().map { "\($0)" })
        // Those of all services are around them, whatever happens.
        #expect(answer.headers[.init("X-Request-ID")!] != nil && boot.statistics.snapshot.requests == 1)
    }
}
