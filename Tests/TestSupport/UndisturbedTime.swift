import Synchronization

/// How long the body took, without the delays that the machine caused.
///
/// A witness sleeps in short steps beside it. What it oversleeps is the machine's doing, not the program's, and is taken
/// off: a busy machine must not pass for a slow program. On a quiet one nothing is taken off.
package func undisturbedTime(
    isolation: isolated (any Actor)? = #isolation, of body: () async throws -> Void
) async throws -> Duration {
    let witness = DelayWitness()
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await witness.watch() }
        let start = ContinuousClock.now
        try await body()
        group.cancelAll()
        return ContinuousClock.now - start - witness.delay
    }
}

/// Adds up how much too late a sleeper is woken.
private final class DelayWitness: Sendable {
    private static let step = Duration.milliseconds(20)
    /// Oversleeping that is usual on a quiet machine.
    private static let usual = Duration.milliseconds(5)

    private let sum = Mutex(Duration.zero)

    var delay: Duration { sum.withLock { $0 } }

    func watch() async {
        while !Task.isCancelled {
            let start = ContinuousClock.now
            try? await Task.sleep(for: Self.step)  // the end of the measurement cancels it
            let late = ContinuousClock.now - start - Self.step
            if late > Self.usual { sum.withLock { $0 += late } }
        }
    }
}
