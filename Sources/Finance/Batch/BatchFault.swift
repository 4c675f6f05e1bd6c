import FinanceCore
import HTTPTypes
import ServiceKit
import Shared

/// Why a batch cannot be read on: not one item is wrong, but the frame around them.
struct BatchFault: ProblemConvertible {
    let code: String
    let detail: LocalizedText
    var findings: [Finding] = []

    var problem: Problem {
        Problem(findings.isEmpty ? .badRequest : .unprocessableContent, code: code, detail: detail, findings: findings)
    }

    static func unexpected(_ byte: UInt8?, expected: String, afterItem index: Int) -> BatchFault {
        let found = byte.map { "\"\(String(decoding: [$0], as: UTF8.self))\"" }
        return BatchFault(
            code: "malformed-json",
            detail: LocalizedText(
                de: "Nach \(index) Buchungen steht \(found ?? "das Ende") statt \(expected).",
                en: "After \(index) transactions there is \(found ?? "the end") instead of \(expected)."))
    }

    static func itemTooLarge(_ index: Int, limit: Int) -> BatchFault {
        BatchFault(
            code: "content-too-large",
            detail: LocalizedText(
                de: "Die Buchung \(index) ist größer als \(limit) Bytes.",
                en: "Transaction \(index) is larger than \(limit) bytes."))
    }

    static func unfinished(_ index: Int) -> BatchFault {
        BatchFault(
            code: "malformed-json",
            detail: LocalizedText(
                de: "Der Stapel endet mitten in der Buchung \(index).",
                en: "The batch ends within transaction \(index)."))
    }

    static func header(_ findings: [Finding]) -> BatchFault {
        BatchFault(
            code: "invalid",
            detail: LocalizedText(
                de: "Die erste Zeile benennt die Spalten nicht richtig.",
                en: "The first row does not name the columns rightly."), findings: findings)
    }
}
