import ServiceKit

/// Where probes may go: loopback always, and what the operator lists. A registration comes from a stranger and must
/// not turn the Observer into a scanner of the network behind it.
struct ProbeNetworks: Sendable, Hashable {
    private struct Network: Hashable {
        let address: IPAddress
        let prefixLength: Int
    }

    private var networks: [Network] = []
    private var names: Set<String>
    private var isUnbounded = false

    /// Loopback and this machine's own name.
    init() {
        names = MachineName.current.isEmpty ? [] : [MachineName.current]
    }

    /// For hosts that the operator wrote into the stack file: nobody else can send a probe there.
    static let everywhere: ProbeNetworks = {
        var networks = ProbeNetworks()
        networks.isUnbounded = true
        return networks
    }()

    /// Reads networks (`10.0.0.0/8`), addresses and host names.
    ///
    /// - Returns: The rules, and the entries that are none of the three.
    static func parse(_ entries: [String]) -> (networks: ProbeNetworks, faults: [String]) {
        var result = ProbeNetworks()
        var faults: [String] = []
        for entry in entries where !result.add(entry) { faults.append(entry) }
        return (result, faults)
    }

    /// The same, and a host that the operator's own stack file names: what it starts there must be asked there.
    func allowing(_ host: String) -> ProbeNetworks {
        var result = self
        if let address = IPAddress(host) {
            result.networks.append(Network(address: address, prefixLength: address.bytes.count * 8))
        } else {
            result.names.insert(host.lowercased())
        }
        return result
    }

    private mutating func add(_ entry: String) -> Bool {
        let parts = entry.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let address = IPAddress(parts[0]) else {
            let isName =
                parts.count == 1 && entry.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) }
            if isName { names.insert(entry.lowercased()) }
            return isName
        }
        let bits = address.bytes.count * 8
        guard let length = parts.count == 1 ? bits : Int(parts[1]), (0...bits).contains(length) else { return false }
        networks.append(Network(address: address, prefixLength: length))
        return true
    }

    /// The URL hosts to try for a registered host, in this order; `nil` when it must not be probed.
    ///
    /// Loopback names become addresses here, so that no resolver can send such a probe elsewhere.
    func targets(for host: String) -> [String]? {
        let host = host.lowercased()
        if host == "localhost" || host.hasSuffix(".localhost") { return ["127.0.0.1", "[::1]"] }
        guard let address = IPAddress(host) else { return isUnbounded || names.contains(host) ? [host] : nil }
        if address.isUnspecified { return address.bytes.count == 4 ? ["127.0.0.1"] : ["[::1]", "127.0.0.1"] }
        let isAllowed =
            isUnbounded || address.isLoopback
            || networks.contains { address.isIn($0.address, prefixLength: $0.prefixLength) }
        return isAllowed ? [address.urlHost] : nil
    }
}
