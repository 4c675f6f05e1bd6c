import Foundation
import Glibc
import Shared
import TestSupport
import Testing

/// Invoices that nobody should send, to the real service and the real command: each has its answer, none costs much.
@Suite(.serialized)
struct HostileInvoiceSerialTests {
    /// Resident memory that Beleg may need at its peak, whatever it is sent. The largest invoice of all has 25 MB and a
    /// million elements.
    private static let memoryLimit = 400 << 20

    private struct Hostile {
        let name: String
        let body: Data
        /// What the finding says, or the code of the refusal.
        let reason: String
        var status = 200
    }

    private static let entity = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"
    private static let bomb =
        "<!DOCTYPE a [<!ENTITY a0 \"lol\">"
        + (1...30).map { "<!ENTITY a\($0) \"&a\($0 - 1);&a\($0 - 1);\">" }.joined() + "]><a>&a30;</a>"
    private static let doctype = "a document type declaration is not accepted"

    private static let cases: [Hostile] = [
        Hostile(name: "external entity", body: Data(entity.utf8), reason: doctype),
        Hostile(name: "entity bomb", body: Data(bomb.utf8), reason: doctype),
        Hostile(
            name: "depth of 100,000", body: Data(String(repeating: "<a>", count: 100_000).utf8),
            reason: "elements are nested more than 64 deep"),
        Hostile(name: "truncated", body: Data("<Invoice><ID>1</ID>".utf8), reason: "the document ends too early"),
        Hostile(
            name: "wrong encoding", body: Data("<a>".utf8) + Data([0xFC]) + Data("</a>".utf8),
            reason: "bytes that are not in the declared encoding"),
        Hostile(
            name: "text in pieces", body: Data(("<a>" + String(repeating: "x<b>&amp;</b>", count: 100_000)).utf8),
            reason: "text with elements in between"),
        Hostile(
            name: "12 MB attachment",
            body: Data("<a>".utf8) + Data(repeating: UInt8(ascii: "Q"), count: 12 << 20) + Data("</a>".utf8),
            reason: "Neither a UBL Invoice"),
        Hostile(
            name: "26 MB", body: Data(repeating: 0x20, count: 26 << 20), reason: "content-too-large", status: 413),
    ]

    @Test func `each hostile file has its answer over HTTP, in bounded memory`() async throws {
        try await Self.withBeleg { beleg, process in
            for hostile in Self.cases {
                let answer = try await beleg.call("POST", BelegRoute.checks, body: hostile.body, timeout: 120)
                #expect(answer.status == hostile.status && answer.text.contains(hostile.reason), "\(hostile.name)")
                #expect(!answer.text.contains("root:"), "\(hostile.name)")
                let conversion = try await beleg.call(
                    "POST", BelegRoute.conversions + "?ziel=cii", body: hostile.body, timeout: 120)
                #expect([413, 422].contains(conversion.status), "\(hostile.name)")
            }
            let peak = try Self.peak(of: await process.pid)
            #expect(peak < Self.memoryLimit, "\(peak >> 20) MB")
        }
    }

    @Test func `a stream of 1 GB ends where the limit is`() async throws {
        try await Self.withBeleg { beleg, process in
            let port = try #require(URL(string: beleg.base)?.port)
            let connection = try await RawConnection.open(port: port)
            let path = BelegRoute.checks
            try await connection.send("POST \(path) HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            let chunk = "100000\r\n" + String(repeating: "x", count: 1 << 20) + "\r\n"
            var sent = 0
            while sent < 1024, connection.received.isEmpty, !connection.isClosedByPeer {
                // A connection that the service has closed takes nothing more.
                guard (try? await connection.send(chunk)) != nil else { break }
                sent += 1
            }
            #expect(sent < 1024)
            try await eventually(within: 60, "the refusal arrives") { connection.received.hasPrefix("HTTP/1.1 413") }
            await connection.close()
            let peak = try Self.peak(of: await process.pid)
            #expect(peak < Self.memoryLimit, "\(peak >> 20) MB")
            #expect(try await beleg.get("/health/live").status == 200)
        }
    }

    @Test func `the command has an exit code for each of them`() async throws {
        try await withTemporaryFolder { folder in
            for (number, hostile) in Self.cases.enumerated() {
                let file = folder.appendingPathComponent("\(number).xml")
                try hostile.body.write(to: file)
                let process = ServiceProcess(
                    "Beleg", arguments: ["check", "--language", "en", file.path], environment: [:], folder: folder)
                try await process.start()
                let isRefused = hostile.status != 200
                #expect(await process.waitForEnd() == .exited(isRefused ? 66 : 1), "\(hostile.name)")
                #expect(isRefused || process.output.contains(hostile.reason), "\(hostile.name): \(process.output)")
            }
        }
    }

    private static func withBeleg(_ body: @Sendable (HTTPCaller, ServiceProcess) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let process = ServiceProcess(
                "Beleg",
                environment: ["PORT": "0", "DATA_DIR": folder.path, "OBSERVER_SERVICE_URL": "none"], folder: folder)
            try await process.start()
            try await body(HTTPCaller(try await process.waitUntilReady()), process)
            await process.end(with: SIGKILL)
        }
    }

    /// The most memory that a process has had, in bytes.
    private static func peak(of pid: Int32) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(line.split(separator: " ").dropFirst().first.flatMap { Int($0) }) << 10
    }
}
