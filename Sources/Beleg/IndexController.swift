import Hummingbird
import ServiceKit
import Shared

/// `/`: for browsers the page that checks invoices, for everyone else what this service is and where its routes are.
struct IndexController {
    let boot: ServiceBoot

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("/") { request, context in
            if let page = CheckPageController.page(request, context) { return page }
            let answer = JSONAnswer(
                [
                    "service": JSONValue.string(boot.identity.name), "version": .string(boot.settings.version),
                    "endpoints": .array(boot.identity.apiEndpoints.map(JSONValue.string)),
                ], headers: [.vary: "Accept, Accept-Language"])
            return try answer.response(from: request, context: context)
        }
    }
}
