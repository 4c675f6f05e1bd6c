package import Foundation

/// Where a document stands; `storniert` follows from an existing storno and is never stored.
package enum DocumentStatus: String, Sendable, CaseIterable {
    case entwurf
    case finalisiert
    case storniert
}

/// Reference to another document.
package struct DocumentReference: Sendable, Equatable {
    package let id: String
    package let number: String
}

/// Everything of a document but its lines.
package struct DocumentHeader: Sendable, Equatable {
    package let sequence: Int64
    package let id: String
    package let kind: DocumentKind
    /// What a storno cancels; equal to ``kind`` otherwise.
    package let baseKind: DocumentKind
    package let status: DocumentStatus
    package let version: Int64
    package let number: String?
    package let partnerID: String
    /// Frozen when the document was finalised; the current directory entry for a draft.
    package let partnerNumber: String
    package let partner: PartnerFields
    package let date: CalendarDay
    package let serviceDate: CalendarDay
    package let dueDate: CalendarDay
    package let supplierNumber: String?
    package let supplierDate: CalendarDay?
    package let note: String?
    package let netMinor: Int64
    package let vatMinor: Int64
    package let reverses: DocumentReference?
    package let reversedBy: DocumentReference?
    /// State of the booking in Finance; `nil` for a draft.
    package let booking: BookingState?
    package let createdAt: Date
    package let finalisedAt: Date?

    package var grossMinor: Int64 { netMinor + vatMinor }
}

/// A stored document with its lines and VAT groups.
package struct Document: Sendable, Equatable {
    package let header: DocumentHeader
    package let positions: [Position]
    package let vatGroups: [VATGroup]
}

/// How far the booking of a document has come.
package struct BookingState: Sendable, Equatable {
    package let state: OutboxState
    package let attempts: Int64
    package let transactionID: String?
    package let lastError: String?
    /// When the next attempt is due; `nil` unless waiting.
    package let nextAttempt: Date?
    /// Whether this is a storno whose original has not arrived in Finance yet; nothing is sent before it has.
    package let waitsForOriginal: Bool
}
