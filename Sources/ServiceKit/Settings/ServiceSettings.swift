package import Configuration
import Foundation
package import Logging
import Shared
import SystemPackage

/// The settings that every service has, read once at start.
package struct ServiceSettings: Sendable {
    /// Address to listen on.
    package var host: String
    /// TCP port to listen on; 0 asks the system for a free one.
    package var port: Int
    /// Whole URL of the Observer's registration route, `nil` to stay unregistered.
    package var observerURL: String?
    /// Version that the service reports.
    package var version: String
    /// Least important level that is logged.
    package var logLevel: Logger.Level
    /// Absolute path of the folder of this one service.
    package var dataDirectory: String
    /// Web origins that may call, `*` for all; pages served from loopback always may.
    package var corsOrigins: [String]
    /// Further names under which the service may be called, `*` for all.
    package var allowedHosts: [String]

    /// Reads the settings.
    ///
    /// ## Configuration keys
    /// `host`, `port`, `observer.service.url`, `service.version`, `log.level`, `data.dir`, `cors.origins`,
    /// `allowed.hosts`; in the environment `HOST`, `PORT`, `OBSERVER_SERVICE_URL`, `SERVICE_VERSION`, `LOG_LEVEL`,
    /// `DATA_DIR`, `CORS_ORIGINS`, `ALLOWED_HOSTS`.
    ///
    /// - Throws: ``InvalidSettings`` naming every faulty one.
    package init(identity: ServiceIdentity, config: ConfigReader) throws(InvalidSettings) {
        var reader = SettingsReader(config)
        host = reader.text("host", default: "127.0.0.1")
        port = reader.number("port", name: "port", in: 0...65_535, default: identity.defaultPort)
        let registry = reader.text("observer.service.url")
        observerURL =
            switch registry {
            case nil: "http://localhost:\(DefaultPort.observer)\(ObserverRoute.register)"
            case "", "none": nil
            case let given?: given
            }
        version = reader.text("service.version", default: StackVersion.current)
        logLevel = reader.choice("log.level", name: "log-level", default: Logger.Level.info)
        let base = URL(fileURLWithPath: reader.text("data.dir", default: "./data"), isDirectory: true)
        dataDirectory = base.appendingPathComponent(identity.dataFolder).standardizedFileURL.path
        corsOrigins = reader.list("cors.origins")
        allowedHosts = reader.list("allowed.hosts")
        if let observerURL, (try? RegistrationClient(registerURL: observerURL)) == nil {  // try? asks "is it usable?"
            reader.report("observer-service-url: \"\(observerURL)\" is not an http URL that ends in /register")
        }
        try reader.finish()
    }

    /// Joins the sources of settings: arguments, environment, file, in this order.
    ///
    /// - Throws: ``InvalidSettings`` when the named file is missing or not YAML.
    package static func sources(
        _ options: ServiceOptions, environment variables: [String: String] = ProcessInfo.processInfo.environment
    ) async throws(InvalidSettings) -> ConfigReader {
        let arguments = InMemoryProvider(name: "arguments", values: options.values)
        let environment = EnvironmentVariablesProvider(environmentVariables: variables)
        let first = ConfigReader(providers: [arguments, environment])
        guard let path = first.string(forKey: "config.file") else { return first }
        do {
            let file = try await FileProvider<YAMLSnapshot>(filePath: FilePath(path))
            return ConfigReader(providers: [arguments, environment, file])
        } catch {
            throw InvalidSettings(faults: ["config-file: \(path) cannot be read: \(error)"])
        }
    }
}
