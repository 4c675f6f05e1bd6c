import Foundation
import Shared
import Yams

/// The section `alerts` of a stack file.
extension StackFile {
    func readAlerts(_ node: Node) -> AlertSpec {
        let members = reader.members(
            node, "alerts",
            known: ["down_after", "reminder", "longest_reminder", "webhooks", "mail", "dead_man_ping"])
        var alerts = AlertSpec()
        alerts.downMilliseconds =
            reader.span(members["down_after"], "down_after", in: .any) ?? alerts.downMilliseconds
        readReminders(members["reminder"], members["longest_reminder"], &alerts)
        alerts.webhooks = reader.elements(members["webhooks"], "webhooks").compactMap(readWebhook)
        alerts.mail = members["mail"].flatMap(readMail)
        alerts.deadManPing = members["dead_man_ping"].flatMap(readPing)
        return alerts
    }

    private func readReminders(_ first: Node?, _ longest: Node?, _ alerts: inout AlertSpec) {
        alerts.reminderMilliseconds = reader.span(first, "reminder", in: .period) ?? alerts.reminderMilliseconds
        let most = reader.span(longest, "longest_reminder", in: .period)
        // A first wait beyond the usual longest one stretches that, unless the file says otherwise.
        alerts.longestReminderMilliseconds =
            most ?? max(alerts.longestReminderMilliseconds, alerts.reminderMilliseconds)
        if let most, most < alerts.reminderMilliseconds {
            reader.report(
                longest, de: "longest_reminder ist kürzer als reminder.",
                en: "longest_reminder is shorter than reminder.")
        }
    }

    private func readWebhook(_ node: Node) -> AlertSpec.Webhook? {
        let members = reader.members(node, "webhooks", known: ["url", "secret_file", "secret"])
        refuseInline(members["secret"], "secret", instead: "secret_file")
        let secret = members["secret_file"].flatMap {
            secretFile($0, "secret_file", minimumBytes: AlertSpec.Webhook.minimumSecretBytes)
        }
        return url(members["url"], node).map { .init(url: $0, secretFile: secret) }
    }

    private func readPing(_ node: Node) -> AlertSpec.DeadManPing? {
        let members = reader.members(node, "dead_man_ping", known: ["url", "every"])
        let every = reader.span(members["every"], "every", in: .period) ?? 60_000
        return url(members["url"], node).map { .init(url: $0, periodMilliseconds: every) }
    }

    private func readMail(_ node: Node) -> AlertSpec.Mail? {
        let members = reader.members(
            node, "mail", known: ["host", "port", "encryption", "from", "to", "user", "password_file", "password"])
        refuseInline(members["password"], "password", instead: "password_file")
        let to = reader.elements(members["to"], "to").compactMap { address($0, "to") }
        if members["to"] == nil || members["to"]?.sequence?.isEmpty == true {
            reader.report(
                members["to"] ?? node, de: "mail braucht mindestens einen Empfänger in to.",
                en: "mail needs at least one recipient in to.")
        }
        let from = required(members["from"], "from", node).flatMap { address($0, "from") }
        let host = required(members["host"], "host", node).flatMap { reader.word($0, "host") }
        var mail = AlertSpec.Mail(host: host ?? "", from: from ?? "", to: to)
        mail.encryption = reader.choice(members["encryption"], "encryption") ?? .none
        mail.port =
            reader.number(members["port"], "port", in: 1...65_535)
            ?? [.none: 25, .startTLS: 587, .implicitTLS: 465][mail.encryption] ?? 25
        mail.user = reader.word(members["user"], "user")
        mail.passwordFile = members["password_file"].flatMap {
            secretFile($0, "password_file", minimumBytes: AlertSpec.Mail.minimumPasswordBytes)
        }
        if let user = members["user"], members["password_file"] == nil {
            reader.report(user, de: "Zu user gehört password_file.", en: "user needs password_file beside it.")
        }
        return mail
    }

    // MARK: Values

    private func required(_ node: Node?, _ what: String, _ parent: Node) -> Node? {
        if node == nil { reader.report(parent, de: "Es fehlt „\(what)“.", en: "\"\(what)\" is missing.") }
        return node
    }

    private func address(_ node: Node, _ what: String) -> String? {
        guard let text = reader.word(node, what) else { return nil }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isFine =
            parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>,;:\"\\()".utf8.contains($0) }
        if isFine { return text }
        let shown = StackFileReader.shown(text)
        reader.report(node, de: "„\(shown)“ ist keine E-Mail-Adresse.", en: "\"\(shown)\" is no mail address.")
        return nil
    }

    private func url(_ node: Node?, _ parent: Node) -> String? {
        guard let node = required(node, "url", parent), let text = reader.word(node, "url") else { return nil }
        let parts = URLComponents(string: text, encodingInvalidCharacters: false)
        let isFine =
            ["http", "https"].contains(parts?.scheme) && parts?.host?.isEmpty == false && parts?.user == nil
            && parts?.password == nil && (1...65_535).contains(parts?.port ?? 1)
        if isFine { return text }
        reader.report(
            node, de: "url muss mit http:// oder https:// beginnen und darf keine Zugangsdaten enthalten.",
            en: "url must begin with http:// or https:// and must not hold credentials.")
        return nil
    }

    // MARK: Secrets

    /// Secrets in the file would end up in copies and in versions of it.
    private func refuseInline(_ node: Node?, _ key: String, instead: String) {
        guard let node else { return }
        reader.report(
            node, de: "\(key) steht nicht hier, sondern in einer eigenen Datei: \(instead).",
            en: "\(key) does not belong here but in a file of its own: \(instead).")
    }

    /// The absolute path of a file with a secret that can be used: judged by reading it, as the start will.
    private func secretFile(_ node: Node, _ what: String, minimumBytes: Int) -> String? {
        guard let text = reader.word(node, what) else { return nil }
        let path = absolute(text)
        do throws(SecretFileFault) {
            _ = try SecretFile.content(path, minimumBytes: minimumBytes)
        } catch {
            let fault = error.text(StackFileReader.shown(path))
            reader.report(node, de: fault.de, en: fault.en)
        }
        return path
    }
}
