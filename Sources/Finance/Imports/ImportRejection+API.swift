import FinanceCore
package import ServiceKit
import Shared

/// Files that were refused: every faulty row with its line.
extension ImportRejection: ProblemConvertible {
    package var problem: Problem {
        var problem = Problem.invalid(faults.map(\.finding))
        problem.code = "import-rejected"
        let rows = Set(faults.map(\.row)).count
        problem.detail = LocalizedText(
            de: "Nichts übernommen: \(faultCount) Fehler in \(rows) Zeilen der Datei.",
            en: "Nothing was taken over: \(faultCount) faults in \(rows) rows of the file.")
        if faultCount > faults.count {
            problem.detail = LocalizedText(
                de: problem.detail.de + " Genannt sind die ersten \(faults.count).",
                en: problem.detail.en + " The first \(faults.count) are listed.")
        }
        return problem
    }
}
