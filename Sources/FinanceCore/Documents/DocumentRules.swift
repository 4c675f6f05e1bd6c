import Shared

/// What the description of a document must look like; pure.
enum DocumentRules {
    static let maximumTextBytes = 1_000
    static let maximumShortBytes = 255
    static let maximumLinks = 100

    static func findings(in draft: DocumentDraft) -> [Finding] {
        var findings: [Finding] = []
        for (pointer, value) in [
            ("/type", draft.type), ("/filename", draft.filename), ("/media_type", draft.mediaType),
        ] {
            if value.isEmpty {
                findings.append(
                    Finding(
                        pointer: pointer, code: "missing",
                        detail: LocalizedText(de: "Die Angabe fehlt.", en: "The value is missing.")))
            } else if value.utf8.count > maximumShortBytes {
                findings.append(.tooLong(pointer, maximumBytes: maximumShortBytes))
            }
        }
        if draft.filename.utf8.contains(where: {
            $0 < 32 || $0 == 127 || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\")
        }) {
            findings.append(
                Finding(
                    pointer: "/filename", code: "filename-malformed",
                    detail: LocalizedText(
                        de: "Ein Dateiname enthält keine Schrägstriche und Steuerzeichen.",
                        en: "A file name has no slashes and no control characters.")))
        }
        for (pointer, value) in [("/type", draft.type), ("/description", draft.text)] where value.utf8.contains(0) {
            findings.append(.nullCharacter(pointer))
        }
        if draft.text.utf8.count > maximumTextBytes {
            findings.append(.tooLong("/description", maximumBytes: maximumTextBytes))
        }
        if draft.transactions.count > maximumLinks {
            findings.append(
                Finding(
                    pointer: "/transactions", code: "too-many-links",
                    detail: LocalizedText(
                        de: "Höchstens \(maximumLinks) Buchungen je Dokument.",
                        en: "At most \(maximumLinks) transactions per document.")))
        }
        return findings
    }
}
