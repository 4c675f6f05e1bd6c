/// Texts as parts of a Markdown line (CommonMark 0.31 with the tables and the strikethrough of GFM). Names come from
/// outside: they must not become markup, nor tags where Markdown is turned into HTML. What needs no backslash gets none,
/// because many read a report as the plain text that it is.
///
/// All of it looks at Unicode scalars, as readers of Markdown do: a bracket with a combining mark behind it is one
/// `Character`, and none that we know, but still a bracket to them.
enum MarkdownText {
    private static let punctuation = Set("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".unicodeScalars)

    /// A text whose every character is to be read as it stands; line breaks become blanks.
    static func escaped(_ text: String) -> String {
        let letters = Array(flat(text).unicodeScalars)
        var result = String.UnicodeScalarView()
        for place in letters.indices {
            if needsBackslash(place, letters) { result.append("\\") }
            result.append(letters[place])
        }
        return String(result)
    }

    /// A text between as many backticks as it takes (CommonMark 6.1).
    static func code(_ text: String) -> String {
        let text = flat(text)
        let scalars = text.unicodeScalars
        let longest = scalars.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: longest + 1)
        // A backtick at the edge would join the fence; one blank on each side is taken away again.
        let edge = scalars.first == "`" || scalars.last == "`" ? " " : ""
        return fence + edge + text + edge + fence
    }

    /// What stands in a cell of a table, where a bar would end the cell, even in code (GFM 4.10).
    static func cell(_ markdown: String) -> String {
        String(String.UnicodeScalarView(markdown.unicodeScalars.flatMap { $0 == "|" ? ["\\", $0] : [$0] }))
    }

    private static func flat(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }

    private static func needsBackslash(_ place: Int, _ letters: [Unicode.Scalar]) -> Bool {
        let before = place > 0 ? letters[place - 1] : nil
        let after = place + 1 < letters.count ? letters[place + 1] : nil
        switch letters[place] {
        case "`", "[", "~": return true
        case "\\": return after.map(punctuation.contains) ?? true
        case "_": return !isWithinWord(place, letters)
        // A blank on both sides makes no emphasis; at the beginning it would make a list.
        case "*": return !(before?.properties.isWhitespace == true && after?.properties.isWhitespace == true)
        // Tags, comments, and addresses between angle brackets, which may begin with nearly anything.
        case "<": return after.map { !$0.properties.isWhitespace } ?? true
        case "&": return after.map { $0.properties.isAlphabetic || $0 == "#" } ?? true
        case "#": return before?.properties.isWhitespace ?? true
        case ">", "+", "-": return before == nil
        default: return false
        }
    }

    /// Whether a run of underscores has letters or digits on both sides, as in `beleg_service`: it emphasises nothing
    /// then (CommonMark 6.2, rules 2 and 4).
    private static func isWithinWord(_ place: Int, _ letters: [Unicode.Scalar]) -> Bool {
        let before = letters[..<place].last { $0 != "_" }
        let after = letters[place...].first { $0 != "_" }
        return [before, after].allSatisfy {
            $0.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
        }
    }
}
