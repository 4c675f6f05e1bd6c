/// Finds what a misspelt word was meant to be.
package enum SimilarWord {
    /// Longest word that is looked for, in bytes: the work grows with the square.
    private static let longest = 40

    /// The only known word that is spelt like another one: the same letters in another writing (`debitAccount` for
    /// `debit_account`), or fewer slips away than any other, at most one in four letters.
    package static func nearest(to word: String, in known: [String]) -> String? {
        guard word.utf8.count <= longest else { return nil }
        let plain = letters(word)
        if let same = known.first(where: { letters($0) == plain }) { return same }
        var best: (word: String?, slips: Int) = (nil, Int.max)
        for other in known where other.utf8.count <= 2 * longest {
            let letters = Self.letters(other)
            let slips = Self.slips(plain, letters)
            guard slips <= max(1, letters.count / 4), slips < letters.count, slips <= best.slips else { continue }
            best = slips < best.slips ? (other, slips) : (nil, slips)
        }
        return best.word
    }

    /// The letters and digits of a word in small writing.
    private static func letters(_ word: String) -> [UInt8] {
        word.lowercased().utf8.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") && $0 != 0x20 }
    }

    /// How many slips of the finger lie between two words: bytes changed, added, left out or swapped with their
    /// neighbour (optimal string alignment).
    private static func slips(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var before: [Int] = []
        var row = Array(0...right.count)
        for (i, byte) in left.enumerated() {
            var next = [i + 1]
            for (j, other) in right.enumerated() {
                var slips = min(row[j + 1] + 1, next[j] + 1, row[j] + (byte == other ? 0 : 1))
                if i > 0, j > 0, byte == right[j - 1], left[i - 1] == other { slips = min(slips, before[j - 1] + 1) }
                next.append(slips)
            }
            (before, row) = (row, next)
        }
        return row[right.count]
    }
}
