import ServiceKit

/// A refusal with more findings than one answer names. All of them are there for whoever counts.
struct LongRefusal: ProblemConvertible {
    let whole: Problem
    /// Findings that the answer names.
    let shown: Int

    var problem: Problem {
        var problem = whole
        problem.findings = Array(whole.findings.prefix(shown))
        return problem
    }
}
