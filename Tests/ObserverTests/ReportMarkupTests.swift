import ObserverCore
import ServiceKit
import Shared
import Testing

@testable import Observer

/// How a report is written down: what is markup, what is not, and where its links lead.
struct ReportMarkupTests {
    @Test(arguments: [
        ("beleg_service_localhost_8006 fails", "beleg_service_localhost_8006 fails"), ("a__b", "a__b"),
        ("_a_ and b_", "\\_a\\_ and b\\_"), ("2 * 3 = 6", "2 * 3 = 6"), ("*x* a*b*c", "\\*x\\* a\\*b\\*c"),
        ("3 < 4 > 2", "3 < 4 > 2"), ("<script> </b> <!-- <?", "\\<script> \\</b> \\<!-- \\<?"),
        ("a & b, AT&T, &amp; &#65;", "a & b, AT\\&T, \\&amp; \\&#65;"),
        ("wow! [x](y) ![i](j)", "wow! \\[x](y) !\\[i](j)"),
        ("a`b`", "a\\`b\\`"), ("C:\\dir\\*", "C:\\dir\\\\\\*"), ("end\\", "end\\\\"), ("~~no~~", "\\~\\~no\\~\\~"),
        ("# head C# x", "\\# head C# x"), ("- item\n> quote", "\\- item > quote"), ("> quote", "\\> quote"),
        ("<1@example.com>", "\\<1@example.com>"),
        // With a combining mark behind it, a bracket is another character to Swift, and the same to Markdown.
        ("[\u{301}x](//ab.cd)", "\\[\u{301}x](//ab.cd)"), ("`\u{301}", "\\`\u{301}"),
    ])
    func `a backslash stands only where Markdown would see markup`(text: String, expected: String) {
        #expect(MarkdownText.escaped(text) == expected)
    }

    @Test(arguments: [
        ("finance_service", "`finance_service`"), ("a`b", "``a`b``"), ("`a``", "``` `a`` ```"), ("a\nb", "`a b`"),
        ("a`\u{301}b", "``a`\u{301}b``"),
    ])
    func `a name becomes code, whatever it holds`(name: String, expected: String) {
        #expect(MarkdownText.code(name) == expected)
    }

    @Test func `no bar ends a cell`() {
        #expect(MarkdownText.cell("a|b|\u{301}c") == "a\\|b\\|\u{301}c")
    }

    @Test(arguments: ["http://erp.example:8010", "http://erp.example:8010/"])
    func `a page that is saved leads to the Observer that wrote it`(base: String) throws {
        let hostile = "x\" href=\"/y"
        var report = StackReport(.day, at: 1_768_467_600, incidents: [])
        for name in ["finance-service_localhost_8007", hostile] {
            var seen = ServiceObservations(name, .day, at: 1_768_467_600)
            seen.totals[.restarts] = HistoryCell(1)
            report.add(seen, FindingJudge(machineBytes: nil))
        }
        report.finish()
        let page = ReportDocument(report, .english).html
        #expect(page.contains("<a href=\"/ui/services/"), "the Observer's own page stays as it is")
        let file = ReportDocument.standalone(page, base: base)
        #expect(file.contains("<a href=\"http://erp.example:8010/ui/services/finance-service_localhost_8007\">"))
        #expect(!file.contains("<a href=\"/") && !file.contains("8010//"))
        #expect(file.ranges(of: "href=\"http://erp.example").count == 2, "what looks like a link stays text")
    }
}
