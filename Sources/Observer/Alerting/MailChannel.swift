import Foundation
import ObserverCore
import ServiceKit
import Shared
import Synchronization

/// Sends alerts by mail.
struct MailChannel: AlertChannel {
    let key = "mail"
    private let spec: AlertSpec.Mail
    private let password: String?
    private let taken = TakenRecipients()

    /// - Throws: ``InvalidSettings`` when the password cannot be used.
    init(_ spec: AlertSpec.Mail) throws(InvalidSettings) {
        self.spec = spec
        password = try spec.passwordFile.map { path throws(InvalidSettings) in
            try SecretFile.read(path, minimumBytes: AlertSpec.Mail.minimumPasswordBytes)
        }
    }

    func send(_ alert: Alert, deliveryID: String) async throws(AlertDeliveryError) -> String? {
        let message = MailMessage(alert: alert, deliveryID: deliveryID, from: spec.from, to: spec.to)
        // Who has it already does not get it again because another one's mailbox was busy.
        let open = spec.to.filter { !taken.contains($0, of: deliveryID) }
        let outcome = try await SMTPClient(spec: spec, password: password).send(
            message.text, from: spec.from, to: open)
        if let (address, reply) = outcome.later.first {
            taken.add(outcome.taken, of: deliveryID)
            throw .transient("server says \(reply) to \(address)")
        }
        let refused = outcome.refused.map { "\($0.address): server says \($0.reply)" }
        return refused.isEmpty ? nil : refused.joined(separator: ", ")
    }
}

/// Who has taken an alert of which others have not; lost with a restart, after which some get a mail twice.
private final class TakenRecipients: Sendable {
    private static let limit = 100

    private let taken = Mutex<[(deliveryID: String, addresses: Set<String>)]>([])

    func contains(_ address: String, of deliveryID: String) -> Bool {
        taken.withLock { $0.contains { $0.deliveryID == deliveryID && $0.addresses.contains(address) } }
    }

    func add(_ addresses: [String], of deliveryID: String) {
        taken.withLock { taken in
            taken.append((deliveryID, Set(addresses)))
            taken.removeFirst(max(taken.count - Self.limit, 0))
        }
    }
}

/// One alert as a mail (RFC 5322, RFC 2045).
struct MailMessage {
    let alert: Alert
    let deliveryID: String
    let from: String
    let to: [String]

    /// The whole message with CRLF line ends.
    var text: String {
        let incident = alert.incident
        let thread = "<incident-\(incident.id)@\(host)>"
        var head = [
            "From: Observer <\(from)>", "To: \(to.joined(separator: ", "))", "Date: \(date)",
            "Subject: \(Self.encodedWord(subject))",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
            "Auto-Submitted: auto-generated",
        ]
        // All mails of an incident form one thread, whose first is the one about its beginning.
        if alert.occasion == .down {
            head.append("Message-ID: \(thread)")
        } else {
            head += [
                "Message-ID: <delivery-\(deliveryID)@\(host)>", "In-Reply-To: \(thread)", "References: \(thread)",
            ]
        }
        let body = Data(self.body.utf8).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        return head.joined(separator: "\r\n") + "\r\n\r\n" + body + "\r\n"
    }

    private var host: String { MachineName.current.isEmpty ? "observer.invalid" : MachineName.current }

    private var subject: String {
        let word =
            switch alert.occasion {
            case .down: "DOWN"
            case .reminder: "STILL DOWN"
            case .up: "UP"
            }
        return "[\(word)] \(alert.incident.root): \(kind)"
    }

    /// What kind of trouble, in both languages, as everything in a mail: its readers may speak either.
    private var kind: String {
        let title = alert.incident.kind.title
        return "\(title.de) / \(title.en)"
    }

    private var body: String {
        let incident = alert.incident
        var lines = [
            incident.summary.de, incident.summary.en, "",
            "Störung / incident: \(incident.id) (\(kind))",
            "Betroffen / affected: \(incident.affected.joined(separator: ", "))",
            "Beginn / since: \(Timestamp.text(incident.openedAt))",
        ]
        if let closedAt = incident.closedAt {
            lines.append("Ende / until: \(Timestamp.text(closedAt)) (\((closedAt - incident.openedAt) / 1_000) s)")
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private var date: String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = "EEE, d MMM yyyy HH:mm:ss Z"
        return formatter.string(from: Date(timeIntervalSince1970: Double(alert.at) / 1_000))
    }

    /// A header value that no name of a stranger can break: anything but plain letters becomes encoded words
    /// (RFC 2047), each within 75 characters.
    static func encodedWord(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { (32..<127).contains($0.value) } && text.count <= 60
        if isPlain, !text.contains("=?") { return text }
        var words: [String] = []
        var chunk = ""
        for letter in text.prefix(200) {
            if (chunk + String(letter)).utf8.count > 42 {
                words.append(chunk)
                chunk = ""
            }
            chunk.append(letter)
        }
        return (words + [chunk]).map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }
}
