import FinanceCore
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Shared

/// `/integrity`, `/transactions/{id}/proof` and `/backup`: what makes the books believable to others.
struct IntegrityController {
    let ledger: LedgerStore
    /// Transactions between two lines of progress.
    let stride: Int64

    func addRoutes(to group: RouterGroup<ServiceContext>) {
        group.get("integrity", use: verify)
        group.get("transactions/{id}/proof", use: proof)
        group.post("backup", use: backUp)
    }

    /// Verifies the chain and tells how far it has got, one JSON object per line. Who was cut off goes on with `from`.
    @Sendable private func verify(_ request: Request, _ context: ServiceContext) async throws -> Response {
        var query = QueryReader(request)
        let from = query.number("from", in: 1...Int.max, default: 1)
        let through = query.number("through", in: 1...Int.max, default: Int.max)
        try query.finish()
        let sequence = ledger.sequence
        let (end, isToEnd) = (min(Int64(through), sequence), through >= sequence)
        return Response(
            status: .ok, headers: [.contentType: "application/x-ndjson", .cacheControl: "no-store"],
            body: ResponseBody { [ledger, stride] output in
                var next = Int64(from)
                var line = IntegrityLine(from: next, through: min(end, next - 1), language: context.language)
                while next <= end, line.isSound {
                    let last = min(end, next + stride - 1)
                    line.report = try await ledger.verifyChain(
                        from: next, through: last, continuing: line.report?.tally)
                    line.through = last
                    next = last + 1
                    if next <= end, line.isSound { try await output.write(line.json) }
                }
                if line.isSound {
                    // The counters say how the journal ends, so it must have been looked at up to there.
                    let tally = line.report?.tally ?? JournalTally(from: next)
                    if isToEnd { line.otherFaults = try ledger.verifyCounters(tally) }
                    line.otherFaults += try await ledger.verifyRecords()
                }
                line.isLast = true
                try await output.write(line.json)
                try await output.finish(nil)
            })
    }

    @Sendable private func proof(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let through = query.number("through", in: 0...Int.max, default: 0)
        try query.finish()
        let id = try context.entity(.transaction)
        let proof = try await ledger.proof(id, through: through == 0 ? nil : Int64(through))
        return WrittenAnswer(body: ProofResponse(proof: proof).json)
    }

    @Sendable private func backUp(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        WrittenAnswer(body: BackupResponse(backup: try await ledger.backUp()).json, status: .created)
    }
}

/// One line of a verification: progress, and at the end the verdict.
private struct IntegrityLine: JSONWritable {
    let from: Int64
    var through: Int64
    let language: Language
    var report: IntegrityReport?
    /// Faults of counters, accounts, locks, documents and anchors.
    var otherFaults: [IntegrityFault] = []
    var isLast = false

    /// Whether the chain has no fault so far.
    var isSound: Bool { report?.faults.isEmpty ?? true }

    private var faults: [IntegrityFault] { (report?.faults ?? []) + otherFaults }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            if isLast { writer.member("ok", faults.isEmpty) }
            writer.member("from", from)
            writer.member("through", through)
            writer.member("head", (report?.head ?? .origin).description)
            guard !faults.isEmpty else { return }
            writer.name("faults")
            writer.array(faults) { [language] writer, fault in
                writer.object { writer in
                    if let sequence = fault.sequence { writer.member("sequence", sequence) }
                    writer.member("code", fault.code)
                    writer.member("detail", fault.detail(language))
                }
            }
        }
        writer.endLine()
    }
}

private struct ProofResponse: JSONWritable {
    let proof: TransactionProof

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("sequence", proof.sequence)
            writer.member("form", Digest.hex(proof.form))
            writer.member("leaf", proof.leaf.description)
            writer.member("previous_head", proof.previousHead.description)
            writer.member("head", proof.head.description)
            writer.name("path")
            writer.array(proof.path) { $0.string($1.description) }
            writer.member("through", proof.through)
            writer.member("final_head", proof.finalHead.description)
        }
    }
}

private struct BackupResponse: JSONWritable {
    let backup: LedgerBackup

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("path", backup.path)
            writer.member("sequence", backup.manifest.sequence)
            writer.member("head", backup.manifest.head.description)
            writer.member("bytes", backup.manifest.byteCount)
        }
    }
}
