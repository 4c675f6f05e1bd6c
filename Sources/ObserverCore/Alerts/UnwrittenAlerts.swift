import Synchronization

/// Alerts, and ends of attempts at them, that the disk did not take. They are sent all the same, and written down once
/// it is back.
final class UnwrittenAlerts: Sendable {
    /// An alert that was never written, or only after its first attempt.
    fileprivate struct Kept: Sendable {
        var delivery: AlertStore.Delivery
        var dueAt: Int
        /// Its row, once it has one: then another run of the Observer would send it.
        var row: Int64?
    }

    fileprivate struct State: Sendable {
        /// By falling age; their ids fall from -1, which no row has.
        var kept: [Kept] = []
        var nextID: Int64 = -1
        /// Ends of attempts by row.
        var settlements: [Int64: Settlement] = [:]
        var isBeingWritten = false
    }

    /// Most alerts in memory; the oldest give way.
    private static let limit = 1_000
    private let state = Mutex(State())

    /// Takes alerts in, one delivery for each channel.
    func keep(_ alerts: [Alert], channels: [String], at unixMilliseconds: Int) {
        state.withLock { state in
            for alert in alerts {
                for channel in channels {
                    let delivery = AlertStore.Delivery(
                        id: state.nextID, channel: channel, alert: alert, attempts: 0, createdAt: unixMilliseconds)
                    state.nextID -= 1
                    state.kept.append(Kept(delivery: delivery, dueAt: unixMilliseconds))
                }
            }
            state.kept.removeFirst(max(state.kept.count - Self.limit, 0))
        }
    }

    /// What is in memory at the moment.
    var view: View { state.withLock { View($0) } }

    // MARK: Ends of attempts

    /// Takes the end of an attempt at an alert that is kept here.
    ///
    /// - Returns: The row to write it to; `nil` when there is none.
    func settle(_ settlement: Settlement) -> Int64? {
        let id = settlement.delivery.id
        return state.withLock { state in
            guard let place = state.kept.firstIndex(where: { $0.delivery.id == id }) else { return id < 0 ? nil : id }
            let row = state.kept[place].row
            if settlement.isFinal {
                state.kept.remove(at: place)
                // Until it is written: else it would be taken for open again.
                if let row { state.settlements[row] = settlement }
            } else {
                state.kept[place].delivery = settlement.delivery.after(settlement.attempts)
                state.kept[place].dueAt = settlement.dueAt ?? 0
            }
            return row
        }
    }

    func keep(_ settlement: Settlement, row: Int64) {
        state.withLock { $0.settlements[row] = settlement }
    }

    func forget(row: Int64) {
        state.withLock { $0.settlements[row] = nil }
    }

    // MARK: The disk is back

    /// What is to be written: alerts that have no row yet, and ends of attempts. ``endWriting()`` must follow.
    func beginWriting() -> (alerts: [AlertStore.Delivery], settlements: [Int64: Settlement]) {
        state.withLock { state in
            state.isBeingWritten = true
            return (state.kept.filter { $0.row == nil }.map(\.delivery), state.settlements)
        }
    }

    func endWriting() {
        state.withLock { $0.isBeingWritten = false }
    }

    /// What was written.
    ///
    /// - Parameter rows: Rows of the alerts by their ids.
    /// - Returns: Rows of alerts that were settled for good meanwhile.
    func written(rows: [Int64: Int64], settlements: [Int64: Settlement]) -> [Int64] {
        state.withLock { state in
            var rows = rows
            for place in state.kept.indices {
                guard let row = rows.removeValue(forKey: state.kept[place].delivery.id) else { continue }
                state.kept[place].row = row
            }
            for (row, settlement) in settlements where state.settlements[row] == settlement {
                state.settlements[row] = nil
            }
            return rows.values.sorted()
        }
    }
}

extension UnwrittenAlerts {
    /// Memory as it is seen beside the disk.
    struct View: Sendable {
        private let kept: [Kept]
        let settlements: [Int64: Settlement]
        /// Whether rows may be on disk already of which memory does not know yet.
        let isBeingWritten: Bool

        fileprivate init(_ state: State) {
            kept = state.kept
            settlements = state.settlements
            isBeingWritten = state.isBeingWritten
        }

        var isEmpty: Bool { kept.isEmpty }

        /// Rows that must not be taken for open, as SQL: they are settled, or stand for one in memory.
        var finishedRows: String {
            let rows = kept.compactMap(\.row) + settlements.filter { $0.value.isFinal }.keys
            return rows.map(String.init).joined(separator: ",")
        }

        /// A stored delivery as it is known here; `nil` when it is not its turn.
        func current(_ stored: AlertStore.Delivery, at unixMilliseconds: Int) -> AlertStore.Delivery? {
            let comesLater = kept.contains { kept in
                Line(kept.delivery) == Line(stored) && (isBeingWritten || kept.delivery.createdAt < stored.createdAt)
            }
            if comesLater { return nil }
            guard let settlement = settlements[stored.id] else { return stored }
            return settlement.dueAt ?? 0 <= unixMilliseconds ? stored.after(settlement.attempts) : nil
        }

        /// The oldest of each line, where they are due and nothing on disk comes before them.
        ///
        /// - Parameter open: When the oldest of each line on disk was made.
        func due(at unixMilliseconds: Int, behind open: [Line: Int]) -> [AlertStore.Delivery] {
            var lines: Set<Line> = []
            return kept.filter { kept in
                let line = Line(kept.delivery)
                return lines.insert(line).inserted && kept.dueAt <= unixMilliseconds
                    && open[line] ?? .max > kept.delivery.createdAt
            }.map(\.delivery)
        }
    }
}

extension AlertStore.Delivery {
    fileprivate func after(_ attempts: Int) -> AlertStore.Delivery {
        .init(id: id, channel: channel, alert: alert, attempts: attempts, createdAt: createdAt)
    }
}
