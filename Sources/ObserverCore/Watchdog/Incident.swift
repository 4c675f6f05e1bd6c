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
    /// Backs ``isUnexplained``; optional, so that incidents that were written before can still be read.
    private var unexplained: Bool?

    /// Whether ``summary`` only says that something is wrong: the first cause that is found takes its place.
    package var isUnexplained: Bool { unexplained ?? false }

    /// Describes an incident.
    package init(
        id: Int, kind: Kind, root: String, affected: [String], openedAt: Int, closedAt: Int? = nil,
        summary: LocalizedText, isUnexplained: Bool = false, reminders: Int = 0, isSilenced: Bool = false
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
        unexplained = isUnexplained ? true : nil
    }

    /// Takes another cause in place of its own, when that tells more: an incident keeps what opened it.
    mutating func learn(_ other: Cause) {
        let own = Cause(kind: kind, summary: summary, isUnexplained: isUnexplained)
        // What stands in the way can be named anew: another holder of the port, more members of a common cause. When it
        // is out of the way and the start fails all the same, it is not the cause any more.
        guard other.weight > own.weight || other.weight == Cause.heaviest || (other.isOfLatestStart && isObstacle)
        else { return }
        kind = other.kind
        summary = other.summary
        unexplained = other.isUnexplained ? true : nil
    }

    /// Whether its cause is something that a start could not pass.
    private var isObstacle: Bool { kind == .portTaken || kind == .cannotStart }

    /// What is wrong, as far as it is known.
    struct Cause {
        static let heaviest = 3

        var kind: Kind
        var summary: LocalizedText
        /// Whether the summary only says that something is wrong.
        var isUnexplained = false
        /// Whether it tells what became of the latest start, which no obstacle kept from happening.
        var isOfLatestStart = false

        /// How much it tells.
        var weight: Int {
            switch kind {
            case .down: isUnexplained ? 0 : 2
            case .flapping: 1
            case .quarantine, .cannotStart, .portTaken, .commonCause, .storage: Self.heaviest
            }
        }
    }
}

extension Incident.Kind {
    /// Its name for people.
    package var title: LocalizedText {
        switch self {
        case .down: LocalizedText(de: "Ausfall", en: "down")
        case .quarantine: LocalizedText(de: "Quarantäne", en: "quarantine")
        case .cannotStart: LocalizedText(de: "nicht startbar", en: "cannot start")
        case .portTaken: LocalizedText(de: "Port belegt", en: "port taken")
        case .flapping: LocalizedText(de: "wechselhaft", en: "flapping")
        case .commonCause: LocalizedText(de: "gemeinsame Ursache", en: "common cause")
        case .storage: LocalizedText(de: "Speicherung gestört", en: "storage fails")
        }
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
