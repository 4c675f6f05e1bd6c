package import ArgumentParser
import Configuration

/// The options that every service's command offers.
///
/// None has a default here, so that arguments win over environment, file and default, in this order.
package struct ServiceOptions: ParsableArguments {
    @Option(name: .long, help: "Address to listen on (HOST; default 127.0.0.1).")
    package var host: String?

    @Option(name: .shortAndLong, help: "TCP port to listen on, 0 for a free one (PORT).")
    package var port: String?

    @Option(
        name: .long,
        help: "Registry of the Observer (OBSERVER_SERVICE_URL; default http://localhost:8010/register), or none.")
    package var observerServiceUrl: String?

    @Option(name: .long, help: "Version to report (SERVICE_VERSION).")
    package var serviceVersion: String?

    @Option(name: .long, help: "trace, debug, info, notice, warning, error or critical (LOG_LEVEL; default info).")
    package var logLevel: String?

    @Option(name: .long, help: "Folder for data; each service has a folder of its own in it (DATA_DIR; ./data).")
    package var dataDir: String?

    @Option(
        name: .long,
        help: "Web origins that may call this service, comma separated, or * (CORS_ORIGINS; pages on loopback may).")
    package var corsOrigins: String?

    @Option(
        name: .long,
        help: "Further names under which this service may be called, comma separated, or * (ALLOWED_HOSTS).")
    package var allowedHosts: String?

    @Option(name: .long, help: "YAML file with settings; keys as the options, in camel case (CONFIG_FILE).")
    package var configFile: String?

    /// Creates options without values.
    package init() {}

    /// The values given on the command line, under their configuration keys.
    var values: [AbsoluteConfigKey: ConfigValue] {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        let given: [([String], String?)] = [
            (["host"], host), (["port"], port), (["observer", "service", "url"], observerServiceUrl),
            (["service", "version"], serviceVersion), (["log", "level"], logLevel), (["data", "dir"], dataDir),
            (["cors", "origins"], corsOrigins), (["allowed", "hosts"], allowedHosts), (["config", "file"], configFile),
        ]
        for (components, value) in given {
            if let value { values[AbsoluteConfigKey(components)] = ConfigValue(.string(value), isSecret: false) }
        }
        return values
    }
}
