import Foundation
import Glibc
import ObserverCore
import ProcessKit
import ServiceKit

/// Looks whether a unit can be started, and starts it.
struct Launcher: Sendable {
    /// Free bytes below which no start is tried: a service that cannot write only fails later, and worse.
    private static let leastFreeBytes = 16 << 20

    /// Where logs go.
    let logFolder: String
    /// Value of the marker that all our processes carry.
    let run: String
    /// Where units register.
    let observerURL: @Sendable () -> String
    let environment: [String: String]
    /// Folder for data, in which each service has its own.
    var dataFolder: String { URL(fileURLWithPath: run).deletingLastPathComponent().path }

    /// The file that a unit's output is appended to.
    func logFile(_ unit: String) -> String { "\(logFolder)/\(unit).log" }

    /// Starts a unit.
    ///
    /// - Returns: The process, or what was in the way.
    func start(_ spec: UnitSpec, generation: Int) -> Result<ProcessIdentity, LaunchObstacle> {
        if let obstacle = obstacle(for: spec) { return .failure(LaunchObstacle(obstacle)) }
        LogFile.rotateIfNeeded(logFile(spec.name), limitBytes: spec.logLimitBytes, keep: spec.logFiles)
        let request = SpawnRequest(
            executable: spec.executable, arguments: spec.arguments,
            environment: LaunchEnvironment.make(
                for: spec, base: environment, dataFolder: dataFolder, observerURL: observerURL(), run: run,
                generation: generation),
            workingDirectory: spec.workingDirectory, logFile: logFile(spec.name))
        do throws(SpawnError) {
            return .success(try Spawner.spawn(request))
        } catch {
            return .failure(LaunchObstacle(Obstacle(error)))
        }
    }

    /// What would be in the way of a start now; `nil` for nothing.
    func obstacle(for spec: UnitSpec) -> Obstacle? {
        if let port = spec.port, PortCheck.isTaken(host: spec.host, port: port) { return holder(of: port, spec) }
        if let free = DiskSpace.freeBytes(logFolder), free < Self.leastFreeBytes { return .diskFull(freeBytes: free) }
        return nil
    }

    private func holder(of port: Int, _ spec: UnitSpec) -> Obstacle? {
        guard let owner = PortOwner.find(port: port) else {
            // It may have gone between the two looks.
            guard PortCheck.isTaken(host: spec.host, port: port) else { return nil }
            return .portTaken(PortHolder(port: port, pid: nil, program: "", user: ""))
        }
        let holder = PortHolder(port: port, pid: owner.pid, program: owner.program, user: owner.user)
        return isLeftover(Int32(owner.pid), of: spec.name) ? .leftover(holder) : .portTaken(holder)
    }

    private func isLeftover(_ pid: Int32, of unit: String) -> Bool {
        let entries = (ProcFile.text("/proc/\(pid)/environ") ?? "").split(separator: "\0")
        return entries.contains("\(LaunchEnvironment.runMarker)=\(run)")
            && entries.contains("\(LaunchEnvironment.unitMarker)=\(unit)")
    }

    // MARK: Waits

    /// Waits until an obstacle is gone.
    ///
    /// - Parameter isWanted: Whether anybody still waits for it.
    /// - Returns: Whether it is gone; `false` when nobody waits any more, or when cancelled.
    func awaitClearance(_ obstacle: Obstacle, of spec: UnitSpec, while isWanted: () -> Bool) async -> Bool {
        let stamp = ExecutableStamp.read(spec.executable)
        repeat {
            try? await Task.sleep(for: pause(for: obstacle))  // cancelled: the condition ends the loop
            if !Task.isCancelled, isWanted(), isGone(obstacle, spec, stamp) { return true }
        } while !Task.isCancelled && isWanted()
        return false
    }

    private func pause(for obstacle: Obstacle) -> Duration {
        switch obstacle {
        case .portTaken, .leftover: .milliseconds(100)
        case .outOfResources: .seconds(2)
        default: .milliseconds(500)
        }
    }

    private func isGone(_ obstacle: Obstacle, _ spec: UnitSpec, _ stamp: ExecutableStamp?) -> Bool {
        switch obstacle {
        case .portTaken: return spec.port.map { !PortCheck.isTaken(host: spec.host, port: $0) } ?? true
        case .leftover(let holder):
            if let pid = holder.pid, let identity = ProcessTable.identity(ofPID: Int32(pid)),
                isLeftover(identity.pid, of: spec.name)
            {
                ProcessSignal.send(SIGKILL, to: identity)
            }
            return spec.port.map { !PortCheck.isTaken(host: spec.host, port: $0) } ?? true
        case .diskFull: return (DiskSpace.freeBytes(logFolder) ?? .max) >= Self.leastFreeBytes
        case .folderUnusable(let path): return access(path, X_OK) == 0
        case .logUnusable: return access(logFolder, W_OK) == 0
        case .outOfResources: return true
        case .programMissing, .notExecutable, .exitCode, .crashLoop, .other:
            let current = ExecutableStamp.read(spec.executable)
            return current != stamp && current != nil && access(spec.executable, X_OK) == 0
        }
    }

    // MARK: What is there already

    /// Leaders of sessions that carry our marker: the processes of units, without what they started themselves.
    func findUnits() -> [FoundUnit] {
        ProcessTable.find(marker: "\(LaunchEnvironment.runMarker)=\(run)").compactMap { found in
            guard let unit = found.environment[LaunchEnvironment.unitMarker],
                let generation = found.environment[LaunchEnvironment.generationMarker].flatMap({ Int($0) }),
                getsid(found.identity.pid) == found.identity.pid
            else { return nil }
            return FoundUnit(unit: unit, generation: generation, identity: found.identity)
        }
    }

    /// Ends what a finished generation of a unit left behind.
    func sweep(_ unit: String, generation: Int) {
        for found in ProcessTable.find(marker: "\(LaunchEnvironment.runMarker)=\(run)")
        where found.environment[LaunchEnvironment.unitMarker] == unit
            && found.environment[LaunchEnvironment.generationMarker] == String(generation)
        {
            ProcessSignal.send(SIGKILL, to: found.identity)
        }
    }
}

/// An obstacle as an error.
struct LaunchObstacle: Error {
    let obstacle: Obstacle

    init(_ obstacle: Obstacle) {
        self.obstacle = obstacle
    }
}

extension Obstacle {
    init(_ error: SpawnError) {
        switch error {
        case .programMissing(let path): self = .programMissing(path)
        case .notExecutable(let path): self = .notExecutable(path)
        case .folderUnusable(let path): self = .folderUnusable(path)
        case .logUnusable(let path): self = .logUnusable(path)
        case .outOfResources: self = .outOfResources
        case .other(let reason): self = .other(reason)
        }
    }
}
