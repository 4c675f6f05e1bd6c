import Foundation
import Glibc
import Shared
import TestSupport
import Testing

/// Server-sent events of the real process over real connections.
@Suite(.serialized)
struct EventSerialTests {
    /// What a reader has got: name and id of each event.
    private struct Reader {
        let connection: RawConnection

        static func open(_ url: String, _ query: String = "", lastID: String? = nil) async throws -> Reader {
            let port = try #require(url.split(separator: ":").last.flatMap { Int($0) })
            let connection = try await RawConnection.open(port: port)
            let resume = lastID.map { "Last-Event-ID: \($0)\r\n" } ?? ""
            try await connection.send(
                "GET \(FinanceRoute.prefix)/events\(query) HTTP/1.1\r\nHost: x\r\n\(resume)\r\n")
            return Reader(connection: connection)
        }

        var events: [String] {
            var (events, name) = ([String](), "")
            for line in connection.received.utf8.split(separator: UInt8(ascii: "\n")) {
                let line = String(decoding: line, as: UTF8.self)
                if line.hasPrefix("event: ") { name = String(line.dropFirst(7)) }
                if line.hasPrefix("id: "), !name.isEmpty { events.append("\(name) \(line.dropFirst(4))") }
                if line.hasPrefix("data: ") { name = "" }
            }
            return events
        }

        func waitFor(_ count: Int) async throws -> [String] {
            try await eventually("\(count) events, got \(connection.received.suffix(2_000))") { events.count >= count }
            return events
        }
    }

    private func environment(_ folder: URL, _ more: [String: String] = [:]) -> [String: String] {
        ["PORT": "0", "DATA_DIR": folder.path, "OBSERVER_SERVICE_URL": "none"].merging(more) { $1 }
    }

    private func post(_ finance: HTTPCaller, _ credit: String = "8400") async throws -> String {
        let answer = try await finance.post(
            FinanceRoute.transactions,
            json: .object([
                "date": "2026-01-15", "description": "live", "amount": "1.00", "debit_account": "1400",
                "credit_account": .string(credit),
            ]))
        #expect(answer.status == 201, "\(answer.text)")
        return answer.json["id"].stringValue ?? ""
    }

    @Test func `events arrive as they are committed, and a reader resumes behind its last one`() async throws {
        try await withTemporaryFolder { folder in
            let process = ServiceProcess("Finance", environment: environment(folder), folder: folder)
            try await process.start()
            let url = try await process.waitUntilReady()
            let finance = HTTPCaller(url)
            let live = try await Reader.open(url)
            try await eventually("the stream begins") { live.connection.received.contains("retry: 2000") }
            let first = try await post(finance)
            _ = try await finance.post(
                FinanceRoute.prefix + "/locks", json: .object(["kind": "hard", "through": "2025-12-31"]))
            _ = try await finance.call(
                "PATCH", FinanceRoute.accounts + "/1000", headers: ["If-Match": "*"],
                body: Data(#"{"name":"Barkasse"}"#.utf8))
            _ = try await finance.post(FinanceRoute.transactions + "/\(first)/reversal", json: .object([:]))
            _ = try await post(finance, "8300")
            let events = try await live.waitFor(5)
            let names = events.map { $0.split(separator: " ")[0] }
            #expect(
                names == [
                    "transaction.posted", "lock.set", "account.changed", "transaction.reversed", "transaction.posted",
                ])
            // The process dies; the reader comes back with each id it may have had.
            await process.end(with: SIGKILL)
            try await process.restart()
            for (index, event) in events.enumerated() {
                let id = try #require(event.split(separator: " ").last)
                let again = try await Reader.open(url, "?after=0", lastID: String(id))
                let rest = Array(events.dropFirst(index + 1))
                if !rest.isEmpty { #expect(try await again.waitFor(rest.count) == rest) }
                await again.connection.close()
            }
            let filtered = try await Reader.open(url, "?after=\(events[1].split(separator: " ")[1])&account=8300")
            #expect(try await filtered.waitFor(1) == [events[4]])
            #expect(filtered.connection.received.contains(#""credit_account":"8300""#))
            #expect(await process.end(with: SIGTERM) == .exited(0))
        }
    }

    @Test func `streams are limited, wrong places are named, and the end of the process ends them`() async throws {
        try await withTemporaryFolder { folder in
            let process = ServiceProcess(
                "Finance", environment: environment(folder, ["EVENT_STREAMS": "2"]), folder: folder)
            try await process.start()
            let url = try await process.waitUntilReady()
            let finance = HTTPCaller(url)
            let path = FinanceRoute.prefix + "/events"
            #expect(try await finance.get(path + "?after=x").status == 422)
            #expect(try await finance.get(path + "?account=99").status == 404)
            #expect(try await finance.call("HEAD", path, body: nil).status == 200)
            let readers = [try await Reader.open(url), try await Reader.open(url)]
            for reader in readers {
                try await eventually("the stream begins") { reader.connection.received.contains("retry: 2000") }
            }
            let refused = try await finance.get(path)
            #expect(refused.status == 503 && refused.json["code"] == "too-many-streams")
            #expect(refused.headers["retry-after"] == "5")
            #expect(try await finance.get("/metrics").text.contains("finance_event_streams_open 2"))
            let span = try await undisturbedTime { #expect(await process.end(with: SIGTERM) == .exited(0)) }
            #expect(span < .seconds(5))
            for reader in readers { #expect(reader.connection.isClosedByPeer) }
        }
    }

    @Test func `a reader that takes nothing costs no memory, hinders nobody and does not hold up the end`() async throws
    {
        try await withTemporaryFolder { folder in
            let process = ServiceProcess("Finance", environment: environment(folder), folder: folder)
            try await process.start()
            let url = try await process.waitUntilReady()
            let finance = HTTPCaller(url)
            let item = """
                {"date":"2026-01-15","description":"\(String(repeating: "x", count: 400))","amount":"1.00",\
                "debit_account":"1400","credit_account":"8400"}
                """
            let lines = Data(String(repeating: item + "\n", count: 20_000).utf8)
            let path = FinanceRoute.transactions + "/batch?mode=each&verdicts=failures"
            let headers = ["Content-Type": "application/x-ndjson"]
            #expect(try await finance.call("POST", path, headers: headers, body: lines).status == 200)
            let before = try residentBytes(await process.pid)
            let port = try #require(url.split(separator: ":").last.flatMap { UInt16($0) })
            // Eight readers that ask for 20 MB each and never read a byte.
            var sockets: [Int32] = []
            defer { for socket in sockets { close(socket) } }
            for _ in 0..<8 { sockets.append(try deafReader(port)) }
            for _ in 0..<100 { _ = try await post(finance) }
            let grown = try residentBytes(await process.pid) - before
            #expect(grown < 30 << 20, "\(grown >> 20) MB more")
            let span = try await undisturbedTime { #expect(await process.end(with: SIGTERM) == .exited(0)) }
            #expect(span < .seconds(8))
        }
    }

    private func residentBytes(_ pid: Int32) throws -> Int {
        let fields = try String(contentsOfFile: "/proc/\(pid)/statm", encoding: .utf8).split(separator: " ")
        return try #require(Int(fields[1])) * Int(getpagesize())
    }

    /// A connection that asks for all events and never reads.
    private func deafReader(_ port: UInt16) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { throw StackFailure("not connected") }
        let request = "GET \(FinanceRoute.prefix)/events?after=0 HTTP/1.1\r\nHost: x\r\n\r\n"
        _ = request.withCString { send(descriptor, $0, strlen($0), 0) }
        return descriptor
    }
}
