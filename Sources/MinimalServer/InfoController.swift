import Foundation
import HTTPTypes
import Hummingbird
import ServiceKit
import Shared

/// `/`, `/echo` and `/system-info`.
struct InfoController {
    let boot: ServiceBoot

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("/") { _, _ in index() }
        router.post("/echo", use: echo)
        router.get("/system-info") { _, _ in systemInfo() }
    }

    private func index() -> JSONAnswer<[String: JSONValue]> {
        JSONAnswer([
            "service": .string(boot.identity.name), "version": .string(boot.settings.version),
            "endpoints": .array(boot.identity.apiEndpoints.map(JSONValue.string)),
        ])
    }

    /// Gives back the JSON body as it was understood.
    @Sendable private func echo(_ request: Request, _ context: ServiceContext) async throws
        -> JSONAnswer<[String: JSONValue]>
    {
        let body = try await request.decodeJSON(JSONValue.self, limit: 64 * 1024)
        return JSONAnswer(["echo": body, "request_id": .string(context.requestID)])
    }

    private func systemInfo() -> JSONAnswer<[String: JSONValue]> {
        let process = ProcessInfo.processInfo
        return JSONAnswer([
            "operating_system": .string(process.operatingSystemVersionString),
            "processors": .integer(Int64(process.activeProcessorCount)),
            "memory_bytes": .integer(Int64(process.physicalMemory)),
            "resident_memory_bytes": .integer(Int64(ProcessSampler.residentBytes())),
            "pid": .integer(Int64(process.processIdentifier)),
            "uptime_seconds": .number(Date.now.timeIntervalSince(boot.startedAt)),
        ])
    }
}
