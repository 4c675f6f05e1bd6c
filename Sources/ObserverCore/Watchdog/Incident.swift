package import Shared

/// Something that a person should know of: one cause and everybody who suffers from it.
package struct Incident: Sendable, Hashable, Codable {
    /// What kind of trouble.
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// A service has not worked for longer than it may.
        case down
        /// A service fails again and again; it is tried only now and then.
        case quarantine
        /// A service cannot be started at all: program, folder, settings or limits are wrong.
        case cannotStart = "cannot-start"
        /// A foreign process holds the port.
        case portTaken = "port-taken"
        /// A service changes between working and not working too often.
        case flapping
        /// Many services turned bad at once: the cause lies beneath them.
        case commonCause = "common-cause"
        /// The Observer cannot write what it must keep.
        case storage
    }

    /// Number, growing over the life of the data folder.
    package var id: Int
    /// What kind of trouble.
    package var kind: Kind
    /// Name of the service that is the cause; for ``Kind/commonCause`` the shared dependency or `*`.
    package var root: String
    /// Names of the services that suffer, the root first when it is one.
    package var affected: [String]
    /// Milliseconds since 1970.
    package var openedAt: Int
    /// Milliseconds since 1970; `nil` while it lasts.
    package var closedAt: Int?
    /// What happened, as a sentence.
    package var summary: LocalizedText
    /// Reminders sent so far.
    package var reminders: Int
    /// Whether a silence or maintenance keeps it from being sent.
    package var isSilenced: Bool

    /// Describes an incident.
    package init(
        id: Int, kind: Kind, root: String, affected: [String], openedAt: Int, closedAt: Int? = nil,
        summary: LocalizedText, reminders: Int = 0, isSilenced: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.root = root
        self.affected = affected
        self.openedAt = openedAt
        self.closedAt = closedAt
        self.summary = summary
        self.reminders = reminders
        self.isSilenced = isSilenced
    }
}

/// A message about an incident, on its way to people.
package struct Alert: Sendable, Hashable, Codable {
    /// What about it.
    package enum Occasion: String, Sendable, Hashable, Codable {
        /// It began.
        case down
        /// It still lasts.
        case reminder
        /// It is over.
        case up
    }

    package var occasion: Occasion
    package var incident: Incident
    /// Milliseconds since 1970.
    package var at: Int

    package init(occasion: Occasion, incident: Incident, at: Int) {
        self.occasion = occasion
        self.incident = incident
        self.at = at
    }
}
