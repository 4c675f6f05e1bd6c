import Configuration
import ObserverCore
import ServiceKit

/// The Observer's own settings, read once at start.
struct ObserverSettings: Sendable {
    /// How the registry is kept.
    var supervision: SupervisionSettings
    /// How services are probed.
    var probing: ProbeSettings
    /// Whether a user of this machine may register a port that another user's process holds.
    var allowsForeignPorts: Bool
    /// Path of the stack file; `nil` to supervise nothing.
    var stackPath: String?
    /// Whether supervised services go on when the Observer is told to end.
    var keepsServices: Bool
    /// Folders whose scripts a registered service may name as its restart script.
    var restartScriptFolders: [String]

    /// Reads the settings.
    ///
    /// ## Configuration keys
    /// - `probe.period.ms`: span between two probes of one service, 100 to 60000, default 2000.
    /// - `probe.timeout.ms`: deadline of one probe from connect to the last byte, 100 to 5000, default 1500.
    /// - `probe.networks`: networks (CIDR), addresses and host names that may be probed beside loopback.
    /// - `probe.limit`: most probes under way at once, default 2000.
    /// - `registry.limit`: most services known at once, default 20000.
    /// - `allow.foreign.ports`: whether a user of this machine may register a port that another user's process holds,
    ///   default false.
    /// - `stack`: path of the stack file.
    /// - `keep.services`: whether supervised services go on when the Observer is told to end, default false.
    /// - `restart.script.dirs`: folders whose scripts may be run as restart scripts, default none.
    ///
    /// - Throws: ``InvalidSettings`` naming every faulty one.
    init(_ config: ConfigReader, stack: String? = nil, keepsServices: Bool = false) throws(InvalidSettings) {
        var reader = SettingsReader(config)
        supervision = SupervisionSettings(
            limits: RegistryLimits(
                maximumServices: reader.number(
                    "registry.limit", name: "registry.limit", in: 1...1_000_000, default: 20_000)),
            probePeriodMilliseconds: reader.number(
                "probe.period.ms", name: "probe.period.ms", in: 100...60_000, default: 2_000))
        let (networks, faults) = ProbeNetworks.parse(reader.list("probe.networks"))
        probing = ProbeSettings(
            timeout: .milliseconds(
                reader.number("probe.timeout.ms", name: "probe.timeout.ms", in: 100...5_000, default: 1_500)),
            inFlightLimit: reader.number("probe.limit", name: "probe.limit", in: 1...20_000, default: 2_000),
            networks: networks)
        stackPath = stack ?? reader.text("stack").flatMap { $0.isEmpty ? nil : $0 }
        let keeps: Choice = reader.choice("keep.services", name: "keep.services", default: .no)
        self.keepsServices = keepsServices || keeps == .yes
        let allows: Choice = reader.choice("allow.foreign.ports", name: "allow.foreign.ports", default: .no)
        allowsForeignPorts = allows == .yes
        restartScriptFolders = reader.list("restart.script.dirs")
        for folder in restartScriptFolders where !folder.hasPrefix("/") {
            reader.report("restart.script.dirs: \"\(folder)\" is not an absolute path")
        }
        for fault in faults { reader.report("probe.networks: \"\(fault)\" is neither a network nor a host name") }
        try reader.finish()
    }

    private enum Choice: String, CaseIterable {
        case yes = "true"
        case no = "false"
    }
}
