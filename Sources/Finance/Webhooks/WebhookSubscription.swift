package import Crypto
package import FinanceCore
import Foundation
import ServiceKit

/// Somebody who is told what is committed: from the operator's settings alone, never from a request.
package struct WebhookSubscription: Sendable {
    /// Identifies the subscription; its place is kept under this name.
    package let name: String
    /// Whole URL.
    package let url: String
    /// The company whose ledger it follows, nil for the standard one.
    package let mandant: MandantID?
    /// Only what has to do with an account.
    package let account: AccountNumber?
    /// Types of events; empty means all.
    package let events: Set<String>
    /// Begin with the first event of the ledger instead of with what comes after the first start.
    package let fromBeginning: Bool
    private let secret: SymmetricKey

    package init(
        name: String, url: String, mandant: MandantID? = nil, account: AccountNumber? = nil, events: Set<String> = [],
        fromBeginning: Bool = false, secret: SymmetricKey
    ) {
        self.name = name
        self.url = url
        self.mandant = mandant
        self.account = account
        self.events = events
        self.fromBeginning = fromBeginning
        self.secret = secret
    }

    /// Scheme, host and port: what may be shown, since a path or query may hold a secret.
    var origin: String {
        guard let parts = URLComponents(string: url), let host = parts.host else { return "" }
        return "\(parts.scheme ?? "")://\(host)" + (parts.port.map { ":\($0)" } ?? "")
    }

    func wants(_ event: LedgerEvent) -> Bool {
        events.isEmpty || events.contains(EventResponse(event: event).name)
    }

    /// The signature of a message as the "Standard Webhooks" specification has it: HMAC-SHA-256 over id, time and body,
    /// so that none can be exchanged and no old message be sent again unnoticed.
    func signature(id: String, timestamp: Int64, body: some DataProtocol) -> String {
        var code = HMAC<SHA256>(key: secret)
        code.update(data: Data("\(id).\(timestamp).".utf8))
        code.update(data: body)
        return "v1," + Data(code.finalize()).base64EncodedString()
    }

    /// The key of a secret: Base64 behind `whsec_`, or the text itself.
    static func key(_ text: String) -> SymmetricKey? {
        guard text.hasPrefix("whsec_") else { return SymmetricKey(data: Data(text.utf8)) }
        return Data(base64Encoded: String(text.dropFirst(6))).map { SymmetricKey(data: $0) }
    }
}
