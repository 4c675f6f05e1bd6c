package import BelegCore
import Foundation
import GRDB
import ServiceKit

/// The stores of the service over its one database file.
package struct BelegStores: Sendable {
    let database: DatabasePool
    package let partners: PartnerStore
    package let documents: DocumentStore
    package let outbox: OutboxStore
    /// Chart whose accounts the bookings name.
    package let chart: ChartAccounts.Chart

    /// Opens the database of a folder, and makes it if there is none.
    ///
    /// - Parameter chart: chart of the bookings; `nil` for the one chosen at an earlier start, or SKR03.
    /// - Throws: `StartupError` when it cannot be opened.
    package init(directory: String, chart given: ChartAccounts.Chart?) throws {
        let chart: ChartAccounts.Chart
        do {
            database = try BelegDatabase.open(directory: URL(fileURLWithPath: directory, isDirectory: true))
            chart = try ChartSetting(database).keep(given)
        } catch {
            throw StartupError.cannotCreate("the documents in \(directory) cannot be opened: \(error)")
        }
        partners = PartnerStore(database)
        documents = DocumentStore(database, accounts: ChartAccounts(chart))
        outbox = OutboxStore(database)
        self.chart = chart
    }

    /// Closes the file; what was acknowledged is on disk, closed or not.
    package func close() throws {
        try database.close()
    }
}
