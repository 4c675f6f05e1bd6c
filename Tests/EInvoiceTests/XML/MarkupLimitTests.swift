import Testing

@testable import EInvoice

/// What strangers may send: every limit is a fault with a place, and what is small costs little.
struct MarkupLimitTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let document: @Sendable () -> String
        let reason: MarkupError.Reason
        var line = 1
    }

    private static let cases: [Case] = [
        Case(
            testDescription: "external entity",
            document: { "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>" },
            reason: .doctypeForbidden),
        Case(
            testDescription: "external document type",
            document: { "\n<!DOCTYPE a SYSTEM 'http://localhost/a.dtd'><a/>" },
            reason: .doctypeForbidden, line: 2),
        Case(
            testDescription: "entity bomb",
            document: { "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>" },
            reason: .doctypeForbidden),
        Case(
            testDescription: "entity without type", document: { "<a>\n&lol;</a>" }, reason: .unknownEntity("lol"),
            line: 2),
        Case(
            testDescription: "depth of 100,000", document: { String(repeating: "<a>\n", count: 100_000) },
            reason: .tooDeep(limit: 64), line: 65),
        Case(
            testDescription: "a million elements and one",
            document: { "<a>" + String(repeating: "<b/>", count: 1_000_000) + "</a>" },
            reason: .tooManyElements(limit: 1_000_000)),
        Case(
            testDescription: "attributes of one element",
            document: { "<a " + (0...64).map { "a\($0)=''" }.joined(separator: " ") + "/>" },
            reason: .tooManyAttributes(limit: 64)),
        Case(
            testDescription: "a long name", document: { "<" + String(repeating: "a", count: 257) + "/>" },
            reason: .tooManyNames(limit: 256)),
        Case(
            testDescription: "a long namespace",
            document: { "<a xmlns='" + String(repeating: "u", count: 257) + "'/>" },
            reason: .tooManyNames(limit: 256)),
        Case(
            testDescription: "many names", document: { "<a>" + (0..<4096).map { "<a\($0)/>" }.joined() + "</a>" },
            reason: .tooManyNames(limit: 4096)),
        Case(
            testDescription: "text in pieces",
            document: { "<a>" + String(repeating: "x<b>&amp;</b>", count: 20_000) + "</a>" },
            reason: .scatteredText(limit: 1024 * 1024)),
        Case(testDescription: "attribute twice", document: { "<a b='' b=''/>" }, reason: .duplicateAttribute("b")),
        Case(
            testDescription: "namespace twice", document: { "<a xmlns:b='u' xmlns:b='v'/>" },
            reason: .duplicateAttribute("xmlns:b")),
        Case(testDescription: "truncated", document: { "<a>\n<b>text</b>\n<c" }, reason: .truncated, line: 3),
        Case(testDescription: "truncated in a comment", document: { "<a><!-- " }, reason: .truncated),
        Case(
            testDescription: "unknown encoding", document: { "<?xml version='1.0' encoding='ebcdic'?><a/>" },
            reason: .unsupportedEncoding("ebcdic")),
        Case(testDescription: "nothing", document: { "" }, reason: .empty),
    ]

    @Test(arguments: cases)
    func `every limit is a fault with its place`(_ fault: Case) {
        let error = #expect(throws: MarkupError.self) { try ElementTree(parsing: Array(fault.document().utf8)) }
        #expect(error?.reason == fault.reason && error?.line == fault.line)
    }

    @Test func `a byte more than the limit is refused unread`() {
        let error = #expect(throws: MarkupError.self) {
            try ElementTree(parsing: [UInt8](repeating: 0x20, count: 25 * 1024 * 1024 + 1))
        }
        #expect(error?.reason == .tooLarge(limit: 25 * 1024 * 1024))
    }

    @Test func `an attachment of 12 MB is text like any other, in pieces and with line ends too`() throws {
        let line = String(repeating: "QUJD", count: 19) + "\r\n"
        let content = String(repeating: line, count: 12 * 1024 * 1024 / line.utf8.count)
        let tree = try ElementTree(parsing: Array("<a><b>\(content)<!-- x -->\(line)</b></a>".utf8))
        #expect(tree.textBytes(1).count == (content.utf8.count + 78) / 78 * 77)
    }

    @Test func `layout in front of text is looked through once, not at every element`() throws {
        try ProcessorTime.expectLinear("blanks", from: 4000) { count in
            let text = String(repeating: " ", count: 8 * count) + "x" + String(repeating: "<b/>", count: count)
            let tree = try ElementTree(parsing: Array("<a>\(text)</a>".utf8))
            #expect(tree.count == count + 1)
        }
    }

    @Test func `scopes of namespaces end with their elements`() throws {
        let text = "<a xmlns='1' xmlns:p='2'><b xmlns='3' xmlns:p='4'><p:c/></b><p:d/><e xmlns=''/></a>"
        let tree = try ElementTree(parsing: Array(text.utf8))
        #expect((0..<tree.count).map { tree.name($0).namespace } == ["1", "3", "4", "2", ""])
    }
}
