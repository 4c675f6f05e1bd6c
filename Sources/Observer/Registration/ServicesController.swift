import Foundation
import HTTPTypes
import Hummingbird
import ObserverCore
import ServiceKit
import Shared

/// `/services`, `/services/{id}` and `/service/{id}`: what is known of the registered services.
struct ServicesController {
    private struct All: Encodable {
        let services: [String: JSONValue]
    }

    private struct One: Encodable {
        let serviceID: String
        let info: JSONValue

        enum CodingKeys: String, CodingKey {
            case serviceID = "service_id"
            case info
        }
    }

    let watch: RegistryWatch

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("\(ObserverRoute.services)", use: list)
        router.get("\(ObserverRoute.services)/{id}", use: show)
        router.get("\(ObserverRoute.service)/{id}", use: show)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async -> JSONAnswer<All> {
        let entries = await watch.supervisor.entries
        let services = entries.map { ($0.serviceID, $0.facts(in: context.language)) }
        return JSONAnswer(
            All(services: Dictionary(uniqueKeysWithValues: services)), headers: [.cacheControl: "no-store"])
    }

    @Sendable private func show(_ request: Request, _ context: ServiceContext) async throws -> JSONAnswer<One> {
        let raw = context.parameters.get("id") ?? ""
        let serviceID = raw.removingPercentEncoding ?? raw
        guard let entry = await watch.supervisor.entry(serviceID) else {
            throw ObserverError.unknownService(serviceID)
        }
        return JSONAnswer(
            One(serviceID: serviceID, info: entry.facts(in: context.language)), headers: [.cacheControl: "no-store"])
    }
}
