import Foundation
import Yams

/// The section `alerts` of a stack file.
extension StackFile {
    func readAlerts(_ node: Node) -> AlertSpec {
        let members = reader.members(
            node, "alerts",
            known: ["down_after", "reminder", "longest_reminder", "webhooks", "mail", "dead_man_ping"])
        var alerts = AlertSpec()
        alerts.downMilliseconds = reader.span(members["down_after"], "down_after") ?? alerts.downMilliseconds
        alerts.reminderMilliseconds = reader.span(members["reminder"], "reminder") ?? alerts.reminderMilliseconds
        alerts.longestReminderMilliseconds =
            reader.span(members["longest_reminder"], "longest_reminder") ?? alerts.longestReminderMilliseconds
        alerts.webhooks = reader.elements(members["webhooks"], "webhooks").compactMap(readWebhook)
        alerts.mail = members["mail"].flatMap(readMail)
        if let node = members["dead_man_ping"] {
            let ping = reader.members(node, "dead_man_ping", known: ["url", "every"])
            let every = reader.span(ping["every"], "every") ?? 60_000
            alerts.deadManPing = url(ping["url"], node).map { .init(url: $0, periodMilliseconds: max(every, 100)) }
        }
        return alerts
    }

    private func readWebhook(_ node: Node) -> AlertSpec.Webhook? {
        let members = reader.members(node, "webhooks", known: ["url", "secret_file", "secret"])
        refuseInline(members["secret"], "secret", instead: "secret_file")
        let secret = members["secret_file"].flatMap { secretFile($0, "secret_file") }
        return url(members["url"], node).map { .init(url: $0, secretFile: secret) }
    }

    private func readMail(_ node: Node) -> AlertSpec.Mail? {
        let members = reader.members(
            node, "mail", known: ["host", "port", "encryption", "from", "to", "user", "password_file", "password"])
        refuseInline(members["password"], "password", instead: "password_file")
        let to = reader.elements(members["to"], "to").compactMap { address($0) }
        guard let host = required(members["host"], "host", node), let from = members["from"].flatMap(address),
            !to.isEmpty
        else {
            reader.report(
                node, de: "mail braucht host, from und mindestens einen Empfänger in to.",
                en: "mail needs host, from and at least one recipient in to.")
            return nil
        }
        var mail = AlertSpec.Mail(host: host, from: from, to: to)
        mail.encryption = reader.choice(members["encryption"], "encryption") ?? .none
        mail.port =
            reader.number(members["port"], "port", in: 1...65_535)
            ?? [.none: 25, .startTLS: 587, .implicitTLS: 465][mail.encryption] ?? 25
        mail.user = reader.text(members["user"], "user")
        mail.passwordFile = members["password_file"].flatMap { secretFile($0, "password_file") }
        if mail.user != nil, mail.passwordFile == nil {
            reader.report(
                node, de: "Zu user gehört password_file.", en: "user needs password_file beside it.")
        }
        return mail
    }

    private func required(_ node: Node?, _ what: String, _ parent: Node) -> String? {
        if let text = reader.text(node, what), !text.isEmpty { return text }
        reader.report(node ?? parent, de: "Es fehlt „\(what)“.", en: "\"\(what)\" is missing.")
        return nil
    }

    private func address(_ node: Node) -> String? {
        guard let text = reader.text(node, "address") else { return nil }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isFine =
            parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
            && text.allSatisfy { $0.isASCII && !$0.isWhitespace && !"<>,;:\"\\()".contains($0) }
        if isFine { return text }
        reader.report(
            node, de: "„\(text)“ ist keine E-Mail-Adresse.", en: "\"\(text)\" is no mail address.")
        return nil
    }

    private func url(_ node: Node?, _ parent: Node) -> String? {
        guard let text = required(node, "url", parent) else { return nil }
        let parts = URLComponents(string: text)
        let isFine =
            ["http", "https"].contains(parts?.scheme) && parts?.host?.isEmpty == false && parts?.user == nil
            && parts?.password == nil
        if isFine { return text }
        reader.report(
            node ?? parent, de: "url muss mit http:// oder https:// beginnen und darf keine Zugangsdaten enthalten.",
            en: "url must begin with http:// or https:// and must not hold credentials.")
        return nil
    }

    /// Secrets in the file would end up in copies and in versions of it.
    private func refuseInline(_ node: Node?, _ key: String, instead: String) {
        guard let node else { return }
        reader.report(
            node, de: "\(key) steht nicht hier, sondern in einer eigenen Datei: \(instead).",
            en: "\(key) does not belong here but in a file of its own: \(instead).")
    }

    private func secretFile(_ node: Node, _ what: String) -> String? {
        guard let text = reader.text(node, what) else { return nil }
        let path = text.hasPrefix("/") ? text : URL(fileURLWithPath: "\(folder)/\(text)").standardizedFileURL.path
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)  // nil where it is missing
        guard let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue else {
            reader.report(node, de: "Die Datei \(path) fehlt.", en: "There is no file \(path).")
            return nil
        }
        if mode & 0o044 != 0 {
            reader.report(
                node, de: "\(path) darf nur ihrem Besitzer lesbar sein (chmod 600).",
                en: "\(path) must be readable by its owner only (chmod 600).")
        }
        return path
    }
}
