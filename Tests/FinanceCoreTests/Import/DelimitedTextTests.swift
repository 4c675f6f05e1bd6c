import FinanceCore
import TestSupport
import Testing

@Suite struct DelimitedTextTests {
    private func items(_ text: String, delimiter: String = ";") -> [DelimitedText.Item] {
        var source = DelimitedText(utf8: Array(text.utf8), delimiter: delimiter.utf8.first ?? 0)
        var items: [DelimitedText.Item] = []
        while let item = source.next() { items.append(item) }
        return items
    }

    private func records(_ text: String, delimiter: String = ";") -> [[String]] {
        items(text, delimiter: delimiter).compactMap {
            if case .record(let record) = $0 { record.fields } else { nil }
        }
    }

    @Test("Lines may end with LF, CRLF or CR, the last one with nothing")
    func lineEnds() {
        for end in ["\n", "\r\n", "\r"] {
            #expect(records("a;b\(end)c;d") == [["a", "b"], ["c", "d"]])
            #expect(records("a;b\(end)\(end)c;d\(end)") == [["a", "b"], ["c", "d"]])
        }
        #expect(records("").isEmpty)
    }

    @Test("Quotes protect delimiters, line breaks and doubled quotes")
    func quotes() {
        #expect(records("\"a;b\";\"c\r\nd\";\"e\"\"f\";\"\"") == [["a;b", "c\r\nd", "e\"f", ""]])
        #expect(records("ein 3\" Rohr;b") == [["ein 3\" Rohr", "b"]])
        #expect(records("a;;\n;") == [["a", "", ""], ["", ""]])
    }

    @Test("A record is numbered with the line where it begins")
    func lineNumbers() {
        let lines = items("a\n\n\"b\nc\"\nd").compactMap {
            if case .record(let record) = $0 { record.line } else { nil }
        }
        #expect(lines == [1, 3, 5])
    }

    @Test("A faulty record is named and the next one is read")
    func recovery() {
        let faults = items("a;b\n\"x\"y;z\nc;d\n\"open;e").compactMap {
            if case .fault(let fault) = $0 { (fault.row, fault.code) } else { nil }
        }
        #expect(faults.map(\.0) == [2, 4])
        #expect(faults.map(\.1) == ["text-after-quote", "unterminated-quote"])
        #expect(records("a;b\n\"x\"y;z\nc;d\n\"open;e") == [["a", "b"], ["c", "d"]])
    }

    @Test("Too many and too long fields are faults, not memory")
    func limits() {
        let wide = String(repeating: ";", count: DelimitedText.fieldLimit)
        let long = String(repeating: "x", count: DelimitedText.fieldByteLimit + 1)
        for (text, code) in [(wide, "too-many-fields"), (long, "field-too-long"), ("\"\(long)\"", "field-too-long")] {
            let codes = items(text + "\na;b").map {
                if case .fault(let fault) = $0 { fault.code } else { "record" }
            }
            #expect(codes == [code, "record"])
        }
    }

    @Test("Whatever is written comes back", arguments: UInt64(1)...40)
    func roundTrip(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = ["a", "ß", "€", ";", "\"", "\n", "\r\n", " ", "1", ",", "\t", "😀"]
        let table = (0..<20).map { _ in
            (0..<5).map { _ in
                (0..<Int.random(in: 0...6, using: &generator))
                    .map { _ in alphabet.randomElement(using: &generator) ?? "" }.joined()
            }
        }
        let text = table.map { row in
            row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ";")
        }.joined(separator: "\r\n")
        #expect(records(text) == table)
    }

    @Test("Damaged text never stops the reader, and every fault lies inside the file", arguments: UInt64(1)...300)
    func mutations(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let original = Array("\"EXTF\";510;21\r\n1,00;\"S\";\"a \"\"b\"\" c\"\r\n\"x\ny\";z;;\r\n".utf8)
        let bytes = mutated(original, with: &generator)
        var source = DelimitedText(utf8: bytes, delimiter: UInt8(ascii: ";"))
        var count = 0
        while let item = source.next() {
            count += 1
            if case .fault(let fault) = item { #expect((1...bytes.count + 1).contains(fault.row)) }
        }
        #expect(count <= bytes.count)
    }
}
