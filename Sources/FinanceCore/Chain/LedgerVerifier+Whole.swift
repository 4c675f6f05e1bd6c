extension LedgerVerifier {
    /// What a whole verification has found.
    package struct Findings: Sendable {
        /// Of the chain; nil if the file cannot be read far enough to follow it.
        package fileprivate(set) var chain: IntegrityReport?
        /// Everything that is wrong, in the order of the parts.
        package fileprivate(set) var faults: [IntegrityFault] = []
    }

    /// Verifies everything that is in the file: chain, counters, structure, and what lies beside the journal. A part that
    /// cannot be read is a fault, and keeps no other part from being looked at.
    ///
    /// - Parameters:
    ///   - first: where to begin with the chain; what is before it is taken as given.
    ///   - publicKey: the only key whose anchors count; nil takes the one that each names.
    ///   - progress: called now and then with the number of transactions that were verified.
    package func verifyWhole(
        from first: Int64 = 1, publicKey: ChainHash? = nil, progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> Findings {
        var findings = Findings()
        do {
            let report = try await verifyChain(from: first, progress: progress)
            findings.chain = report
            findings.faults += report.faults
            // Behind a broken place the sums are none.
            if report.faults.isEmpty { findings.faults += try verifyCounters(report.tally) }
        } catch let failure as StorageFailure {
            findings.add(failure)
        }
        findings.add { try verifyStructure() }
        findings.add { try verifyRecords(publicKey: publicKey) }
        return findings
    }
}

extension LedgerVerifier.Findings {
    /// Adds what a part has found, or that it could not be read.
    mutating func add(_ part: () throws -> [IntegrityFault]) {
        do {
            faults += try part()
        } catch {
            add(error as? StorageFailure ?? StorageFailure(code: 0, "\(error)"))
        }
    }

    fileprivate mutating func add(_ failure: StorageFailure) {
        let fault = IntegrityFault.unreadable(failure)
        if !faults.contains(fault) { faults.append(fault) }
    }
}

extension IntegrityFault {
    /// A file, or a part of it, that SQLite refuses.
    package static func unreadable(_ failure: StorageFailure) -> IntegrityFault {
        // SQLite names no place when it does not know the file as its own: that is decided by its first page.
        let place = failure.isAboutFileHeader ? "page 1: " : ""
        return .file(
            "file-damaged", de: "Die Datei ist nicht lesbar: \(place)\(failure.description).",
            en: "The file cannot be read: \(place)\(failure.description).")
    }
}
