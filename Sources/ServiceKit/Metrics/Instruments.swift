import CoreMetrics
import Synchronization

/// A counter that only grows.
final class AtomicCounter: CounterHandler, FloatingPointCounterHandler {
    private let whole = Atomic<Int64>(0)
    private let part = Mutex(0.0)

    var value: Double {
        Double(whole.load(ordering: .relaxed)) + part.withLock { $0 }
    }

    func increment(by amount: Int64) {
        whole.add(amount, ordering: .relaxed)
    }

    func increment(by amount: Double) {
        part.withLock { $0 += amount }
    }

    func reset() {
        whole.store(0, ordering: .relaxed)
        part.withLock { $0 = 0 }
    }
}

/// A value that goes up and down.
final class AtomicGauge: MeterHandler, RecorderHandler {
    private let current = Mutex(0.0)

    var value: Double { current.withLock { $0 } }

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { current.withLock { $0 = value } }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }
    func increment(by amount: Double) { current.withLock { $0 += amount } }
    func decrement(by amount: Double) { current.withLock { $0 -= amount } }
}
