import FinanceCore
import NIOCore
import ServiceKit
import TestSupport
import Testing

@testable import Finance

/// What cutting a body costs, in bytes looked at and in bytes held.
@Suite("Work of cutting a batch") struct BatchItemsTests {
    private static func items(_ format: BatchFormat) -> BatchItems {
        BatchItems(format) { _ in .fault(.invalid([])) }
    }

    @Test(
        "A long item that comes in small pieces is looked through once", arguments: [BatchFormat.lines, .array, .csv])
    func smallPieces(_ format: BatchFormat) throws {
        let filler = String(repeating: "x", count: 1_000_000)
        let body =
            switch format {
            case .lines: #"{"description":"\#(filler)"}"# + "\n"
            case .array: #"[{"description":"\#(filler)"}]"#
            case .csv: "date,amount,debit_account,credit_account\n\"\(filler)\"\n"
            }
        let bytes = Array(body.utf8)
        var reader = Self.items(format)
        var items: [PlacedItem] = []
        for start in stride(from: 0, to: bytes.count, by: 7) {
            reader.append(ByteBuffer(bytes: bytes[start..<min(start + 7, bytes.count)]))
            try reader.take(into: &items, atMost: 10)
        }
        #expect(items.count == 1)
        #expect(reader.searchedBytes <= 2 * bytes.count)
    }

    @Test("What was read is not kept, though no piece ends with an item", arguments: [BatchFormat.lines, .array, .csv])
    func memory(_ format: BatchFormat) throws {
        var reader = Self.items(format)
        var items: [PlacedItem] = []
        let item = "{\"description\":\"" + String(repeating: "x", count: 5_000) + "\"}"
        let (head, separator) =
            switch format {
            case .lines: ("", "\n")
            case .array: ("[", ",")
            case .csv: ("date,amount,debit_account,credit_account\n", "\n")
            }
        reader.append(ByteBuffer(string: head + item.prefix(100)))
        for _ in 0..<4_000 {
            reader.append(ByteBuffer(string: item.dropFirst(100) + separator + item.prefix(100)))
            try reader.take(into: &items, atMost: 10)
            items.removeAll(keepingCapacity: true)
        }
        #expect(reader.count == 4_000)
        #expect(reader.heldBytes < 1 << 16)
    }

    @Test("An item that is too large is refused, whether it is written plainly or not, in one piece or in many")
    func tooLarge() async throws {
        try await FinanceFixture.run { api in
            let line = { (side: String) in
                #"{"account":"1400","\#(side)":"1.00","text":"\#(String(repeating: "x", count: 990))","cost_centre_1":"\#(side)","tax_key":"\#(String(repeating: "k", count: 90))"}"#
            }
            let lines = (0..<1_000).map { line($0 % 2 == 0 ? "debit" : "credit") }.joined(separator: ",")
            let item = #"{"date":"2026-01-15","lines":[\#(lines)]}"#
            #expect(item.utf8.count > BatchItems.itemLimit)
            for (format, body) in [(BatchFormat.lines, item + "\n"), (.array, "[\(item)]")] {
                let bytes = Array(body.utf8)
                for size in [bytes.count, 100_000] {
                    let pieces = stride(from: 0, to: bytes.count, by: size).map {
                        bytes[$0..<min($0 + size, bytes.count)]
                    }
                    let read = CutBody(format: format, bytes: bytes).read(pieces, api.ledger)
                    #expect(read == [.broken(code: "content-too-large")])
                }
            }
        }
    }
}
