/// What is fixed about a service before it reads any setting.
package struct ServiceIdentity: Sendable {
    /// Name in the registry, such as `finance-service`.
    package let name: String
    /// Name of the program, such as `Finance`.
    package let program: String
    /// One line for people about what it does.
    package let summary: String
    /// TCP port when nothing else is set.
    package let defaultPort: Int
    /// Folder below `DATA_DIR` that belongs to this service alone.
    package let dataFolder: String
    /// Routes worth showing in the registry.
    package let apiEndpoints: [String]
    /// Names of services this one needs.
    package let dependencies: [String]

    /// Describes a service.
    package init(
        name: String, program: String, summary: String, defaultPort: Int, dataFolder: String,
        apiEndpoints: [String] = [], dependencies: [String] = []
    ) {
        self.name = name
        self.program = program
        self.summary = summary
        self.defaultPort = defaultPort
        self.dataFolder = dataFolder
        self.apiEndpoints = apiEndpoints
        self.dependencies = dependencies
    }
}

/// The version of the whole stack; `SERVICE_VERSION` can override what a service reports.
package enum StackVersion {
    /// Semantic version of this source tree.
    package static let current = "0.1.0"
}
