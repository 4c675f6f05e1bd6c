import AsyncHTTPClient
public import Logging
import Metrics
public import ServiceLifecycle

/// Keeps a service registered for its whole life.
///
/// Registers once the address is known, sends heartbeats, registers again when the Observer has forgotten the
/// service or was away, and deregisters on graceful shutdown. A dead Observer never stops the service: retries back
/// off, and the log gets one line per change of state. The gauge `registration_registered` is 1 while registered.
public struct RegistrationService: Service {
    /// Time limit of the farewell, so that a hanging Observer cannot delay a shutdown for long.
    private static let farewellSeconds = 2

    private let client: RegistrationClient
    private let descriptor: @Sendable () async -> ServiceDescriptor?
    private let backoff: RetryBackoff
    private let clock: any Clock<Duration>
    private let logger: Logger
    private let gauge: Gauge

    /// Creates the keeper of one registration.
    ///
    /// - Parameters:
    ///   - client: The registry's client.
    ///   - backoff: Waits between failed attempts.
    ///   - clock: Source of time for waits.
    ///   - logger: Gets one line per change of state.
    ///   - descriptor: Answers what to register once the service's port is bound, `nil` if it never was.
    public init(
        client: RegistrationClient, backoff: RetryBackoff = RetryBackoff(),
        clock: any Clock<Duration> = ContinuousClock(), logger: Logger,
        descriptor: @escaping @Sendable () async -> ServiceDescriptor?
    ) {
        self.client = client
        self.backoff = backoff
        self.clock = clock
        self.logger = logger
        self.descriptor = descriptor
        self.gauge = Gauge(label: "registration_registered")
    }

    /// Registers and stays registered until graceful shutdown.
    public func run() async throws {
        gauge.record(0)
        let registered: ServiceDescriptor? = await cancelWhenGracefulShutdown {
            guard let descriptor = await descriptor() else { return nil }
            await stayRegistered(descriptor)
            return descriptor
        }
        if let registered, !Task.isCancelled { await sayFarewell(registered) }
        // A service that returns ends its group: wait for the shutdown even when there was nothing to register.
        try? await gracefulShutdown()  // throws only when cancelled, which ends the wait as well
    }

    private func stayRegistered(_ descriptor: ServiceDescriptor) async {
        var state = RegistrationState(serviceID: descriptor.serviceID)
        while !Task.isCancelled {
            let wait = await step(&state, descriptor)
            do {
                try await clock.sleep(for: wait)
            } catch {
                return  // cancelled: the shutdown has begun
            }
        }
    }

    /// One call to the registry; returns how long to wait before the next.
    private func step(_ state: inout RegistrationState, _ descriptor: ServiceDescriptor) async -> Duration {
        let change: RegistrationState.Change?
        do throws(RegistrationError) {
            if let generation = state.generation {
                let heartbeat = HeartbeatRequest(serviceID: state.serviceID, generation: generation)
                change = state.heartbeatSucceeded(leaseSeconds: try await client.heartbeat(heartbeat).leaseSeconds)
            } else {
                change = state.registrationSucceeded(try await client.register(descriptor))
            }
        } catch {
            if Task.isCancelled { return .zero }
            change = state.failed(error)
        }
        report(change)
        return state.nextWait(backoff: backoff, random: .random(in: 0...1))
    }

    private func report(_ change: RegistrationState.Change?) {
        switch change {
        case .registered(let serviceID, let generation):
            gauge.record(1)
            logger.info(
                "Registered with the Observer",
                metadata: ["service_id": "\(serviceID)", "generation": "\(generation)"])
        case .lost(let reason):
            gauge.record(0)
            logger.warning("Not registered with the Observer, retrying", metadata: ["reason": "\(reason)"])
        case nil: break
        }
    }

    private func sayFarewell(_ descriptor: ServiceDescriptor) async {
        gauge.record(0)
        let request = DeregistrationRequest(
            serviceName: descriptor.serviceName, host: descriptor.host, port: descriptor.port)
        do throws(RegistrationError) {
            _ = try await client.with(timeout: .seconds(Self.farewellSeconds)).deregister(request)
            logger.info("Deregistered from the Observer")
        } catch {
            logger.info("Left without deregistering", metadata: ["reason": "\(error)"])
        }
    }
}
