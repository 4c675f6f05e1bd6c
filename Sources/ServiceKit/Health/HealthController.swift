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
        router.get("\(ServiceRoute.metrics)") { _, _ in metrics() }
    }

    private func full() async -> JSONAnswer<ServiceHealth> {
        answer(await reporter.report())
    }

    private func answer(_ health: ServiceHealth) -> JSONAnswer<ServiceHealth> {
        JSONAnswer(
            health, status: health.status == .unhealthy ? .serviceUnavailable : .ok,
            headers: [.cacheControl: "no-store"], mediaType: ServiceHealth.mediaType)
    }

    private func metrics() -> Response {
        let text = boot.registry.render() + ProcessSampler.render(startedAt: boot.startedAt)
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
