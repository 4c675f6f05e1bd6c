import ArgumentParser
import AsyncHTTPClient
import Dispatch
import Foundation
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceKit
import Shared

/// `Finance import FILE`: posts the transactions of a file through the batch route of a running Finance.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Post the transactions of a file (NDJSON, JSON array or CSV) to a running Finance.",
        discussion: """
            Each transaction stands for itself; those with an id that is booked already are recognised, so that an \
            import that was broken off can simply be started again. Exit codes: 0 all are booked, 1 some were refused \
            (they are named with their line), 65 the file cannot be read as a batch, or not to its end, 66 the file is \
            missing or not readable, 69 Finance does not answer or does not go on, 73 the file for the failures cannot \
            be made, 130 interrupted (Ctrl-C).
            """)

    @Argument(help: "The file; its ending decides the format: .ndjson, .jsonl, .json or .csv.")
    var file: String

    @Option(help: "Where Finance is.")
    var url = "http://127.0.0.1:\(DefaultPort.finance)"

    @Option(help: "File to write the verdicts of all refused transactions to; without it the first 20 are shown.")
    var failures: String?

    func run() async throws {
        let handle = try InputFile.open(file)
        defer { try? handle.close() }  // it was only read
        let mediaType = try mediaType()
        let size = (try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
        try prepareFailures()
        var configuration = HTTPClient.Configuration()
        // A closed port is an answer; a person at a terminal tries again by themselves.
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let outcome = try await send(handle, mediaType, size: size, client)
            try await client.shutdown()
            try finish(outcome)
        } catch let error as ExitCode {
            throw error
        } catch {
            try? await client.shutdown()  // the first error is the one to tell
            throw fail(error)
        }
    }

    /// Makes the file for the failures anew, before anything is sent.
    private func prepareFailures() throws(ExitCode) {
        guard let failures, !FileManager.default.createFile(atPath: failures, contents: nil) else { return }
        Terminal.complain("Finance: \(failures) cannot be made; name another file with --failures")
        throw ExitCode(73)
    }

    private func fail(_ error: any Error) -> ExitCode {
        switch error {
        case let error as UnreadablePiece: return InputFile.refuse(file, error.reason)
        // A name is tried at all its addresses, an address by itself; each has its own kind of error.
        case is NIOConnectionError: complainOfNobody()
        case let error as IOError where error.errnoCode == ECONNREFUSED: complainOfNobody()
        case let error as HTTPClientError where error == .connectTimeout:
            Terminal.complain("Finance: nobody answers at \(url) in time. Say with --url where Finance is.")
        default:
            Terminal.complain(
                "Finance: the connection to \(url) broke off. What was booked stands; transactions with ids of their "
                    + "own are recognised when you start the import again.")
        }
        return ExitCode(69)
    }

    private func complainOfNobody() {
        Terminal.complain("Finance: nobody answers at \(url). Start Finance, or say with --url where it is.")
    }

    /// - Throws: exit code 65 for an ending that tells no format, after it was said.
    private func mediaType() throws(ExitCode) -> String {
        switch URL(fileURLWithPath: file).pathExtension.lowercased() {
        case "json": return "application/json"
        case "csv": return "text/csv"
        // Without an ending: a pipe, /dev/stdin say.
        case "ndjson", "jsonl", "": return "application/x-ndjson"
        default:
            Terminal.complain(
                "Finance: \(file): the ending of the name tells the format: .ndjson, .jsonl, .json or .csv")
            throw ExitCode(65)
        }
    }

    /// - Returns: what the answer said, as far as it came.
    private func send(
        _ handle: FileHandle, _ mediaType: String, size: Int, _ client: HTTPClient
    ) async throws -> ImportOutcome {
        var request = HTTPClientRequest(url: "\(url)\(FinanceRoute.transactions)/batch?mode=each&verdicts=failures")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: mediaType)
        let progress = ProgressLine(total: Int64(size), unit: .bytes)
        let interruption = Self.heedInterruption(progress)
        defer {
            interruption.cancel()
            progress.end()
        }
        request.body = .stream(FilePieces(handle: handle, progress: progress), length: .known(Int64(size)))
        let response = try await client.execute(request, timeout: .hours(24))
        var outcome = ImportOutcome(failures: failures) { progress.say($0) }
        if response.status.code != 200 {
            outcome.problem = String(buffer: try await response.body.collect(upTo: 1 << 20))
            outcome.isUnavailable = response.status.code >= 500
            return outcome
        }
        var lines = LineCutter()
        for try await piece in response.body {
            for line in lines.add(piece) { try outcome.read(line) }
        }
        return outcome
    }

    /// On Ctrl-C says what became of the file, and ends.
    private static func heedInterruption(_ progress: ProgressLine) -> any DispatchSourceSignal {
        signal(SIGINT, SIG_IGN)  // as the source demands
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler {
            progress.end()
            Terminal.complain(
                "Finance: interrupted. What was booked stands; transactions with ids of their own are recognised when "
                    + "you start the import again.")
            Glibc.exit(130)
        }
        source.resume()
        return source
    }

    private func finish(_ outcome: ImportOutcome) throws {
        if let problem = outcome.problem {
            Terminal.complain("Finance: the file was refused: \(problem)")
            throw ExitCode(outcome.isUnavailable ? 69 : 65)
        }
        Terminal.say(
            "\(outcome.posted) booked, \(outcome.replayed) booked before, \(outcome.refused) refused, "
                + "ledger at \(outcome.sequence)")
        if let obstacle = outcome.obstacle {
            Terminal.complain("Finance: broken off: \(obstacle)")
            throw ExitCode(outcome.isUnavailable ? 69 : 65)
        }
        guard outcome.isWhole else { throw ExitCode(69) }
        if outcome.refused > 0 { throw ExitCode(1) }
    }
}

/// The file could be opened, but not read to its end.
private struct UnreadablePiece: Error {
    let reason: String
}

/// A file in pieces, as the body of a request.
private struct FilePieces: AsyncSequence, Sendable {
    let handle: FileHandle
    let progress: ProgressLine

    struct AsyncIterator: AsyncIteratorProtocol {
        let handle: FileHandle
        let progress: ProgressLine

        mutating func next() async throws -> ByteBuffer? {
            let data: Data?
            do { data = try handle.read(upToCount: 256 << 10) } catch {
                throw UnreadablePiece(reason: error.localizedDescription)
            }
            guard let data, !data.isEmpty else { return nil }
            progress.add(data.count)
            return ByteBuffer(bytes: data)
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(handle: handle, progress: progress) }
}

/// Cuts a stream of bytes into lines.
private struct LineCutter {
    private var rest: [UInt8] = []

    mutating func add(_ piece: ByteBuffer) -> [String] {
        rest += piece.readableBytesView
        var lines: [String] = []
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(String(decoding: rest[..<end], as: UTF8.self))
            rest.removeFirst(end + 1)
        }
        return lines
    }
}
