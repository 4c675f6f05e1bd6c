/// Everything that a stack file says.
package struct StackSpec: Sendable, Hashable, Codable {
    /// The services, in the order of the file.
    package var units: [UnitSpec]
    /// Starts that may be under way at once over all services.
    package var startsAtOnce: Int
    /// Starts after a failure that may begin within a minute over all services.
    package var restartsPerMinute: Int
    /// Who is told of incidents.
    package var alerts: AlertSpec
    /// What people do with the stack; `nil` for the product's own, also in journals that were written before there was
    /// such a list.
    package var functions: [BusinessFunction]?

    /// A stack; without units it only observes what registers.
    package init(
        units: [UnitSpec] = [], startsAtOnce: Int = 3, restartsPerMinute: Int = 10, alerts: AlertSpec = AlertSpec(),
        functions: [BusinessFunction]? = nil
    ) {
        self.units = units
        self.startsAtOnce = startsAtOnce
        self.restartsPerMinute = restartsPerMinute
        self.alerts = alerts
        self.functions = functions
    }
}

/// Who is told of incidents, and how.
package struct AlertSpec: Sendable, Hashable, Codable {
    /// A URL that gets a signed POST.
    package struct Webhook: Sendable, Hashable, Codable {
        /// A shorter key could be guessed.
        package static let minimumSecretBytes = 16

        package var url: String
        /// File with the key of the signature (HMAC-SHA-256); `nil` for unsigned posts.
        package var secretFile: String?

        package init(url: String, secretFile: String? = nil) {
            self.url = url
            self.secretFile = secretFile
        }
    }

    /// A mail server that gets a message per incident.
    package struct Mail: Sendable, Hashable, Codable {
        /// How long a password is, is the mail server's business; an empty file is a mistake.
        package static let minimumPasswordBytes = 1

        /// How the connection is encrypted.
        package enum Encryption: String, Sendable, Hashable, Codable, CaseIterable {
            /// Not at all: for a server on this machine.
            case none
            /// STARTTLS (RFC 3207), required.
            case startTLS = "starttls"
            /// TLS from the first byte (RFC 8314).
            case implicitTLS = "tls"
        }

        package var host: String
        package var port: Int
        package var encryption: Encryption
        package var from: String
        package var to: [String]
        package var user: String?
        /// File with the password; required with a user.
        package var passwordFile: String?

        package init(
            host: String, port: Int = 25, encryption: Encryption = .none, from: String, to: [String],
            user: String? = nil, passwordFile: String? = nil
        ) {
            self.host = host
            self.port = port
            self.encryption = encryption
            self.from = from
            self.to = to
            self.user = user
            self.passwordFile = passwordFile
        }
    }

    /// A URL that hears from us while we work; who runs it raises the alarm when we fall silent.
    package struct DeadManPing: Sendable, Hashable, Codable {
        package var url: String
        package var periodMilliseconds: Int

        package init(url: String, periodMilliseconds: Int = 60_000) {
            self.url = url
            self.periodMilliseconds = periodMilliseconds
        }
    }

    package var webhooks: [Webhook]
    package var mail: Mail?
    package var deadManPing: DeadManPing?
    /// A service down for longer than this is an incident that people are told of, in milliseconds.
    package var downMilliseconds: Int
    /// Wait before the first reminder, in milliseconds; doubles with each one up to ``longestReminderMilliseconds``.
    package var reminderMilliseconds: Int
    package var longestReminderMilliseconds: Int

    package init(
        webhooks: [Webhook] = [], mail: Mail? = nil, deadManPing: DeadManPing? = nil, downMilliseconds: Int = 30_000,
        reminderMilliseconds: Int = 600_000, longestReminderMilliseconds: Int = 7_200_000
    ) {
        self.webhooks = webhooks
        self.mail = mail
        self.deadManPing = deadManPing
        self.downMilliseconds = downMilliseconds
        self.reminderMilliseconds = reminderMilliseconds
        self.longestReminderMilliseconds = longestReminderMilliseconds
    }
}
