import ArgumentParser
import Configuration
import Foundation
import Logging
import ServiceKit
import TestSupport
import Testing

@Suite struct SettingsTests {
    private func settings(
        _ arguments: [String] = [], environment: [String: String] = [:]
    ) async throws -> ServiceSettings {
        let options = try ServiceOptions.parse(arguments)
        let config = try await ServiceSettings.sources(options, environment: environment)
        return try ServiceSettings(identity: KitFixture.identity, config: config)
    }

    private func faults(_ arguments: [String] = [], environment: [String: String] = [:]) async throws -> [String] {
        do {
            _ = try await settings(arguments, environment: environment)
            return []
        } catch let error as InvalidSettings {
            return error.faults
        }
    }

    @Test("defaults are the contract's")
    func defaults() async throws {
        let settings = try await settings()
        #expect(settings.host == "127.0.0.1" && settings.port == 8099)
        #expect(settings.observerURL == "http://localhost:8010/register")
        #expect(settings.logLevel == .info && settings.version == StackVersion.current && settings.corsOrigins.isEmpty)
        #expect(settings.dataDirectory == FileManager.default.currentDirectoryPath + "/data/kit")
    }

    @Test("arguments win over environment, environment over file, file over default")
    func precedence() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.file("kit.yaml")
        try """
        host: "10.0.0.1"
        port: 1111
        log:
          level: debug
        service:
          version: "from-file"
        cors:
          origins: ["https://a.example", "https://b.example"]
        """.write(toFile: file, atomically: true, encoding: .utf8)
        let environment = ["CONFIG_FILE": file, "PORT": "2222", "LOG_LEVEL": "WARNING", "HOST": "10.0.0.2"]
        let settings = try await settings(["--port", "3333"], environment: environment)
        #expect(settings.port == 3333)
        #expect(try await self.settings(["--allowed-hosts", "a.example"]).allowedHosts == ["a.example"])
        #expect(settings.host == "10.0.0.2" && settings.logLevel == .warning)
        #expect(settings.version == "from-file")
        #expect(settings.corsOrigins == ["https://a.example", "https://b.example"])
        let withoutEnvironment = try await self.settings(["--config-file", file])
        #expect(withoutEnvironment.port == 1111 && withoutEnvironment.host == "10.0.0.1")
    }

    @Test("every setting can come from the environment under its name")
    func environment() async throws {
        let settings = try await settings(environment: [
            "HOST": "::1", "PORT": "1", "OBSERVER_SERVICE_URL": "http://o:1/register", "SERVICE_VERSION": "7",
            "LOG_LEVEL": "trace", "DATA_DIR": "/tmp/x", "CORS_ORIGINS": " a , b,,",
            "ALLOWED_HOSTS": "erp.example, b",
        ])
        #expect(settings.host == "::1" && settings.port == 1 && settings.observerURL == "http://o:1/register")
        #expect(settings.version == "7" && settings.logLevel == .trace && settings.dataDirectory == "/tmp/x/kit")
        #expect(settings.corsOrigins == ["a", "b"] && settings.allowedHosts == ["erp.example", "b"])
    }

    @Test("blank values count as not set, but a blank registry means none")
    func blanks() async throws {
        let settings = try await settings(environment: [
            "HOST": "", "PORT": " ", "LOG_LEVEL": "", "DATA_DIR": "", "SERVICE_VERSION": "", "CORS_ORIGINS": "",
            "OBSERVER_SERVICE_URL": "",
        ])
        #expect(settings.host == "127.0.0.1" && settings.port == 8099 && settings.logLevel == .info)
        #expect(settings.version == StackVersion.current && settings.observerURL == nil)
    }

    @Test("the registry can be switched off", arguments: ["", "none"])
    func noRegistry(_ value: String) async throws {
        #expect(try await settings(["--observer-service-url", value]).observerURL == nil)
    }

    @Test("all faults are named at once")
    func allFaults() async throws {
        let found = try await faults(
            ["--port", "70000", "--log-level", "loud"], environment: ["OBSERVER_SERVICE_URL": "localhost:8010"])
        #expect(found.count == 3)
        #expect(found.contains("port: \"70000\" is not a whole number from 0 to 65535"))
        #expect(found.contains { $0.hasPrefix("log-level: \"loud\" is none of trace, debug, info") })
        #expect(found.contains { $0.hasPrefix("observer-service-url: \"localhost:8010\"") })
    }

    @Test("a port is a whole number", arguments: ["-1", "80a", "8e3", "1.5", "99999999999999999999"])
    func ports(_ port: String) async throws {
        #expect(try await faults(environment: ["PORT": port]).count == 1)
    }

    @Test("a missing or broken file is a fault")
    func files() async throws {
        #expect(
            try await faults(["--config-file", "/nonexistent.yaml"]).first?.hasPrefix("config-file: /nonexistent")
                == true)
        let folder = try TemporaryDirectory()
        let file = folder.file("broken.yaml")
        try "host: [".write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try await faults(["--config-file", file]).count == 1)
    }
}
