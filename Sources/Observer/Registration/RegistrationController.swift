import Foundation
import HTTPTypes
import Hummingbird
import Logging
import ObserverCore
import ServiceKit
import Shared

/// `/register`, `/heartbeat` and `/deregister`.
struct RegistrationController {
    /// Largest body of these routes, in bytes.
    private static let bodyLimit = 64 * 1_024

    private struct HeartbeatBody: Decodable {
        let serviceID: Field<String>
        let generation: Field<Int>

        enum CodingKeys: String, CodingKey {
            case serviceID = "service_id"
            case generation
        }
    }

    let watch: RegistryWatch
    let portGuard: PortGuard
    let scripts: RestartScriptRunner
    private let warnings: ScriptWarnings

    init(watch: RegistryWatch, portGuard: PortGuard, scripts: RestartScriptRunner) {
        self.watch = watch
        self.portGuard = portGuard
        self.scripts = scripts
        warnings = ScriptWarnings(logger: watch.logger)
    }

    func addRoutes(to router: Router<ServiceContext>) {
        router.post("\(ObserverRoute.register)", use: register)
        router.post("\(ObserverRoute.heartbeat)", use: heartbeat)
        router.post("\(ObserverRoute.deregister)", use: deregister)
        router.post("\(ObserverRoute.registerDeregister)", use: deregister)
    }

    /// Answers with what is known of the service's health now; the first probe follows at once and nobody waits.
    @Sendable private func register(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<RegistrationResponse> {
        let body = try await request.decodeJSON(JSONValue.self, limit: Self.bodyLimit)
        let descriptor: ServiceDescriptor
        do throws(InvalidServiceDescriptor) {
            descriptor = try ServiceDescriptor(json: body)
        } catch {
            throw Problem.invalid(error.findings)
        }
        let callerUID = try portGuard.verify(descriptor, over: context.channel)
        // As it was sent; only who does not say how much that is gets it counted.
        let bytes =
            try request.announcedLength ?? JSONText.bytes(of: descriptor.json).count
        let entry = try await watch.register(descriptor, bytes: bytes, callerUID: callerUID)
        let refusal = scripts.refusal(for: entry)
        warnings.heed(entry, refusal: refusal)
        return answer(to: entry, refusal: refusal, context.language)
    }

    private func answer(
        to entry: ServiceEntry, refusal: RestartScriptRule.Refusal?, _ language: Language
    ) -> JSONAnswer<RegistrationResponse> {
        var message = LocalizedText(
            de: "Dienst \(entry.descriptor.serviceName) ist angemeldet.",
            en: "Service \(entry.descriptor.serviceName) registered.")(language)
        let warnings = refusal.map { refusal in
            let text = refusal.sentence(language)
            message += " " + text
            return [ProblemDetails.Entry(pointer: "/restart_script", code: refusal.code, detail: text)]
        }
        return JSONAnswer(
            RegistrationResponse(
                serviceID: entry.serviceID, healthStatus: entry.status.registrationWord, message: message,
                leaseSeconds: watch.supervisor.leaseSeconds, generation: entry.generation, warnings: warnings))
    }

    @Sendable private func heartbeat(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<HeartbeatResponse> {
        let body = try await request.decodeJSON(HeartbeatBody.self, limit: Self.bodyLimit)
        var reader = FieldReader()
        let serviceID = reader.required(body.serviceID, "/service_id", "string") ?? ""
        let generation = reader.optional(body.generation, "/generation", "number")
        try reader.finish()
        return JSONAnswer(
            HeartbeatResponse(leaseSeconds: try await watch.heartbeat(serviceID, generation: generation)))
    }

    @Sendable private func deregister(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<DeregistrationResponse> {
        let body = try await request.decodeJSON(DeregistrationBody.self, limit: Self.bodyLimit)
        let serviceID = try body.serviceID()
        try await watch.deregister(serviceID)
        return JSONAnswer(DeregistrationResponse(serviceID: serviceID))
    }
}

extension ServiceStatus {
    /// One of the three words that a registration's answer may carry; a service not probed yet has not been reached.
    fileprivate var registrationWord: String {
        switch self {
        case .healthy, .warning: "healthy"
        case .unhealthy: "unhealthy"
        case .unreachable, .unknown: "unreachable"
        }
    }
}
