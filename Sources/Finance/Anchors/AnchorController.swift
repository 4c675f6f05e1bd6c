import FinanceCore
import Hummingbird
import ServiceKit

/// `/anchors`: the signed heads, for whoever wants to keep them elsewhere.
struct AnchorController {
    let ledger: LedgerStore

    func addRoutes(to group: RouterGroup<ServiceContext>) {
        group.get("anchors", use: list)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let after = query.number("after", in: 0...Int.max, default: 0)
        let limit = query.limit()
        try query.finish()
        let anchors = try ledger.anchors(after: Int64(after), limit: limit)
        return WrittenAnswer(body: AnchorListResponse(anchors: anchors, isFull: anchors.count == limit).json)
    }
}

private struct AnchorListResponse: JSONWritable {
    let anchors: [Anchor]
    let isFull: Bool

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.name("anchors")
            writer.array(anchors) { AnchorResponse(anchor: $1).write(to: &$0) }
            writer.member("count", anchors.count)
            if isFull, let last = anchors.last { writer.member("next_after", last.id) }
        }
    }
}

/// An anchor as the API shows it: the message is what the signature is over.
struct AnchorResponse: JSONWritable {
    let anchor: Anchor

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", anchor.id)
            writer.member("reason", anchor.reason.rawValue)
            writer.member("day", anchor.day.description)
            writer.member("recorded_at", anchor.recordedAt.description)
            writer.member("ledger_seq", anchor.sequence)
            writer.member("head", anchor.head.description)
            writer.member("record", anchor.record)
            writer.member("record_head", anchor.recordHead.description)
            writer.member("previous", anchor.previous.description)
            writer.member("digest", anchor.digest.description)
            writer.member("message", Digest.hex(anchor.message))
            writer.member("public_key", anchor.publicKey.description)
            writer.member("signature", Digest.hex(anchor.signature))
        }
    }
}
