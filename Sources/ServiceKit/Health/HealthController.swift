import Foundation
import Hummingbird
import Shared

/// `/health`, `/health/live`, `/health/ready` and `/metrics`.
struct HealthController {
    let reporter: HealthReporter
    let boot: ServiceBoot

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("\(ServiceRoute.health)") { _, _ in await full() }
        router.get("\(ServiceRoute.ready)") { _, _ in await full() }
        router.get("\(ServiceRoute.live)") { _, _ in answer(reporter.liveness()) }
        router.get("\(ServiceRoute.metrics)") { request, _ in metrics(request) }
    }

    private func full() async -> JSONAnswer<ServiceHealth> {
        answer(await reporter.report())
    }

    private func answer(_ health: ServiceHealth) -> JSONAnswer<ServiceHealth> {
        JSONAnswer(
            health, status: health.status == .unhealthy ? .serviceUnavailable : .ok,
            headers: [.cacheControl: "no-store"], mediaType: ServiceHealth.mediaType)
    }

    /// `name[]` asks for some families only, as other exporters have it: who reads often need not read all.
    private func metrics(_ request: Request) -> Response {
        let wanted = QueryReader(request).texts("name[]")
        let own: Set<String> = [OwnRequests.durationFamily, OwnRequests.errorFamily]
        let requests = wanted.isEmpty || !own.isDisjoint(with: wanted) ? boot.statistics.own.render() : ""
        let rest = !wanted.isEmpty && own.isSuperset(of: wanted) ? "" : boot.registry.render(only: wanted)
        let isProcessWanted = wanted.isEmpty || wanted.contains { $0.hasPrefix("process_") }
        let process = isProcessWanted ? ProcessSampler.render(startedAt: boot.startedAt) : ""
        let text = rest + process + requests
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
