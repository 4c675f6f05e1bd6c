import Foundation
import Glibc
import ProcessKit
import Shared
import TestSupport
import Testing

/// The pages of a real Observer over real processes.
@Suite(.serialized)
struct DashboardSerialTests {
    private typealias Stub = SupervisedStack.Stub

    private func load(_ stack: SupervisedStack, _ path: String) async throws -> String {
        try await stack.caller.get(path, headers: ["Accept": "text/html", "Accept-Language": "en"]).text
    }

    /// Sends a form and follows to the page that it leads to, as a browser does.
    private func send(_ stack: SupervisedStack, _ path: String, _ form: String) async throws -> (Int, String) {
        let answer = try await stack.caller.call(
            "POST", path,
            headers: [
                "Content-Type": "application/x-www-form-urlencoded", "Origin": stack.url, "Accept": "text/html",
                "Accept-Language": "en",
            ], body: Data(form.utf8))
        return (answer.status, answer.text)
    }

    @Test func `a hang is on the first page with its reason, and so is what was done about it`() async throws {
        try await SupervisedStack.run([Stub(name: "a"), Stub(name: "b", more: "depends_on: [a]")]) { stack in
            try await stack.untilReady("a", "b")
            let pid = try await stack.pid("a")
            kill(pid, SIGSTOP)
            try await eventually(within: 15, "the trouble is told") {
                let page = try await load(stack, "/")
                return page.contains("What is wrong") && page.contains("Hung: ") && page.contains("told to end")
            }
            try await stack.untilReplaced("a", pid)
            let page = try await load(stack, "/")
            #expect(!page.contains("What is wrong"))
            #expect(page.contains("Latest interventions") && page.contains("started</span>"))
            #expect(try await load(stack, "/ui/services/a").contains("Hung: "))
        }
    }

    @Test func `a confirmed order is obeyed, and a silence is made and ended, by forms alone`() async throws {
        try await SupervisedStack.run([Stub(name: "a")]) { stack in
            try await stack.untilReady("a")
            let pid = try await stack.pid("a")
            #expect(try await load(stack, "/ui/services/a?ask=restart").contains("name=\"confirmed\""))
            #expect(try await send(stack, "/ui/services/a/restart", "confirmed=yes").0 == 200)
            try await stack.untilReplaced("a", pid)
            #expect(try await load(stack, "/ui/services/a").contains("“restart” asked by Dashboard."))

            #expect(try await send(stack, "/ui/silences", "service=a&minutes=60&reason=Test&maintenance=yes").0 == 200)
            let silences = try await stack.caller.get("/silences").json["silences"].elements
            #expect(silences.count == 1)
            #expect(silences.first?["matches"] == 1)
            let unknown = try await stack.caller.post(
                "/silences", json: .object(["service": "nonsense", "minutes": 5]))
            #expect(unknown.status == 201 && unknown.json["matches"] == 0)
            #expect(try await load(stack, "/ui/incidents").contains("No service bears this name now"))
            let nonsense = try #require(unknown.json["id"].intValue)
            #expect(try await stack.caller.call("DELETE", "/silences/\(nonsense)", body: nil).status == 204)
            #expect(silences.first?["maintenance"] == true && silences.first?["by"] == "Dashboard")
            let id = try #require(silences.first?["id"].intValue)
            #expect(try await load(stack, "/ui/incidents").contains("/ui/silences/\(id)/end"))
            #expect(try await send(stack, "/ui/silences/\(id)/end", "").0 == 200)
            #expect(try await stack.caller.get("/silences").json["silences"].elements.isEmpty)
        }
    }

    @Test func `events are told as they happen, a reader that comes back gets what it missed`() async throws {
        try await SupervisedStack.run([Stub(name: "a")]) { stack in
            try await stack.untilReady("a")
            let port = try #require(stack.url.split(separator: ":").last.flatMap { Int($0) })
            let reader = try await RawConnection.open(port: port)
            try await reader.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            try await eventually("the stream") { reader.received.contains("retry: 2000") }
            try await stack.ask("a", "restart")
            try await eventually("the order, \(reader.received.suffix(500))") {
                reader.received.contains("event: decision") && reader.received.contains("operator-restart")
            }
            let first = try #require(reader.received.firstMatch(of: /id: ([0-9a-z]+-[0-9]+)/)?.1)
            await reader.close()
            for (id, expected) in [(String(first), "\"code\":\"ready\""), ("other-5", "event: reset")] {
                let again = try await RawConnection.open(port: port)
                try await again.send("GET /events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: \(id)\r\n\r\n")
                try await eventually("\(expected) in \(again.received.suffix(2_000))") {
                    again.received.contains(expected)
                }
                #expect(!again.received.contains("id: \(first)\n"))
                await again.close()
            }
        }
    }

    @Test func `a quiet stream of events tells every two seconds that it lives`() async throws {
        try await SupervisedStack.run([Stub(name: "a")]) { stack in
            try await stack.untilReady("a")
            let port = try #require(stack.url.split(separator: ":").last.flatMap { Int($0) })
            let reader = try await RawConnection.open(port: port)
            try await reader.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            try await eventually("two signs of life in \(reader.received)") {
                reader.received.components(separatedBy: "event: alive\ndata: {}\n\n").count > 2
            }
            await reader.close()
        }
    }

    @Test func `a log is followed line by line`() async throws {
        try await SupervisedStack.run([Stub(name: "a")]) { stack in
            try await stack.untilReady("a")
            let port = try #require(stack.url.split(separator: ":").last.flatMap { Int($0) })
            let reader = try await RawConnection.open(port: port)
            try await reader.send(
                "GET /services/a/log HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
            try await eventually("the stream") { reader.received.contains("retry: 2000") }
            let log = stack.folder.appendingPathComponent("data/observer/logs/a.log")
            let file = try FileHandle(forWritingTo: log)
            try file.seekToEnd()
            try file.write(contentsOf: Data("a \"line\" <b>\nevent: forged\n\n".utf8))
            try file.close()
            try await eventually("the line, \(reader.received.suffix(500))") {
                reader.received.contains(#"data: "a \"line\" <b>""#)
            }
            #expect(!reader.received.contains("\nevent: forged"))
            await reader.close()
            // Whoever comes back with the id of that line gets the next ones.
            let parts = reader.received.components(separatedBy: "\ndata: \"a \\\"line")
            let id = try #require(parts.first?.components(separatedBy: "id: ").last)
            for (address, field) in [("log?after=\(id)", ""), ("log?after=0-0", "Last-Event-ID: \(id)\r\n")] {
                let again = try await RawConnection.open(port: port)
                try await again.send(
                    "GET /services/a/\(address) HTTP/1.1\r\nHost: localhost\r\n\(field)"
                        + "Accept: text/event-stream\r\n\r\n")
                try await eventually("the line behind it, \(again.received.suffix(500))") {
                    again.received.contains(#"data: "event: forged""#)
                }
                #expect(!again.received.contains(#"a \"line\""#))
                await again.close()
            }
            #expect(try await stack.caller.get("/services/a/log?lines=2").text.contains("event: forged\n"))
        }
    }
}
