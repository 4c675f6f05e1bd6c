import Shared

/// What the parts of an account must look like; pure, shared by creation and change.
enum AccountRules {
    static let maximumNameBytes = 200
    static let maximumTaxKeyBytes = 8

    static func findings(
        nameDE: String, nameEN: String, taxKey: String?, validFrom: BookingDate?, validUntil: BookingDate?
    ) -> [Finding] {
        var findings: [Finding] = []
        if nameDE.allSatisfy(\.isWhitespace) {
            findings.append(
                Finding(
                    pointer: "/name", code: "name-missing",
                    detail: LocalizedText(de: "Der Name fehlt.", en: "The name is missing.")))
        }
        for (pointer, value) in [("/name", nameDE), ("/name_en", nameEN)] where value.utf8.count > maximumNameBytes {
            findings.append(.tooLong(pointer, maximumBytes: maximumNameBytes))
        }
        if let taxKey, taxKey.isEmpty || taxKey.utf8.count > maximumTaxKeyBytes {
            findings.append(
                Finding(
                    pointer: "/tax_key", code: "tax-key-malformed",
                    detail: LocalizedText(
                        de: "Ein Steuerschlüssel hat 1 bis \(maximumTaxKeyBytes) Zeichen.",
                        en: "A tax key has 1 to \(maximumTaxKeyBytes) characters.")))
        }
        if let validFrom, let validUntil, validUntil < validFrom {
            findings.append(
                Finding(
                    pointer: "/valid_until", code: "validity-reversed",
                    detail: LocalizedText(
                        de: "Das Ende der Gültigkeit liegt vor dem Beginn.", en: "The validity ends before it starts."))
            )
        }
        return findings
    }
}

extension Finding {
    static func tooLong(_ pointer: String, maximumBytes: Int) -> Finding {
        Finding(
            pointer: pointer, code: "too-long",
            detail: LocalizedText(
                de: "Der Text ist länger als \(maximumBytes) Bytes.",
                en: "The text is longer than \(maximumBytes) bytes."))
    }
}
