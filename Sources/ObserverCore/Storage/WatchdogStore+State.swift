import Foundation
import GRDB

extension WatchdogStore {
    /// What the watchdog remembered last.
    package struct Remembered: Sendable, Hashable {
        /// What could be read of it.
        package var state: WatchdogState
        /// Why that is not all; `nil` when it is.
        package var fault: String?
    }

    /// What the watchdog remembered last; `nil` at a first start.
    ///
    /// Of a state that this version cannot read, what nobody could find out again is kept all the same: what the
    /// operator wants of each unit, silences, open incidents, and the numbers that name rows of the journal. Processes
    /// are found by their markers.
    package func loadState() throws -> Remembered? {
        try writer.read { database in
            guard let text = try String.fetchOne(database, sql: "SELECT state FROM watchdog_state") else { return nil }
            do {
                return Remembered(state: try Self.decode(text))
            } catch {
                return Remembered(state: try Self.rescue(text, from: database), fault: "\(error)")
            }
        }
    }

    private static func rescue(_ text: String, from database: Database) throws -> WatchdogState {
        // try? because a text that is no state at all leaves what the tables know.
        let remains = (try? decode(text) as StateRemains) ?? StateRemains()
        var state = WatchdogState(seed: .random(in: 0...(.max)))
        state.common.retired = remains.units
        for row in try Row.fetchAll(
            database, sql: "SELECT unit, max(generation) AS latest FROM unit_start GROUP BY unit")
        {
            let generation = max(row["latest"], remains.units[row["unit"]]?.generation ?? 0)
            state.common.retired[row["unit"], default: RetiredUnit(generation: 0)].generation = generation
        }
        let incidents = try String.fetchAll(
            database, sql: "SELECT incident FROM incident WHERE closed_at IS NULL ORDER BY id")
        // Who is open stays open until the rules see that it is over.
        state.common.incidents = incidents.compactMap { try? decode($0) }
        let latest = try Int.fetchOne(database, sql: "SELECT max(id) FROM incident") ?? 0
        state.common.nextIncidentID = max(remains.nextIncidentID, latest + 1)
        state.common.silences = remains.silences
        state.common.nextSilenceID = max(remains.nextSilenceID, (remains.silences.map(\.id).max() ?? 0) + 1)
        return state
    }
}

/// The parts of a state that matter most, read one by one: what one of them lacks does not cost the others.
private struct StateRemains: Decodable {
    var units: [String: RetiredUnit] = [:]
    var silences: [Silence] = []
    var nextIncidentID = 1
    var nextSilenceID = 1

    private enum Key: String, CodingKey {
        case units, common, silences, nextIncidentID, nextSilenceID, retiredUnits, name, generation, intent
    }

    init() {}

    init(from decoder: any Decoder) throws {
        let state = try decoder.container(keyedBy: Key.self)
        if let common = try? state.nestedContainer(keyedBy: Key.self, forKey: .common) {
            units = (try? common.decode([String: RetiredUnit].self, forKey: .retiredUnits)) ?? [:]
            silences = (try? common.decode([Silence].self, forKey: .silences)) ?? []
            nextIncidentID = (try? common.decode(Int.self, forKey: .nextIncidentID)) ?? 1
            nextSilenceID = (try? common.decode(Int.self, forKey: .nextSilenceID)) ?? 1
        }
        guard var list = try? state.nestedUnkeyedContainer(forKey: .units) else { return }
        while !list.isAtEnd {
            let unit = try list.nestedContainer(keyedBy: Key.self)
            guard let name = try? unit.decode(String.self, forKey: .name) else { continue }
            units[name] = RetiredUnit(
                generation: (try? unit.decode(Int.self, forKey: .generation)) ?? 0,
                intent: try? unit.decode(Intent.self, forKey: .intent))
        }
    }
}
