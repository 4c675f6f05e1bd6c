import Foundation
import Glibc
import Logging
import ObserverCore
import ProcessKit
import Shared

/// Runs restart scripts of registered services, where the operator's settings allow them: without a shell, with an
/// empty environment but for a few names, a time limit, and the output in a file.
struct RestartScriptRunner: Sendable {
    private static let timeout = Duration.seconds(60)

    let rule: RestartScriptRule
    let registry: RegistrySupervisor
    let logFolder: String
    let logger: Logger

    /// Why a service's script is not run; `nil` when it would be.
    func refusal(for entry: ServiceEntry) -> RestartScriptRule.Refusal? {
        guard let script = entry.descriptor.restartScript else { return nil }
        do throws(RestartScriptRule.Refusal) {
            _ = try rule.check(script)
            return nil
        } catch {
            return error
        }
    }

    /// Runs the script of a service by name, if it has one that is allowed now.
    func run(_ service: String) async {
        let entries = await registry.entries
        guard let entry = entries.first(where: { $0.descriptor.serviceName == service }),
            let script = entry.descriptor.restartScript
        else { return }
        do throws(RestartScriptRule.Refusal) {
            await execute(try rule.check(script), for: entry)
        } catch {
            logger.warning(
                "A restart script is refused",
                metadata: ["service": "\(service)", "code": "\(error.code)", "reason": "\(error.text.en)"])
        }
    }

    private func execute(_ path: String, for entry: ServiceEntry) async {
        let request = SpawnRequest(
            executable: path, arguments: [],
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "SERVICE_ID": entry.serviceID],
            workingDirectory: "/", logFile: "\(logFolder)/restart-scripts.log")
        do throws(SpawnError) {
            let identity = try Spawner.spawn(request)
            let watch = ProcessWatch()
            watch.watch(identity, isChild: true)
            let status = await Self.end(of: identity, watch)
            logger.info(
                "A restart script has ended",
                metadata: ["service_id": "\(entry.serviceID)", "script": "\(path)", "status": "\(status.text.en)"])
        } catch {
            logger.warning("A restart script cannot be run", metadata: ["script": "\(path)", "reason": "\(error)"])
        }
    }

    private static func end(of identity: ProcessIdentity, _ watch: ProcessWatch) async -> ExitStatus {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                guard (try? await Task.sleep(for: timeout)) != nil else { return }  // throws when it ended in time
                ProcessSignal.sendToGroup(SIGKILL, of: identity)
            }
            let ending = await watch.endings.first { _ in true }
            group.cancelAll()
            return ending?.status ?? .unknown
        }
    }
}
