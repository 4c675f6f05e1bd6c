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
    private let pace = ClearancePace()

    init(
        logFolder: String, run: String, observerURL: @escaping @Sendable () -> String, environment: [String: String]
    ) {
        self.logFolder = logFolder
        self.run = run
        self.observerURL = observerURL
        self.environment = environment
    }

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
        do throws(SpawnError) {
            return .success(try Spawner.spawn(request(spec, generation: generation)))
        } catch {
            return .failure(LaunchObstacle(Obstacle(error)))
        }
    }

    private func request(_ spec: UnitSpec, generation: Int) -> SpawnRequest {
        SpawnRequest(
            executable: spec.executable, arguments: spec.arguments,
            environment: LaunchEnvironment.make(
                for: spec, base: environment, dataFolder: dataFolder, observerURL: observerURL(), run: run,
                generation: generation),
            workingDirectory: spec.workingDirectory, logFile: logFile(spec.name))
    }

    /// What would be in the way of a start now; `nil` for nothing.
    func obstacle(for spec: UnitSpec) -> Obstacle? {
        if let port = spec.port, PortCheck.isTaken(host: spec.host, port: port) { return holder(of: port, spec) }
        return diskObstacle
    }

    private var diskObstacle: Obstacle? {
        guard let free = DiskSpace.freeBytes(logFolder), free < Self.leastFreeBytes else { return nil }
        return .diskFull(freeBytes: free)
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
        let before = Look(stamp: ExecutableStamp.read(spec.executable), isFaulty: fault(spec) != nil)
        let pause = pause(for: obstacle)
        var wait = pace.firstWait(of: spec.name, at: .current()).map { max($0, pause) } ?? pause
        repeat {
            try? await Task.sleep(for: wait)  // cancelled: the condition ends the loop
            wait = pause
            if !Task.isCancelled, isWanted(), isGone(obstacle, spec, before) {
                pace.cleared(spec.name, at: .current())
                return true
            }
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

    /// How things were when a wait began.
    private struct Look {
        let stamp: ExecutableStamp?
        /// Whether a start was seen to be impossible beforehand.
        let isFaulty: Bool
    }

    private func fault(_ spec: UnitSpec) -> SpawnError? { request(spec, generation: 0).fault() }

    /// Asks no less than the start itself will: else the start would fail at once, and the wait begin anew.
    private func isGone(_ obstacle: Obstacle, _ spec: UnitSpec, _ before: Look) -> Bool {
        switch obstacle {
        case .portTaken: return isPortFree(spec)
        case .leftover(let holder):
            endLeftover(holder, of: spec)
            return isPortFree(spec)
        case .diskFull: return diskObstacle == nil
        case .folderUnusable, .logUnusable, .outOfResources: return fault(spec) == nil
        case .programMissing, .notExecutable, .exitCode, .crashLoop, .other:
            // What no look could see beforehand, none will see gone: then only another file is a reason to try.
            return fault(spec) == nil && (before.isFaulty || ExecutableStamp.read(spec.executable) != before.stamp)
        }
    }

    private func isPortFree(_ spec: UnitSpec) -> Bool {
        spec.port.map { !PortCheck.isTaken(host: spec.host, port: $0) } ?? true
    }

    private func endLeftover(_ holder: PortHolder, of spec: UnitSpec) {
        guard let pid = holder.pid, let identity = ProcessTable.identity(ofPID: Int32(pid)),
            isLeftover(identity.pid, of: spec.name)
        else { return }
        ProcessSignal.send(SIGKILL, to: identity)
    }

    // MARK: What is there already

    /// Leaders of sessions that carry our marker: the processes of units, without what they started themselves.
    ///
    /// - Parameter units: What is remembered of the units.
    func findUnits(_ units: [UnitState]) -> [FoundUnit] {
        let marked = ProcessTable.find(marker: "\(LaunchEnvironment.runMarker)=\(run)")
        let leaders = marked.compactMap { found -> FoundUnit? in
            guard let unit = found.environment[LaunchEnvironment.unitMarker],
                let generation = found.environment[LaunchEnvironment.generationMarker].flatMap({ Int($0) }),
                getsid(found.identity.pid) == found.identity.pid
            else { return nil }
            return FoundUnit(unit: unit, generation: generation, identity: found.identity)
        }
        return Self.withoutHelpers(leaders, of: units)
    }

    /// A service may start helpers in sessions of their own, which inherit its marks. No generation is ever started
    /// twice, so of those with the same number only one is the unit: the recorded one, else the first.
    static func withoutHelpers(_ leaders: [FoundUnit], of units: [UnitState]) -> [FoundUnit] {
        leaders.filter { leader in
            // Of a unit that is not known all must go.
            guard let unit = units.first(where: { $0.name == leader.unit }) else { return true }
            if unit.generation == leader.generation, let recorded = unit.identity { return leader.identity == recorded }
            let same = leaders.filter { $0.unit == leader.unit && $0.generation == leader.generation }
            let first = same.min {
                ($0.identity.startTicks, $0.identity.pid) < ($1.identity.startTicks, $1.identity.pid)
            }
            return leader == first
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
