import FinanceCore
import Foundation

/// Where a subscription stands, in a file of its own: what lies before it has been delivered.
struct WebhookPlace: Sendable {
    /// Events that may be looked at without writing the place down, when none of them was wanted.
    private static let stride: Int64 = 10_000

    private let path: String
    private(set) var place: EventPosition
    private var saved: EventPosition
    /// What was delivered could not be written down.
    private var isOwed = false

    /// Why a place cannot be used.
    enum Fault: Error, CustomStringConvertible {
        case unreadable(String)
        case storage(StorageFailure)

        var description: String {
            switch self {
            case .unreadable(let path): "\(path) holds no place; put it back, or remove it to begin anew"
            case .storage(let failure): failure.description
            }
        }
    }

    /// Reads the place of a subscription, and makes it where the subscription begins.
    ///
    /// - Parameters:
    ///   - folder: of the ledger.
    ///   - start: where a new subscription begins.
    init(of name: String, in folder: String, startingAt start: EventPosition) throws(Fault) {
        path = "\(folder)/webhooks/\(name).place"
        if let data = FileManager.default.contents(atPath: path) {
            let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            guard let known = EventPosition(text) else { throw .unreadable(path) }
            (place, saved) = (known, known)
            return
        }
        // A file that is there and cannot be read is no new subscription: what it would skip is lost to the subscriber.
        guard !FileManager.default.fileExists(atPath: path) else {
            throw .storage(StorageFailure(code: 0, "\(path) cannot be read"))
        }
        (place, saved) = (start, start)
        do {
            try FileManager.default.createDirectory(
                atPath: folder + "/webhooks", withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o750])
        } catch {
            throw .storage(StorageFailure(code: 0, "create \(folder)/webhooks: \(error)"))
        }
        try save()
    }

    /// Writes down what the disk has refused before.
    mutating func settle() throws(Fault) {
        if isOwed { try save() }
    }

    /// Goes on behind what was delivered; on disk before this returns.
    mutating func deliver(through next: EventPosition) throws(Fault) {
        place = next
        try save()
    }

    /// Goes on behind what nobody wanted. After a crash it is looked at once more.
    mutating func skip(to next: EventPosition) throws(Fault) {
        place = next
        if next.sequence - saved.sequence >= Self.stride { try save() }
    }

    private mutating func save() throws(Fault) {
        do throws(StorageFailure) {
            try DurableFile.write("\(place)\n", to: path)
        } catch {
            isOwed = true
            throw .storage(error)
        }
        (saved, isOwed) = (place, false)
    }
}
