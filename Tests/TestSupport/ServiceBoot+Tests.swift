package import Configuration
package import Logging
package import ServiceKit

extension ServiceBoot {
    /// What a service is built from in a test: a free port, no registry, a silent log, metrics of its own.
    ///
    /// - Parameters:
    ///   - dataDirectory: The folder above the service's own, as in `DATA_DIR`.
    ///   - values: Further settings under their configuration keys, such as `"cors.origins"`; they win.
    ///   - logger: Where lines go from the level `log.level` on.
    package static func forTests(
        identity: ServiceIdentity, dataDirectory: String = "/nonexistent", values: [String: String] = [:],
        logger: Logger? = nil
    ) throws -> ServiceBoot {
        var all = [
            "host": "127.0.0.1", "port": "0", "observer.service.url": "none", "log.level": "critical",
            "data.dir": dataDirectory,
        ]
        all.merge(values) { _, given in given }
        let config = ConfigReader.inMemory(all)
        return ServiceBoot(
            identity: identity, settings: try ServiceSettings(identity: identity, config: config), config: config,
            logger: logger)
    }
}

extension ConfigReader {
    /// A reader of texts under dotted keys.
    package static func inMemory(_ values: [String: String]) -> ConfigReader {
        ConfigReader(provider: InMemoryProvider(name: "test", values: .dotted(values)))
    }
}

extension [AbsoluteConfigKey: ConfigValue] {
    /// Texts under dotted keys.
    package static func dotted(_ values: [String: String]) -> Self {
        var result: Self = [:]
        for (key, value) in values {
            let components = key.split(separator: ".").map(String.init)
            result[AbsoluteConfigKey(components)] = ConfigValue(.string(value), isSecret: false)
        }
        return result
    }
}
