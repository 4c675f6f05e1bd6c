import Foundation

@testable import EInvoice

/// The official tests of single rules: a fragment of an invoice, and what must be found in it.
struct UnitSample: Sendable {
    let name: String
    let fragment: String
    /// Rules that must be kept.
    let kept: [String]
    /// Rules that must be broken.
    let broken: [String]

    static let all: [UnitSample] = Samples.files(in: "unit-ubl").flatMap { file in
        // An unreadable sample shows in the count of the test.
        let text = ((try? String(contentsOf: file.url, encoding: .utf8)) ?? "").replacing(/<!--[\s\S]*?-->/, with: "")
        return text.matches(of: /<test[ >][\s\S]*?<\/test>/).enumerated().compactMap { number, match in
            sample("\(file.name) \(number + 1)", String(match.output))
        }
    }

    private static func sample(_ name: String, _ test: String) -> UnitSample? {
        guard let fragment = test.firstMatch(of: /<(\w+:)?(Invoice|CreditNote)\b[\s\S]*<\/(\w+:)?(Invoice|CreditNote)>/)
        else { return nil }
        let verdicts = test.matches(of: /<(success|error|warning)>([^<]+)</)
        let ids = { (isKept: Bool) in
            verdicts.filter { ($0.output.1 == "success") == isKept }
                .map { $0.output.2.trimmingCharacters(in: .whitespacesAndNewlines) }
        }
        return UnitSample(name: name, fragment: String(fragment.output.0), kept: ids(true), broken: ids(false))
    }

    /// What is wrong with our verdict, `nil` when it is the same.
    func disagreement() throws -> [String] {
        let tree = try ElementTree(parsing: Array(fragment.utf8))
        let found = Set(RuleSet.en16931UBL.evaluate(DocumentIndex(tree)).map(\.rule.id))
        return kept.filter(found.contains).map { "\(name): \($0) must be kept" }
            + broken.filter { !found.contains($0) }.map { "\(name): \($0) must be broken" }
    }
}
