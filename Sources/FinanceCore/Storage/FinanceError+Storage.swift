import Foundation
import GRDB

extension FinanceError {
    init(_ failure: StorageFailure) { self = .storage(failure.description, mayPass: failure.mayPass) }

    /// What a step met that reads or writes files: SQLite's refusal, GRDB's, or the system's through Foundation.
    package init(_ step: String, _ error: any Error) {
        self = .storage("\(step): \(error)", mayPass: StorageFailure.mayPass(error))
    }
}

extension StorageFailure {
    /// Whether a step that has failed so may succeed later.
    static func mayPass(_ error: any Error) -> Bool {
        switch error {
        case let failure as StorageFailure: failure.mayPass
        case let error as DatabaseError: mayPass(error.extendedResultCode.rawValue)
        default: systemCode(of: error).map { StorageFailure(system: $0, "").mayPass } ?? false
        }
    }

    /// The system's number of an error of Foundation.
    private static func systemCode(of error: any Error) -> Int32? {
        if let error = error as? POSIXError { return error.code.rawValue }
        guard let error = error as? CocoaError else { return nil }
        if error.code == .fileWriteOutOfSpace { return ENOSPC }
        return error.underlying.flatMap { systemCode(of: $0) }
    }
}
