import ArgumentParser
import AsyncHTTPClient
import Foundation
import Glibc
import Logging
import Metrics
import NIOCore
import ProcessKit

/// The way of every service from command line to exit code.
package enum ServiceMain {
    /// Reads settings, builds the service, runs it until a signal, and ends the process's command.
    ///
    /// Exit codes: 0 after SIGTERM or SIGINT, 69 port or data folder taken, 73 cannot create, 78 unusable settings.
    ///
    /// - Parameter build: Builds the service; also what the service's tests call.
    package static func run(
        _ identity: ServiceIdentity, options: ServiceOptions,
        build: @Sendable (ServiceBoot, DataDirectory) async throws -> ServiceApplication
    ) async throws {
        do {
            ProcessMemory.returnLargeBlocks()
            // The reader of a pipe may go away; writing to it must be an error, not the end.
            signal(SIGPIPE, SIG_IGN)
            let config = try await ServiceSettings.sources(options)
            let settings = try ServiceSettings(identity: identity, config: config)
            let registry = PrometheusRegistry()
            LoggingSystem.bootstrap { DeferredLogHandler(label: $0, logLevel: settings.logLevel) }
            MetricsSystem.bootstrap(registry)
            let boot = ServiceBoot(identity: identity, settings: settings, config: config, registry: registry)
            try PortCheck.requireFree(host: settings.host, port: settings.port)
            let directory = try DataDirectory(path: settings.dataDirectory)
            // The lock lasts as long as the object, and without this the object only as long as its last use.
            defer { withExtendedLifetime(directory) {} }
            announce(boot)
            let application = try await build(boot, directory)
            try await serve(application, boot)
            Terminal.say("\(identity.program) stopped")
        } catch let error as InvalidSettings {
            throw fail(identity, error.faults, code: 78)
        } catch let error as StartupError {
            throw fail(identity, [error.message], code: error.exitCode)
        }
    }

    private static func serve(_ application: ServiceApplication, _ boot: ServiceBoot) async throws {
        do {
            try await application.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw PortCheck.taken(host: boot.settings.host, port: boot.settings.port)
        } catch let error as SocketAddressError.UnknownHost {
            throw StartupError.unavailable("cannot listen on \(error.host):\(error.port): no such host")
        } catch let error as IOError where [EADDRNOTAVAIL, EACCES].contains(error.errnoCode) {
            let reason = String(cString: strerror(error.errnoCode))
            throw StartupError.unavailable("cannot listen on \(boot.settings.host):\(boot.settings.port): \(reason)")
        }
    }

    private static func announce(_ boot: ServiceBoot) {
        Terminal.say("\(boot.identity.program) \(boot.settings.version): \(boot.identity.summary)")
        Terminal.say("  data     \(boot.settings.dataDirectory)")
        Terminal.say("  observer \(boot.settings.observerURL ?? "none")")
    }

    private static func fail(_ identity: ServiceIdentity, _ faults: [String], code: Int32) -> ExitCode {
        for fault in faults { Terminal.complain("\(identity.program): \(fault)") }
        return ExitCode(code)
    }
}
