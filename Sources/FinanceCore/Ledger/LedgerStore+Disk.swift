#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension LedgerStore {
    /// Room that must be free before a disk that was full counts as well again, in bytes. A small commit may still find
    /// a place in the log when a larger one does not.
    private static let reserve = 1 << 20

    /// Why the disk refused the last commit, nil if it did not. After a refusal it is asked again: a ledger that nobody
    /// writes to must find out by itself that it is well again.
    package func refusal() async -> String? {
        guard let refusal = box.lastRefusal else { return nil }
        if let free = Self.freeBytes(at: directory), free < Self.reserve { return refusal }
        do throws(FinanceError) {
            _ = try await writer.perform(.probe)
        } catch {
            guard case .storage(let reason, _) = error else { return "\(error)" }
            return reason
        }
        return box.lastRefusal
    }

    /// What is wrong with the projection's file, nil while all is well: it cannot be written, or it is damaged and being
    /// made anew. What is booked is not concerned, and lists, sheets and reports are or will be again.
    package var projectionFault: String? { projector.fault }

    /// Room on the disk of a folder; nil when it cannot be asked.
    private static func freeBytes(at path: String) -> Int? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }
}
