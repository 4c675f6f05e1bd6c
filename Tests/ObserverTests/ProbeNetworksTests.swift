import Testing

@testable import Observer

@Suite("Where probes may go")
struct ProbeNetworksTests {
    @Test("Loopback is always allowed, in every spelling")
    func loopback() {
        let networks = ProbeNetworks()
        #expect(networks.targets(for: "LocalHost") == ["127.0.0.1", "[::1]"])
        #expect(networks.targets(for: "finance.localhost") == ["127.0.0.1", "[::1]"])
        #expect(networks.targets(for: "127.8.9.1") == ["127.8.9.1"])
        #expect(networks.targets(for: "::1") == ["[::1]"])
        #expect(networks.targets(for: "::ffff:127.0.0.1") == ["127.0.0.1"])
        #expect(networks.targets(for: "0.0.0.0") == ["127.0.0.1"])
        #expect(networks.targets(for: "::") == ["[::1]", "127.0.0.1"])
    }

    @Test(
        "Everything else is refused by default",
        arguments: [
            "10.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "fe80::1", "example.org", "127.0.0.1.example.org",
            "localhost.example.org", "0x7f.1", "2130706433", "",
        ])
    func refused(_ host: String) {
        #expect(ProbeNetworks().targets(for: host) == nil)
    }

    @Test("Listed networks, addresses and names are allowed, their neighbours are not")
    func listed() {
        let (networks, faults) = ProbeNetworks.parse(["10.1.0.0/16", "192.168.0.7", "fd00::/8", "db-host"])
        #expect(faults.isEmpty)
        #expect(networks.targets(for: "10.1.255.3") == ["10.1.255.3"])
        #expect(networks.targets(for: "::ffff:10.1.0.3") == ["10.1.0.3"])
        #expect(networks.targets(for: "10.2.0.3") == nil)
        #expect(networks.targets(for: "192.168.0.7") == ["192.168.0.7"])
        #expect(networks.targets(for: "192.168.0.8") == nil)
        #expect(networks.targets(for: "fd12::1") == ["[fd12::1]"])
        #expect(networks.targets(for: "fe12::1") == nil)
        #expect(networks.targets(for: "DB-host") == ["db-host"])
    }

    @Test("Entries that are nothing of the kind are named")
    func faults() {
        let faults = ProbeNetworks.parse(["10.0.0.0/33", "10.0.0.0/x", "a/b", "ok-name", "::/129", "x y"]).faults
        #expect(faults == ["10.0.0.0/33", "10.0.0.0/x", "a/b", "::/129", "x y"])
    }

    @Test("A host of the stack file is allowed on top, and nothing beside it")
    func ownHost() {
        let networks = ProbeNetworks()
        #expect(networks.allowing("192.0.2.2").targets(for: "192.0.2.2") == ["192.0.2.2"])
        #expect(networks.allowing("192.0.2.2").targets(for: "192.0.2.3") == nil)
        #expect(networks.allowing("fd00::2").targets(for: "fd00::2") == ["[fd00::2]"])
        #expect(networks.allowing("My_Host").targets(for: "my_host") == ["my_host"])
        #expect(networks.allowing("localhost").targets(for: "localhost") == ["127.0.0.1", "[::1]"])
    }
}
