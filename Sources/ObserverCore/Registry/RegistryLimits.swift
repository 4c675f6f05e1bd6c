/// Bounds and spans of the registry.
package struct RegistryLimits: Sendable, Hashable {
    /// Most services known at once.
    package var maximumServices: Int
    /// Most bytes of descriptors held at once.
    package var maximumDescriptorBytes: Int
    /// Span from a heartbeat to the end of the lease, in milliseconds.
    package var leaseMilliseconds: Int
    /// Span of silence after which a lost service is forgotten, in milliseconds.
    package var forgetAfterMilliseconds: Int
    /// Shortest life of a silent service after the Observer's own restart, in milliseconds.
    package var graceMilliseconds: Int

    /// Span after which another heartbeat of the same service is written to disk, in milliseconds.
    package var heartbeatStoreMilliseconds: Int { 4 * leaseMilliseconds }

    /// Sets the bounds; the defaults are the product's.
    package init(
        maximumServices: Int = 20_000, maximumDescriptorBytes: Int = 64 * 1_024 * 1_024,
        leaseMilliseconds: Int = 15_000, forgetAfterMilliseconds: Int = 24 * 3_600_000,
        graceMilliseconds: Int = 60_000
    ) {
        self.maximumServices = maximumServices
        self.maximumDescriptorBytes = maximumDescriptorBytes
        self.leaseMilliseconds = leaseMilliseconds
        self.forgetAfterMilliseconds = forgetAfterMilliseconds
        self.graceMilliseconds = graceMilliseconds
    }

    /// The lease in whole seconds, as the wire names it.
    package var leaseSeconds: Int { leaseMilliseconds / 1_000 }
}
