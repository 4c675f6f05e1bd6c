/// What a supervised process finds in its environment.
package enum LaunchEnvironment {
    /// Marks processes of one Observer: its data folder.
    package static let runMarker = "ERP_STACK_RUN"
    /// Marks the unit of a process.
    package static let unitMarker = "ERP_STACK_UNIT"
    /// Marks the generation of a process.
    package static let generationMarker = "ERP_STACK_GENERATION"

    /// Variables that are meant for the Observer alone: its own settings, and what systemd says to its own child.
    private static let own: Set<String> = [
        "HOST", "PORT", "CONFIG_FILE", "SERVICE_VERSION", "STACK", "KEEP_SERVICES", "NOTIFY_SOCKET", "INVOCATION_ID",
        "JOURNAL_STREAM", "MAINPID", "MANAGERPID", "SYSTEMD_EXEC_PID",
    ]
    private static let ownPrefixes = ["ERP_STACK_", "WATCHDOG_", "LISTEN_", "MEMORY_PRESSURE_"]

    /// Whether a variable is one of our marks, which nobody else sets.
    package static func isReserved(_ name: String) -> Bool {
        name.hasPrefix("ERP_STACK_")
    }

    /// The whole environment of a start.
    ///
    /// - Parameters:
    ///   - base: The Observer's own environment.
    ///   - dataFolder: Folder for data, in which each service has its own.
    ///   - observerURL: Where the service shall register.
    ///   - run: Value of the marker that all processes of this Observer share.
    package static func make(
        for spec: UnitSpec, base: [String: String], dataFolder: String, observerURL: String, run: String,
        generation: Int
    ) -> [String: String] {
        var result = base.filter { entry in
            !own.contains(entry.key) && !ownPrefixes.contains { entry.key.hasPrefix($0) }
        }
        result["HOST"] = spec.host
        if let port = spec.port { result["PORT"] = String(port) }
        result["OBSERVER_SERVICE_URL"] = observerURL
        result["DATA_DIR"] = dataFolder
        result.merge(spec.environment) { $1 }
        result[runMarker] = run
        result[unitMarker] = spec.name
        result[generationMarker] = String(generation)
        return result
    }
}
