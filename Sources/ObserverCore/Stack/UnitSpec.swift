/// One service that the Observer starts and supervises, as the stack file describes it.
package struct UnitSpec: Sendable, Hashable, Codable {
    /// Name within the stack, such as `finance`; also the name in commands and in `depends_on`.
    package var name: String
    /// Name under which the service registers and reports its health, such as `finance-service`.
    package var serviceName: String
    /// Absolute path of the program.
    package var executable: String
    /// Arguments after the program's name.
    package var arguments: [String]
    /// Variables set beside, or instead of, those of the Observer's own environment.
    package var environment: [String: String]
    /// Absolute path of the folder to start in.
    package var workingDirectory: String
    /// Where it listens; `127.0.0.1` unless set.
    package var host: String
    /// TCP port where it listens; `nil` for a service without one, which is ready once it has run for a second.
    package var port: Int?
    /// Path that says whether it is ready for work, with its dependencies: decides colour and gating.
    package var readyPath: String
    /// Path that says whether the process lives, without dependencies: decides restarts.
    package var livePath: String
    /// Names of units, or of services that register on their own, which this one needs.
    package var dependsOn: [String]
    /// Whether it is started with the stack; otherwise only by the operator.
    package var startsWithStack: Bool
    /// When and how often it is started again.
    package var restart: RestartPolicy
    /// Span from SIGTERM to SIGKILL on a stop, in milliseconds.
    package var stopMilliseconds: Int
    /// The same for a service that hangs and is to be restarted, in milliseconds.
    package var hangStopMilliseconds: Int
    /// Least span that a start may take until ready, in milliseconds; grows with what was learnt.
    package var startMilliseconds: Int
    /// Size at which the log file is rotated, in bytes.
    package var logLimitBytes: Int
    /// Rotated log files that are kept.
    package var logFiles: Int

    /// Describes a service; everything but the names and the program has the product's default.
    package init(
        name: String, serviceName: String? = nil, executable: String, arguments: [String] = [],
        environment: [String: String] = [:], workingDirectory: String = "/", host: String = "127.0.0.1",
        port: Int? = nil, readyPath: String = "/health/ready", livePath: String = "/health/live",
        dependsOn: [String] = [], startsWithStack: Bool = true, restart: RestartPolicy = RestartPolicy(),
        stopMilliseconds: Int = 15_000, hangStopMilliseconds: Int = 500, startMilliseconds: Int = 30_000,
        logLimitBytes: Int = 10 << 20, logFiles: Int = 5
    ) {
        self.name = name
        self.serviceName = serviceName ?? name
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.host = host
        self.port = port
        self.readyPath = readyPath
        self.livePath = livePath
        self.dependsOn = dependsOn
        self.startsWithStack = startsWithStack
        self.restart = restart
        self.stopMilliseconds = stopMilliseconds
        self.hangStopMilliseconds = hangStopMilliseconds
        self.startMilliseconds = startMilliseconds
        self.logLimitBytes = logLimitBytes
        self.logFiles = logFiles
    }
}

/// When and how often a service is started again after it ended or hung.
package struct RestartPolicy: Sendable, Hashable, Codable {
    /// Which ends lead to a new start.
    package enum Mode: String, Sendable, Hashable, Codable, CaseIterable {
        /// Every end that nobody asked for.
        case always
        /// Ends by a signal or with a code other than 0.
        case onFailure = "on-failure"
        /// None: the end is shown and alerted.
        case never
    }

    /// So many ends within a span, in milliseconds, and no more.
    package struct Budget: Sendable, Hashable, Codable {
        package var count: Int
        package var milliseconds: Int

        /// Allows so many within a span.
        package init(count: Int, milliseconds: Int) {
            self.count = count
            self.milliseconds = milliseconds
        }
    }

    /// Which ends lead to a new start.
    package var mode: Mode
    /// Wait before the start after the first, second, … end of an episode, in milliseconds; the last one repeats.
    package var delaysMilliseconds: [Int]
    /// Beyond any of these budgets the service is quarantined.
    package var budgets: [Budget]
    /// Readiness of this span ends an episode, in milliseconds; three times the learnt start time when that is longer.
    package var stableMilliseconds: Int
    /// Span between two tries in quarantine, in milliseconds.
    package var quarantineMilliseconds: Int
    /// Whether a service that lives but no longer answers is restarted.
    package var restartsOnHang: Bool

    /// Sets a policy; the defaults are the product's.
    package init(
        mode: Mode = .always, delaysMilliseconds: [Int] = [0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000],
        budgets: [Budget] = [
            Budget(count: 5, milliseconds: 30_000), Budget(count: 10, milliseconds: 600_000),
        ],
        stableMilliseconds: Int = 60_000, quarantineMilliseconds: Int = 300_000, restartsOnHang: Bool = true
    ) {
        self.mode = mode
        self.delaysMilliseconds = delaysMilliseconds
        self.budgets = budgets
        self.stableMilliseconds = stableMilliseconds
        self.quarantineMilliseconds = quarantineMilliseconds
        self.restartsOnHang = restartsOnHang
    }
}
