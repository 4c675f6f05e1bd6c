/// What a supervised process finds in its environment.
package enum LaunchEnvironment {
    /// Marks processes of one Observer: its data folder.
    package static let runMarker = "ERP_STACK_RUN"
    /// Marks the unit of a process.
    package static let unitMarker = "ERP_STACK_UNIT"
    /// Marks the generation of a process.
    package static let generationMarker = "ERP_STACK_GENERATION"

    /// Variables that are meant for the Observer alone.
    private static let own: Set<String> = [
        "HOST", "PORT", "CONFIG_FILE", "SERVICE_VERSION", "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID",
        "LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES", "INVOCATION_ID",
    ]

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
        var result = base.filter { !own.contains($0.key) && !$0.key.hasPrefix("ERP_STACK_") }
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
