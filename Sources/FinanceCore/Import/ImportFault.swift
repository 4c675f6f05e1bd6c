package import Shared

/// One fault in an imported file: where a person finds it and what is wrong there.
package struct ImportFault: Sendable, Hashable {
    /// Line of the file where the faulty row begins, counted from 1 as an editor shows it.
    package let row: Int
    /// Heading of the faulty column; nil when the whole row is at fault.
    package let column: String?
    /// Stable kebab-case code for programs.
    package let code: String
    /// What is wrong, without naming the place.
    package let reason: LocalizedText

    package init(row: Int, column: String? = nil, code: String, reason: LocalizedText) {
        self.row = row
        self.column = column
        self.code = code
        self.reason = reason
    }

    package init(row: Int, column: String? = nil, _ code: String, de: String, en: String) {
        self.init(row: row, column: column, code: code, reason: LocalizedText(de: de, en: en))
    }

    /// The fault as it appears in a problem body: pointer `/rows/<line>/<column>`, the place named in the sentence.
    package var finding: Finding {
        guard let column else {
            return Finding(
                pointer: "/rows/\(row)", code: code,
                detail: LocalizedText(de: "Zeile \(row): \(reason.de)", en: "Row \(row): \(reason.en)"))
        }
        // RFC 6901, section 3: `~` and `/` are escaped inside a reference token.
        let token = column.replacing("~", with: "~0").replacing("/", with: "~1")
        return Finding(
            pointer: "/rows/\(row)/\(token)", code: code,
            detail: LocalizedText(
                de: "Zeile \(row), Spalte „\(column)“: \(reason.de)",
                en: "Row \(row), column \"\(column)\": \(reason.en)"))
    }
}

/// Every fault of an imported file; nothing of the file was taken over.
package struct ImportRejection: Error, Sendable, Hashable {
    /// At least one fault, ordered by row.
    package let faults: [ImportFault]
    /// Number of faults found, also those beyond the ones listed.
    package let faultCount: Int

    package init(faults: [ImportFault], faultCount: Int? = nil) {
        self.faults = faults
        self.faultCount = faultCount ?? faults.count
    }
}
