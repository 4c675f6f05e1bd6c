extension CIIBody {
    func writeDateTime(_ name: String, _ date: String?, to output: inout XMLOutput) {
        output.group(name) { $0.leaf("udt:DateTimeString", Self.compact(date), ("format", "102")) }
    }

    /// `2026-01-31` as `20260131`; what is no such date stays as it is.
    static func compact(_ date: String?) -> String? {
        guard let date, LexicalForm.isDate(Array(date.utf8)[...]), date.utf8.count == 10 else { return date }
        return date.filter { $0 != "-" }
    }

    func writePeriod(_ period: Period?, to output: inout XMLOutput) {
        output.group("ram:BillingSpecifiedPeriod") { output in
            writeDateTime("ram:StartDateTime", period?.start, to: &output)
            writeDateTime("ram:EndDateTime", period?.end, to: &output)
        }
    }
}
