/// How services are probed.
struct ProbeSettings: Sendable {
    /// Deadline of one probe, from connect to the last byte.
    var timeout = Duration.milliseconds(1_500)
    /// Most probes under way at once. A hanging target holds one for the whole deadline, so this bounds memory and
    /// sockets, and must exceed the number of targets that may hang at the same time.
    var inFlightLimit = 2_000
    /// Where probes may go.
    var networks = ProbeNetworks()
    /// How often the schedule is looked at.
    var tick = Duration.milliseconds(20)
}
