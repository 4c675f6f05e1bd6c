import Testing

@testable import EInvoice

struct PlaceFinderTests {
    @Test func `places are the same as those of the tree, whatever is asked first`() throws {
        let text = "<a><b/><c/><b><d/><d/></b>\n<c><e/></c><f/></a>"
        let tree = try ElementTree(parsing: Array(text.utf8))
        let lines = tree.lineTable()
        for order in [Array(0..<tree.count), (0..<tree.count).reversed()] {
            let finder = PlaceFinder(tree)
            for element in order { #expect(finder.place(element) == tree.place(element, lines: lines)) }
        }
    }

    @Test func `columns count characters, however long the line`() throws {
        let text =
            "<a>" + String(repeating: "<b>ä€😀</b>", count: 500) + "\n" + String(repeating: "<c/>", count: 100) + "</a>"
        let tree = try ElementTree(parsing: Array(text.utf8))
        let lines = tree.lineTable()
        for number in [0, 1, 99, 499] { #expect(tree.place(1 + number, lines: lines).column == 4 + 10 * number) }
        let last = tree.place(tree.count - 1, lines: lines)
        #expect(last.line == 2 && last.column == 397)
        #expect(lines.position(text.utf8.count) == (2, 405))
    }

    @Test func `places on one line cost the same wherever they stand`() throws {
        try ProcessorTime.expectLinear("places", from: 1000) { count in
            let tree = try ElementTree(parsing: Array("<a>\(String(repeating: "<b/>", count: count))</a>".utf8))
            let finder = PlaceFinder(tree)
            for element in 0..<tree.count { #expect(finder.place(element).line == 1) }
        }
    }
}
