import ObserverCore
import ServiceLifecycle

/// Lets time pass in the registry twice a second and writes once a second what may reach the disk late.
struct HousekeepingService: Service {
    let watch: RegistryWatch
    var tick = Duration.milliseconds(500)

    /// Runs until graceful shutdown, then writes one last time.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            var isFlushDue = false
            while !Task.isCancelled {
                await watch.tick()
                if isFlushDue { await watch.supervisor.flush() }
                isFlushDue.toggle()
                do {
                    try await Task.sleep(for: tick)
                } catch {
                    return  // the shutdown has begun
                }
            }
        }
        await watch.supervisor.flush()
    }
}
