import ServiceKit
import Shared

/// A refusal that may have found more than one answer names. All of it is there for whoever counts.
struct LongRefusal: ProblemConvertible {
    /// The answer.
    let problem: Problem
    /// All that was found, also what the answer leaves out.
    let findings: [Finding]
}
