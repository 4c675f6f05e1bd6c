import Foundation
import TestSupport
import Testing

/// `Finance import` and `Finance verify` when something is missing: one sentence, at once, and the documented exit code.
@Suite(.serialized)
struct ImportCommandSerialTests {
    private func check(
        _ arguments: [String], in folder: URL, ends code: Int32, says words: String
    ) async throws {
        let process = ServiceProcess("Finance", arguments: arguments, environment: [:], folder: folder)
        let span = try await undisturbedTime {
            try await process.start()
            #expect(await process.waitForEnd() == .exited(code))
        }
        #expect(span < .seconds(8))
        #expect(process.output.split(separator: "\n").count == 1, "\(process.output)")
        #expect(process.output.contains(words), "\(process.output)")
        #expect(!process.output.contains("Error"), "\(process.output)")
    }

    private func bookings(in folder: URL) throws -> String {
        let file = folder.appendingPathComponent("bookings.ndjson")
        let line = #"{"date":"2026-01-15","debit_account":"1400","credit_account":"8400","amount":"1.00"}"#
        try Data((line + "\n").utf8).write(to: file)
        return file.path
    }

    @Test func `without a running Finance it says so at once`() async throws {
        try await withTemporaryFolder { folder in
            let url = "http://127.0.0.1:\(try freePort())"
            let arguments = ["import", try bookings(in: folder), "--url", url]
            try await check(arguments, in: folder, ends: 69, says: "nobody answers at \(url). Start Finance")
        }
    }

    @Test(arguments: ["import", "verify"]) func `a missing file and a folder are named as such`(
        command: String
    ) async throws {
        try await withTemporaryFolder { folder in
            let missing = folder.appendingPathComponent("missing").path
            try await check([command, missing], in: folder, ends: 66, says: "there is no such file")
            try await check([command, folder.path], in: folder, ends: 66, says: "it is a folder, not a file")
        }
    }

    @Test func `a file whose ending tells no format is not sent`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("bookings.py").path
            try Data("x\n".utf8).write(to: URL(fileURLWithPath: file))
            try await check(
                ["import", file, "--url", "http://127.0.0.1:1"], in: folder, ends: 65,
                says: "\(file): the ending of the name tells the format: .ndjson, .jsonl, .json or .csv")
        }
    }

    @Test func `a file for failures that cannot be made is said before anything is sent`() async throws {
        try await withTemporaryFolder { folder in
            let failures = folder.appendingPathComponent("missing/failures.ndjson").path
            let arguments = ["import", try bookings(in: folder), "--failures", failures, "--url", "http://127.0.0.1:1"]
            try await check(arguments, in: folder, ends: 73, says: "\(failures) cannot be made")
        }
    }
}
