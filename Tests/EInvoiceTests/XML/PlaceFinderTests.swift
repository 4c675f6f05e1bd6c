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
}
