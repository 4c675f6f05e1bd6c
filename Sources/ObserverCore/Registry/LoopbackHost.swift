/// Hosts of a registration that always mean this machine.
package enum LoopbackHost {
    /// In lower case.
    package static let names = ["localhost", "127.0.0.1", "::1"]
}
