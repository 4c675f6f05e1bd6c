import Foundation
import Glibc
import Yams

/// Reads the command of a service, and finds its program. No shell has a part in it.
struct CommandReader {
    let file: StackFile
    private var reader: StackFileReader { file.reader }

    init(file: StackFile) {
        self.file = file
    }

    func read(_ node: Node, _ spec: inout UnitSpec) {
        guard let parts = parts(of: node) else { return }
        guard let first = parts.first else {
            return reader.report(node, de: "command ist leer.", en: "command is empty.")
        }
        // Words are told apart before variables are replaced: a blank in a value does not make two arguments of it.
        spec.arguments = parts.dropFirst().compactMap { reader.text($0, "command") }
        guard let program = reader.word(first, "command"), let path = find(program, first) else { return }
        spec.executable = path
    }

    private func parts(of node: Node) -> [Node]? {
        switch node {
        case .sequence(let list): return Array(list)
        case .scalar(let scalar):
            if let words = Self.words(scalar.string) {
                return words.map { .scalar(.init($0, .implicit, .doubleQuoted, scalar.mark)) }
            }
            reader.report(
                node, de: "command: Ein Anführungszeichen wird nicht geschlossen.",
                en: "command: A quote is not closed.")
        default:
            reader.report(
                node, de: "command: Das muss ein Text oder eine Liste sein.", en: "command must be text or a list.")
        }
        return nil
    }

    /// Splits a line at blanks; quotes and `${…}` keep blanks together, and nothing else has a meaning.
    ///
    /// - Returns: `nil` when a quote is not closed.
    static func words(_ line: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isVariable = false
        for letter in line {
            isVariable = isVariable ? letter != "}" : letter == "{" && word?.last == "$"
            if letter == quote {
                quote = nil
            } else if quote == nil, !isVariable, letter == "\"" || letter == "'" {
                quote = letter
                word = word ?? ""
            } else if quote == nil, !isVariable, letter.isWhitespace {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(letter)
            }
        }
        return quote == nil ? words + (word.map { [$0] } ?? []) : nil
    }

    // MARK: Program

    private func find(_ program: String, _ node: Node) -> String? {
        let candidates = candidates(program)
        if let path = candidates.first(where: Self.isExecutable) { return path }
        let shown = StackFileReader.shown(program)
        if let found = candidates.first(where: { access($0, F_OK) == 0 }) {
            reader.report(
                node, de: "\(StackFileReader.shown(found)) lässt sich nicht ausführen.",
                en: "\(StackFileReader.shown(found)) cannot be executed.")
        } else {
            reader.report(node, de: "Das Programm „\(shown)“ gibt es nicht.", en: "There is no program \"\(shown)\".")
        }
        return nil
    }

    /// Where a program may be: at its path, or, by its bare name, beside our own program and on `PATH`.
    private func candidates(_ program: String) -> [String] {
        if program.contains("/") { return [file.absolute(program)] }
        // Relative entries would mean another folder for each service.
        let path = (reader.variables["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map(String.init)
        return ([file.programs].compactMap { $0 } + path).filter { $0.hasPrefix("/") }.map { "\($0)/\(program)" }
    }

    private static func isExecutable(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}
