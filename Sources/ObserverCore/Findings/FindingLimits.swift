/// What services are judged by.
package struct FindingLimits: Sendable, Hashable {
    /// From where a figure is worth a warning, and from where it is a danger.
    package struct Pair: Sendable, Hashable {
        package let warning: Double
        package let critical: Double
    }

    /// Processor time, in percent of one core.
    package var cpu = Pair(warning: 70, critical: 85)
    /// Resident memory, in percent of the machine's.
    package var memory = Pair(warning: 75, critical: 90)
    /// Mean duration of requests, in milliseconds.
    package var mean = Pair(warning: 300, critical: 500)
    /// 95 % of all requests are quicker, in milliseconds.
    package var tail = Pair(warning: 800, critical: 1_200)
    /// Descriptors in use, in percent of the limit.
    package var openFiles = Pair(warning: 80, critical: 95)
    /// Share of time that does not work.
    package var unavailability = Pair(warning: 0.001, critical: 0.01)
    /// Share of requests answered with 500 and up.
    package var errorShare = Pair(warning: 0.001, critical: 0.01)
    /// Seconds until a service works again.
    package var outageSeconds = Pair(warning: 30, critical: 300)
    /// Unasked new starts in a day.
    package var restartsPerDay = Pair(warning: 3, critical: 10)
    /// Weighted share of changes between working and not working.
    package var flapping = 0.30
    /// How many times slower than usual is worth a word.
    package var slowdown = 3.0
    /// Milliseconds below which a slowdown matters to nobody.
    package var slowdownFloor = 5.0

    /// The figures of the product.
    package init() {}
}
