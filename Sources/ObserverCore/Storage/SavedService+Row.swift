import Foundation
import GRDB
import Shared

extension SavedService {
    /// Reads a row; `nil` when its JSON does not fit this version.
    init?(row: Row) {
        let text: String = row["descriptor"]
        let responses: String = row["responses"]
        // try? because the caller reports an unreadable row by its id and goes on.
        guard let descriptor = try? JSONDecoder().decode(ServiceDescriptor.self, from: Data(text.utf8)),
            let status = ServiceStatus(rawValue: row["status"])
        else { return nil }
        self.init(
            descriptor: descriptor, descriptorBytes: text.utf8.count, generation: row["generation"],
            restarts: row["restarts"], firstRegisteredAt: row["first_registered_at"],
            registeredAt: row["registered_at"], lastHeartbeatAt: row["last_heartbeat_at"],
            lastCheckedAt: row["last_checked_at"], lastSignAt: row["last_sign_at"], status: status,
            statusSince: row["status_since"],
            // try? because lost response times are no reason to lose a registration.
            responses: (try? JSONDecoder().decode(ResponseTimes.self, from: Data(responses.utf8))) ?? ResponseTimes())
    }

    func upsert(in database: Database) throws {
        let descriptorText = String(decoding: try JSONText.bytes(of: descriptor.json), as: UTF8.self)
        let responsesText = String(decoding: try JSONText.bytes(of: responses.json), as: UTF8.self)
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO service_registration
                  (service_id, descriptor, generation, restarts, first_registered_at, registered_at,
                   last_heartbeat_at, last_checked_at, last_sign_at, status, status_since, responses, left_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
                """
        ).execute(arguments: [
            descriptor.serviceID, descriptorText, generation, restarts, firstRegisteredAt, registeredAt,
            lastHeartbeatAt, lastCheckedAt, lastSignAt, status.rawValue, statusSince, responsesText,
        ])
    }
}

extension Departure {
    /// Reads a row of a service that left; `nil` when it is still registered.
    init?(row: Row) {
        guard let leftAt: Int = row["left_at"] else { return nil }
        self.init(
            serviceID: row["service_id"], generation: row["generation"], restarts: row["restarts"], leftAt: leftAt)
    }

    func write(in database: Database) throws {
        try database.cachedStatement(
            sql: "UPDATE service_registration SET left_at = ?, generation = ?, restarts = ? WHERE service_id = ?"
        ).execute(arguments: [leftAt, generation, restarts, serviceID])
    }
}
