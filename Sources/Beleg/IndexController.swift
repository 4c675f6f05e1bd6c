import Hummingbird
import ServiceKit
import Shared

/// `/`: what this service is and where its routes are.
struct IndexController {
    let boot: ServiceBoot

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("/") { _, _ in
            JSONAnswer([
                "service": JSONValue.string(boot.identity.name), "version": .string(boot.settings.version),
                "endpoints": .array(boot.identity.apiEndpoints.map(JSONValue.string)),
            ])
        }
    }
}
