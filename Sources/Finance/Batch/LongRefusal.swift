import ServiceKit
import Shared

/// A refusal that may have found more than one answer names. All of it is there for whoever counts.
struct LongRefusal: ProblemConvertible {
    /// The answer.
    let problem: Problem
    /// All that was found, also what the answer leaves out.
    let findings: [Finding]

    /// - Parameter problem: the answer; it keeps the first of its findings.
    init(cutting problem: Problem, toFirst count: Int) {
        findings = problem.findings
        var problem = problem
        if findings.count > count {
            problem.findings = Array(findings.prefix(count))
            problem.detail = LocalizedText(
                de: problem.detail.de + " Genannt sind die ersten \(count).",
                en: problem.detail.en + " The first \(count) are listed.")
        }
        self.problem = problem
    }

    init(problem: Problem, findings: [Finding]) {
        self.problem = problem
        self.findings = findings
    }
}
