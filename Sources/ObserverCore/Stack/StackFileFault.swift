package import Shared
import Yams

/// One thing that is wrong with a stack file, and where.
package struct StackFileFault: Error, Sendable, Hashable {
    /// Line, counted from 1.
    package let line: Int
    /// Column, counted from 1.
    package let column: Int
    /// What is wrong and what to do about it.
    package let text: LocalizedText

    /// `name:line:column: sentence`, the form that editors jump to.
    package func description(_ fileName: String, _ language: Language = .english) -> String {
        "\(fileName):\(line):\(column): \(text(language))"
    }
}

/// A stack file that cannot be used; every fault is named.
package struct StackFileFaults: Error, Sendable {
    /// Name of the file, for people.
    package let fileName: String
    /// In the order of the file.
    package let faults: [StackFileFault]

    /// One line per fault.
    package func lines(_ language: Language = .english) -> [String] {
        faults.map { $0.description(fileName, language) }
    }
}

/// A place in a text, line and column counted from 1, columns in Unicode scalars.
struct FilePlace {
    let line: Int
    let column: Int

    init(_ mark: Mark) {
        line = mark.line
        column = mark.column
    }

    /// The place that follows some text.
    init(after text: Substring) {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        line = max(lines.count, 1)
        column = (lines.last?.unicodeScalars.count ?? 0) + 1
    }
}
