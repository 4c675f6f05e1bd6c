import Crypto
import FinanceCore
import Foundation
import ServiceKit
import Shared

/// Reads the file of subscriptions: `{"webhooks": [{"name", "url", "secret_file", "mandant", "account", "events", "from"}]}`.
enum WebhookFile {
    /// Subscriptions of one file.
    static let maximum = 32
    private static let minimumSecretBytes = 24

    private enum Member: String, CodingKey, CaseIterable {
        case name, url, mandant, account, events, from
        case secretFile = "secret_file"
    }

    private enum FileMember: String, CodingKey, CaseIterable { case webhooks }

    private static let members = JSONMembers(
        FileMember.self, inner: [FileMember.webhooks.rawValue: JSONMembers(Member.self)])

    /// - Throws: ``InvalidSettings`` naming every fault of the file and of its secrets.
    static func read(_ path: String) throws(InvalidSettings) -> [WebhookSubscription] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InvalidSettings(faults: ["webhooks: \(path) cannot be read"])
        }
        let value: JSONValue
        do {
            value = try JSONDocument([UInt8](data)).value
        } catch {
            throw InvalidSettings(faults: ["webhooks: \(path): \(error.detail.en)"])
        }
        guard case .array(let entries)? = value.objectValue?["webhooks"], entries.count <= maximum else {
            throw InvalidSettings(faults: ["webhooks: \(path) has no list \"webhooks\" of at most \(maximum)"])
        }
        var faults = members.findings(in: value).map { "webhooks: \(path): \($0.pointer): \($0.detail.en)" }
        var names: Set<String> = []
        let subscriptions = entries.enumerated().compactMap { index, entry in
            var reader = EntryReader(members: entry.objectValue ?? [:], place: "webhooks[\(index)]")
            let subscription = reader.subscription()
            if let name = subscription?.name, !names.insert(name).inserted {
                reader.faults.append("\(reader.place): the name \(name) is there twice")
            }
            faults += reader.faults
            return subscription
        }
        guard faults.isEmpty else { throw InvalidSettings(faults: faults) }
        return subscriptions
    }

    /// Reads one entry and remembers every fault.
    private struct EntryReader {
        let members: [String: JSONValue]
        let place: String
        var faults: [String] = []

        mutating func subscription() -> WebhookSubscription? {
            let name = required("name") { $0.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,39}/) != nil }
            let url = required("url", Self.isTarget)
            let key = secret()
            let account = members["account"].flatMap { $0.stringValue.flatMap { AccountNumber($0) } }
            if members["account"] != nil, account == nil { faults.append("\(place).account is no account number") }
            let mandant = members["mandant"]?.stringValue.flatMap { MandantID($0) }
            if members["mandant"] != nil, mandant == nil {
                faults.append("\(place).mandant is no Mandant")
            }
            let from = members["from"]?.stringValue ?? (members["from"] == nil ? "now" : "")
            if !["now", "beginning"].contains(from) { faults.append("\(place).from is neither now nor beginning") }
            let events = events()
            guard faults.isEmpty, let name, let url, let key else { return nil }
            return WebhookSubscription(
                name: name, url: url, mandant: mandant, account: account, events: events,
                fromBeginning: from == "beginning", secret: key)
        }

        private mutating func required(_ name: String, _ isRight: (String) -> Bool) -> String? {
            guard let text = members[name]?.stringValue, isRight(text) else {
                faults.append("\(place).\(name) is missing or cannot be used")
                return nil
            }
            return text
        }

        private mutating func secret() -> SymmetricKey? {
            guard let path = required("secret_file", { !$0.isEmpty }) else { return nil }
            do throws(InvalidSettings) {
                let text = try SecretFile.read(path, minimumBytes: WebhookFile.minimumSecretBytes)
                if let key = WebhookSubscription.key(text) { return key }
                faults.append("\(place): the secret in \(path) is no Base64")
            } catch {
                faults += error.faults.map { "\(place): \($0)" }
            }
            return nil
        }

        private mutating func events() -> Set<String> {
            guard let value = members["events"] else { return [] }
            guard case .array(let elements) = value else {
                faults.append("\(place).events is no list")
                return []
            }
            let names = elements.map { $0.stringValue ?? "" }
            for name in names where !EventResponse.names.contains(name) {
                faults.append("\(place).events: \"\(name)\" is none of \(EventResponse.names.joined(separator: ", "))")
            }
            return Set(names)
        }

        private static func isTarget(_ text: String) -> Bool {
            guard let parts = URLComponents(string: text) else { return false }
            return ["http", "https"].contains(parts.scheme ?? "") && parts.host?.isEmpty == false && parts.user == nil
                && parts.fragment == nil
        }
    }
}
