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
        let headers: HTTPFields = [.contentType: "application/x-ndjson", .cacheControl: "no-store"]
        if request.method == .head { return Response(status: .ok, headers: headers) }
        var run = IntegrityRun(
            of: ledger, from: Int64(from), through: Int64(through), stride: stride, language: context.language)
        try await run.advance()
        return Response(
            status: .ok, headers: headers,
            body: .reading(request, context) { [run] output in
                var run = run
                while !run.line.isLast {
                    try await output.write(run.line.json)
                    try await run.advance()
                }
                try await output.write(run.line.json)
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
