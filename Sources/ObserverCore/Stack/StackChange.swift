/// What differs between two stack files: what a reload would do.
package struct StackChange: Sendable, Hashable {
    /// A service that both files hold, with the keys that differ.
    package struct Unit: Sendable, Hashable {
        package let name: String
        /// As they are called in the file, in its order.
        package let keys: [String]
    }

    /// Services that only the new file holds, in its order.
    package private(set) var added: [String] = []
    /// Services that only the old file holds, in its order.
    package private(set) var removed: [String] = []
    /// Services whose processes would have to be replaced.
    package private(set) var changed: [Unit] = []
    /// Services that are looked after differently from now on, without a restart.
    package private(set) var adjusted: [Unit] = []
    /// Services that are left alone.
    package private(set) var unchanged: [String] = []

    /// Compares the services of two files.
    package static func between(_ old: [UnitSpec], _ new: [UnitSpec]) -> StackChange {
        let before = Dictionary(old.map { ($0.name, $0) }) { first, _ in first }
        let after = Set(new.map(\.name))
        var change = StackChange()
        change.removed = old.map(\.name).filter { !after.contains($0) }
        for unit in new {
            guard let known = before[unit.name] else {
                change.added.append(unit.name)
                continue
            }
            let keys = Key.allCases.filter { $0.differs(known, unit) }
            let difference = Unit(name: unit.name, keys: keys.map(\.rawValue))
            if keys.isEmpty {
                change.unchanged.append(unit.name)
            } else if keys.contains(where: \.isSeenByProcess) {
                change.changed.append(difference)
            } else {
                change.adjusted.append(difference)
            }
        }
        return change
    }

    private enum Key: String, CaseIterable {
        case serviceName = "service_name"
        case command, arguments, environment
        case workingDirectory = "working_directory"
        case host, port, health
        case dependsOn = "depends_on"
        case start
        case startTimeout = "start_timeout"
        case stopTimeout = "stop_timeout"
        case hangStopTimeout = "hang_stop_timeout"
        case restart, log

        /// Whether a running process would have to be replaced for a change to take effect. Health paths, spans,
        /// policies and the rotation of logs are the Observer's own business.
        var isSeenByProcess: Bool {
            switch self {
            case .serviceName, .command, .arguments, .environment, .workingDirectory, .host, .port: true
            case .health, .dependsOn, .start, .startTimeout, .stopTimeout, .hangStopTimeout, .restart, .log: false
            }
        }

        func differs(_ old: UnitSpec, _ new: UnitSpec) -> Bool {
            switch self {
            case .serviceName: old.serviceName != new.serviceName
            case .command: old.executable != new.executable
            case .arguments: old.arguments != new.arguments
            case .environment: old.environment != new.environment
            case .workingDirectory: old.workingDirectory != new.workingDirectory
            case .host: old.host != new.host
            case .port: old.port != new.port
            case .health: (old.readyPath, old.livePath) != (new.readyPath, new.livePath)
            case .dependsOn: old.dependsOn != new.dependsOn
            case .start: old.startsWithStack != new.startsWithStack
            case .startTimeout: old.startMilliseconds != new.startMilliseconds
            case .stopTimeout: old.stopMilliseconds != new.stopMilliseconds
            case .hangStopTimeout: old.hangStopMilliseconds != new.hangStopMilliseconds
            case .restart: old.restart != new.restart
            case .log: (old.logLimitBytes, old.logFiles) != (new.logLimitBytes, new.logFiles)
            }
        }
    }
}
