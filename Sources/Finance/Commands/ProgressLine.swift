import Foundation
import ServiceKit
import Synchronization

/// A line on the terminal that is written over as the work goes on; nothing where there is no terminal.
final class ProgressLine: Sendable {
    private struct State {
        var done: Int64 = 0
        var shown = ContinuousClock.now
        var isOnScreen = false
        var hasEnded = false
    }

    /// What is counted.
    enum Unit {
        case bytes
        case things(String)
    }

    private let total: Int64
    private let unit: Unit
    private let start = ContinuousClock.now
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let state = Mutex(State())

    /// - Parameter total: what will be done in all, 0 where nobody knows.
    init(total: Int64, unit: Unit) {
        self.total = total
        self.unit = unit
    }

    func add(_ count: Int) {
        state.withLock { state in
            state.done += Int64(count)
            guard isTerminal, ContinuousClock.now - state.shown > .milliseconds(100) else { return }
            state.shown = .now
            state.isOnScreen = true
            write(state.done)
        }
    }

    /// Says something above the line.
    func say(_ text: String) {
        state.withLock { state in
            Terminal.complain((state.isOnScreen ? "\r\u{1b}[K" : "") + text)
            state.isOnScreen = false
        }
    }

    /// Leaves the line, as it is at the end, and goes on below it.
    func end() {
        state.withLock { state in
            guard isTerminal, state.done > 0, !state.hasEnded else { return }
            state.hasEnded = true
            write(state.done)
            FileHandle.standardError.write(Data("\n".utf8))
            state.isOnScreen = false
        }
    }

    private func write(_ done: Int64) {
        let seconds = max((ContinuousClock.now - start).milliseconds / 1_000, 0.001)
        let share = total > 0 ? " \(Self.bar(Double(done) / Double(total))) \(min(100, done * 100 / total)) %" : ""
        let text = "\r\u{1b}[K\(described(done)), \(rate(Double(done) / seconds))\(share)"
        FileHandle.standardError.write(Data(text.utf8))
    }

    private func described(_ done: Int64) -> String {
        switch unit {
        case .bytes: Self.megabytes(Double(done))
        case .things(let name): "\(done) \(name)"
        }
    }

    private func rate(_ perSecond: Double) -> String {
        switch unit {
        case .bytes: Self.megabytes(perSecond) + "/s"
        case .things: "\(Int(perSecond))/s"
        }
    }

    /// With one decimal; a megabyte has a million bytes.
    private static func megabytes(_ bytes: Double) -> String {
        let tenths = Int((bytes / 100_000).rounded())
        return "\(tenths / 10).\(tenths % 10) MB"
    }

    private static func bar(_ share: Double) -> String {
        let filled = min(20, max(0, Int(share * 20)))
        return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled) + "]"
    }
}
