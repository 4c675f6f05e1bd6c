package import Shared

/// Everything the document store refuses, as a closed list.
///
/// The executable maps each case to one HTTP status and one stable code.
package enum BelegError: Error, Sendable, Equatable {
    /// The input breaks one or more rules; every broken rule is in the list.
    case invalid([Finding])
    /// No such row.
    case notFound(Subject, id: String)
    /// The caller's version of a mutable row is outdated.
    case versionMismatch(id: String, expected: Int64, actual: Int64)
    /// Another partner already carries this number.
    case partnerNumberTaken(number: String)
    /// Only an `entwurf` may be changed, deleted or finalised.
    case notADraft(id: String, number: String?)
    /// A draft has no number and therefore cannot be reversed; delete it instead.
    case notFinalised(id: String)
    /// A document is reversed at most once.
    case alreadyReversed(id: String, reversalID: String, reversalNumber: String)
    /// A storno is final; it cannot be reversed itself.
    case reversalOfReversal(id: String)
    /// The supplier's invoice is already in the books under another document.
    case duplicateSupplierInvoice(number: String, existingID: String)
    /// The booking is already in Finance; there is nothing to repeat.
    case alreadyPosted(id: String, transactionID: String)

    /// What a missing row would have been.
    package enum Subject: String, Sendable {
        case partner
        case document
    }
}
