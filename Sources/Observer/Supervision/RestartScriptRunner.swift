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
    private static let logLimitBytes = 10 << 20
    private static let oldLogs = 3

    let rule: RestartScriptRule
    let registry: RegistrySupervisor
    let logFolder: String
    let logger: Logger
    let budget = RestartScriptBudget()

    private var logFile: String { "\(logFolder)/restart-scripts.log" }

    /// Why a service's script is not run; `nil` when it would be.
    func refusal(for entry: ServiceEntry) -> RestartScriptRule.Refusal? {
        guard let script = entry.descriptor.restartScript else { return nil }
        do throws(RestartScriptRule.Refusal) {
            _ = try rule.resolve(script)
            return nil
        } catch {
            return error
        }
    }

    /// Runs scripts, as far as they are allowed now.
    ///
    /// - Parameter target: Id of one registration where an operator asked for it, else the name of a service: then the
    ///   scripts of those instances that do not work.
    func run(_ target: String, why: Why) async {
        for entry in await entries(target, why) {
            guard let script = entry.descriptor.restartScript else { continue }
            do throws(RestartScriptRule.Refusal) {
                await runAlone(try rule.resolve(script), for: entry)
            } catch {
                logger.warning(
                    "A restart script is refused",
                    metadata: [
                        "service_id": "\(entry.serviceID)", "code": "\(error.code)", "reason": "\(error.text.en)",
                    ])
            }
        }
    }

    private func entries(_ target: String, _ why: Why) async -> [ServiceEntry] {
        if case .asked = why { return await registry.entry(target).map { [$0] } ?? [] }
        return await registry.instances(of: target).filter { [.unhealthy, .unreachable].contains($0.status) }
    }

    private func runAlone(_ script: RestartScript, for entry: ServiceEntry) async {
        do throws(RestartScriptBudget.Refusal) {
            try budget.enter(entry.serviceID, at: Moment.current().uptimeMilliseconds)
        } catch {
            return logger.warning(
                "A restart script is not run now",
                metadata: ["service_id": "\(entry.serviceID)", "reason": "\(error.text.en)"])
        }
        await execute(script, for: entry)
        budget.leave(entry.serviceID)
    }

    private func execute(_ script: RestartScript, for entry: ServiceEntry) async {
        let path = script.path
        rotateLog()
        let request = SpawnRequest(
            executable: path, arguments: [],
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "SERVICE_ID": entry.serviceID],
            workingDirectory: "/", logFile: logFile)
        guard script.isInPlace else {
            return logger.warning(
                "A restart script was exchanged since it was checked", metadata: ["script": "\(path)"])
        }
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

    /// Keeps the scripts' common log small, also while one of them writes much.
    func rotateLog() {
        LogFile.rotateIfNeeded(logFile, limitBytes: Self.logLimitBytes, keep: Self.oldLogs)
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
