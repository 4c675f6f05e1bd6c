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
    let watchdog: Watchdog

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("\(ObserverRoute.services)", use: list)
        router.get("\(ObserverRoute.services)/{id}", use: show)
        router.get("\(ObserverRoute.service)/{id}", use: show)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async -> JSONAnswer<All> {
        let entries = await watch.supervisor.entries
        let units = unitAnswers(context.language)
        var services = Dictionary(
            uniqueKeysWithValues: entries.map { ($0.serviceID, facts(of: $0, units, context.language)) })
        // Units that are not registered at the moment are shown all the same: they are ours.
        for (unit, json) in units where !entries.contains(where: { unit.isUnit(of: $0) }) {
            services[unit.serviceID] = json
        }
        return JSONAnswer(All(services: services), headers: [.cacheControl: "no-store"])
    }

    @Sendable private func show(_ request: Request, _ context: ServiceContext) async throws -> JSONAnswer<One> {
        let raw = context.parameters.get("id") ?? ""
        let serviceID = raw.removingPercentEncoding ?? raw
        let units = unitAnswers(context.language)
        if let entry = await watch.supervisor.entry(serviceID) {
            return JSONAnswer(
                One(serviceID: serviceID, info: facts(of: entry, units, context.language)),
                headers: [.cacheControl: "no-store"])
        }
        guard let name = watchdog.unitName(for: serviceID), let unit = units.first(where: { $0.0.unit.name == name })
        else { throw ObserverError.unknownService(serviceID) }
        return JSONAnswer(One(serviceID: serviceID, info: unit.1), headers: [.cacheControl: "no-store"])
    }

    // MARK: Units

    private func unitAnswers(_ language: Language) -> [(UnitAnswer, JSONValue)] {
        let state = watchdog.state
        let now = Moment.current()
        return zip(state.units, state.specs).map { unit, spec in
            let answer = UnitAnswer(unit: unit, spec: spec)
            return (answer, answer.json(language, at: now))
        }
    }

    /// What is registered, and what the watchdog knows of the unit behind it.
    private func facts(
        of entry: ServiceEntry, _ units: [(UnitAnswer, JSONValue)], _ language: Language
    ) -> JSONValue {
        var members = entry.facts(in: language).objectValue ?? [:]
        if let unit = units.first(where: { $0.0.isUnit(of: entry) }) { members["supervision"] = unit.1 }
        return .object(members)
    }
}
