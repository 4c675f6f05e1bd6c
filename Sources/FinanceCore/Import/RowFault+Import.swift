import Shared

extension FinanceError.RowFault {
    /// The faults of this row as faults of the file it came from.
    ///
    /// - Parameters:
    ///   - line: line of the file where the row begins.
    ///   - column: heading of the column that a pointer's value came from, if there is one.
    func faults(line: Int, column: (String) -> String?) -> [ImportFault] {
        findings.map { ImportFault(row: line, column: column($0.pointer), code: $0.code, reason: $0.detail) }
    }
}

extension DatevBatch {
    /// What the ledger said against some rows, in terms of the file.
    package func rejection(of rows: [FinanceError.RowFault]) -> ImportRejection {
        let faults = rows.flatMap { fault in
            fault.faults(line: self.rows[fault.row].line) { pointer in
                if pointer.hasPrefix("/lines/0") { return DatevColumn.account.heading }
                return pointer.hasPrefix("/lines/1") ? DatevColumn.contraAccount.heading : nil
            }
        }
        return ImportRejection(
            faults: Array(faults.prefix(DatevBatchReader.faultLimit)), faultCount: faults.count)
    }
}

extension AccountFile {
    /// What the ledger said against some rows, in terms of the file.
    package func rejection(of rows: [FinanceError.RowFault]) -> ImportRejection {
        let faults = rows.flatMap { fault in
            fault.faults(line: lines[fault.row]) { pointer in
                pointer.split(separator: "/").last.map(String.init)
            }
        }
        return ImportRejection(
            faults: Array(faults.prefix(AccountCSVReader.faultLimit)), faultCount: faults.count)
    }
}
