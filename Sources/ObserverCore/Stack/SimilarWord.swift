/// Finds what a misspelt word was meant to be.
package enum SimilarWord {
    /// The known word closest to a misspelt one, if it is close at all.
    package static func nearest(to word: String, in known: [String]) -> String? {
        guard (1...40).contains(word.count) else { return nil }
        let ranked = known.map { ($0, distance(word, $0)) }.min { $0.1 < $1.1 }
        return ranked.flatMap { $0.1 <= max(1, word.count / 3) ? $0.0 : nil }
    }

    /// Levenshtein's distance, row by row.
    private static func distance(_ first: String, _ second: String) -> Int {
        let second = Array(second)
        var row = Array(0...second.count)
        for (line, letter) in first.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, other) in second.enumerated() {
                let above = row[column + 1]
                row[column + 1] = min(above + 1, row[column] + 1, diagonal + (letter == other ? 0 : 1))
                diagonal = above
            }
        }
        return row[second.count]
    }
}
