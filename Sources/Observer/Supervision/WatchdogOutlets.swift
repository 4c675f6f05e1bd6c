import ObserverCore

/// Where the watchdog's orders go that are not about processes of its own.
struct WatchdogOutlets: Sendable {
    /// Who is told of incidents at the moment.
    var alertChannels: @Sendable () -> [String] = { [] }
    /// The stack file was read, at the start or again.
    var configured: @Sendable (StackSpec) -> Void = { _ in }
    /// Decisions were made, and are on disk where it works.
    var decided: @Sendable ([Decision], Moment) -> Void = { _, _ in }
    /// New alerts are on disk and can be sent.
    var alertsWritten: @Sendable () -> Void = {}
    /// New alerts could not be written down, and must be sent from memory.
    var alertsUnwritten: @Sendable ([Alert]) -> Void = { _ in }
    /// What could not be written down before can be now.
    var storageWorks: @Sendable () async -> Void = {}
    /// Runs the restart script of a service that registered on its own.
    var runScript: @Sendable (_ service: String, _ why: Why) async -> Void = { _, _ in }
}
