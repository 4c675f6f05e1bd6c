import FinanceCore
import NIOCore
import ServiceKit
import Shared
import TestSupport

@testable import Finance

/// What a batch says of one item, in a form that can be compared.
enum ItemReading: Equatable {
    case draft(TransactionDraft)
    case fault(code: String, [Finding])
    /// The frame is broken; nothing follows.
    case broken(code: String)

    init(_ item: BatchItem) {
        switch item {
        case .draft(let draft): self = .draft(draft)
        case .fault(let problem): self = .fault(code: problem.code, problem.findings)
        }
    }
}

/// The body of a batch, and the ways in which the network may cut it into pieces.
struct CutBody {
    let format: BatchFormat
    let bytes: [UInt8]

    /// The pieces of each way: whole, byte by byte, cut once at each place of a short body, and cut at random.
    func ways(_ random: inout SeededGenerator) -> [[ArraySlice<UInt8>]] {
        var ways = [[bytes[...]], bytes.indices.map { bytes[$0...$0] }]
        if bytes.count <= 120 { ways += bytes.indices.map { [bytes[..<$0], bytes[$0...]] } }
        for _ in 0..<4 {
            var pieces: [ArraySlice<UInt8>] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let length = Int.random(in: 1...min(rest.count, 60), using: &random)
                pieces.append(rest.prefix(length))
                rest = rest.dropFirst(length)
            }
            ways.append(pieces)
        }
        return ways
    }

    /// What is read of the body when it comes in these pieces.
    func read(_ pieces: [ArraySlice<UInt8>], _ ledger: LedgerStore) -> [ItemReading] {
        var reader = BatchItems(format) { BatchController.decode($0, ledger) }
        var items: [PlacedItem] = []
        do throws(BatchFault) {
            for piece in pieces {
                reader.append(ByteBuffer(bytes: piece))
                try reader.take(into: &items, atMost: 1_000)
            }
            reader.complete()
            try reader.take(into: &items, atMost: 1_000)
        } catch {
            return items.map { ItemReading($0.item) } + [.broken(code: error.code)]
        }
        return items.map { ItemReading($0.item) }
    }

    /// What the ordinary decoder reads of the bytes of one item.
    static func ordinary(_ bytes: some Sequence<UInt8>, _ ledger: LedgerStore) -> ItemReading {
        Array(bytes).withUnsafeBytes { ItemReading(BatchController.decode($0, ledger)) }
    }
}
