import Shared
import Testing

@Suite struct SimilarWordTests {
    private static let known = ["id", "date", "description", "amount", "debit_account", "credit_account"]

    @Test(
        "a word with few slips leads to the one that is meant",
        arguments: [
            ("descripton", "description"), ("Description", "description"), ("debitAccount", "debit_account"),
            ("debit-acount", "debit_account"), ("dat", "date"), ("amuont", "amount"), ("ID", "id"),
        ])
    func likely(_ word: String, _ meant: String) {
        #expect(SimilarWord.nearest(to: word, in: Self.known) == meant)
    }

    @Test(
        "a word that is like none, or like two, leads nowhere",
        arguments: ["", "x", "colour", "account", "id2x", String(repeating: "d", count: 1_000)])
    func unlike(_ word: String) {
        #expect(SimilarWord.nearest(to: word, in: Self.known) == nil)
    }

    @Test("of two words that are as near none is meant, and a long one is not looked at")
    func none() {
        #expect(SimilarWord.nearest(to: "unit-3", in: ["unit-1", "unit-2"]) == nil)
        #expect(SimilarWord.nearest(to: "unit-1", in: ["unit-1", "unit-2"]) == "unit-1")
        #expect(SimilarWord.nearest(to: "a", in: [String(repeating: "a", count: 5_000)]) == nil)
    }
}
