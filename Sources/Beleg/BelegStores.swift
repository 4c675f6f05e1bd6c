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

    /// Opens the database of a folder, and makes it if there is none.
    ///
    /// - Throws: `StartupError` when it cannot be opened.
    package init(directory: String, chart: ChartAccounts.Chart) throws {
        do {
            database = try BelegDatabase.open(directory: URL(fileURLWithPath: directory, isDirectory: true))
        } catch {
            throw StartupError.cannotCreate("the documents in \(directory) cannot be opened: \(error)")
        }
        partners = PartnerStore(database)
        documents = DocumentStore(database, accounts: ChartAccounts(chart))
        outbox = OutboxStore(database)
    }

    /// Closes the file; what was acknowledged is on disk, closed or not.
    package func close() throws {
        try database.close()
    }
}
