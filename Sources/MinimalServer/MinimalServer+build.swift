package import ServiceKit
import Shared

extension ServiceIdentity {
    package static let minimalServer = ServiceIdentity(
        name: "minimal-server", program: "MinimalServer", summary: "the smallest complete service",
        defaultPort: DefaultPort.minimalServer, dataFolder: "minimal-server",
        apiEndpoints: ["/", "/echo", "/system-info", "/minimal-task"])
}

/// Builds the service; the command and the tests both call this.
package func buildApplication(_ boot: ServiceBoot) -> ServiceApplication {
    let tasks = TaskBoard()
    let runner = TaskRunner(board: tasks)
    let health = HealthSources(queueSize: { tasks.waiting })
    return ServiceApplication(boot: boot, health: health, services: [runner], contract: .minimalServer) { router in
        InfoController(boot: boot).addRoutes(to: router)
        TaskController(board: tasks).addRoutes(to: router)
    }
}
