package import HTTPTypes
package import Shared

/// An error answer in the making: what a handler or a core's error table throws, before language and request id.
package struct Problem: Error, Sendable {
    /// HTTP status of the answer.
    package var status: HTTPResponse.Status
    /// Stable kebab-case code.
    package var code: String
    /// What went wrong, in both languages.
    package var detail: LocalizedText
    /// Every fault of the input.
    package var findings: [Finding]
    /// First day that takes bookings, when a locked period refused one.
    package var nextOpenDate: String?
    /// Further header fields of the answer.
    package var headers: HTTPFields

    /// Describes an error answer.
    package init(
        _ status: HTTPResponse.Status, code: String, detail: LocalizedText, findings: [Finding] = [],
        headers: HTTPFields = [:]
    ) {
        self.status = status
        self.code = code
        self.detail = detail
        self.findings = findings
        self.headers = headers
    }

    /// 422 with every fault of the input.
    package static func invalid(_ findings: [Finding]) -> Problem {
        let count = findings.count
        return Problem(
            .unprocessableContent, code: "invalid",
            detail: LocalizedText(
                de: count == 1 ? "Die Eingabe hat einen Fehler." : "Die Eingabe hat \(count) Fehler.",
                en: count == 1 ? "The input has one fault." : "The input has \(count) faults."),
            findings: findings)
    }

    /// 404 for a thing that is not there.
    package static func notFound(_ detail: LocalizedText, code: String = "not-found") -> Problem {
        Problem(.notFound, code: code, detail: detail)
    }
}

/// An error that knows its answer; each core's error table conforms in the executable that owns the core.
package protocol ProblemConvertible: Error {
    /// The answer for this error.
    var problem: Problem { get }
}

extension Problem: ProblemConvertible {
    package var problem: Problem { self }
}
