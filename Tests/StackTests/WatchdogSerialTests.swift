import Foundation
import Glibc
import ProcessKit
import Shared
import TestSupport
import Testing

/// The watchdog with real processes: what it does when they die, hang, loop or lie.
@Suite(.serialized)
struct WatchdogSerialTests {
    private typealias Stub = SupervisedStack.Stub

    @Test func `a killed service is back at once, with its exit status and evidence in the journal`() async throws {
        try await SupervisedStack.run([Stub(name: "a")], head: SupervisedStack.generous) { stack in
            try await stack.untilReady("a")
            for _ in 0..<10 {
                let pid = try await stack.pid("a")
                kill(pid, SIGKILL)
                try await stack.untilReplaced("a", pid)
            }
            let starts = try await stack.caller.get("/services/a/restarts").json["starts"].elements
            #expect(starts.count == 11)
            #expect(starts.dropFirst().allSatisfy { $0["exit"].stringValue == "ended by signal 9 (SIGKILL)" })
            try await eventually("evidence") {
                try await stack.caller.get("/services/a/evidence").json["evidence"].elements.count == 10
            }
            let names = try await stack.caller.get("/services/a/evidence").json["evidence"].elements
            let name = try #require(names.first?.stringValue)
            let bundle = try await stack.caller.get("/services/a/evidence/\(name)").json
            #expect(bundle["reasonCode"].stringValue == "crashed")
            #expect(bundle["log"].elements.contains { $0.stringValue?.contains("stub ready") == true })
            #expect(try await stack.caller.get("/services/a/evidence/..%2F..%2Fobserver.sqlite").status == 404)
        }
    }

    @Test func `after its own death the Observer adopts what runs, and learns how it ends`() async throws {
        try await SupervisedStack.run([Stub(name: "a"), Stub(name: "b")], head: SupervisedStack.generous) { stack in
            try await stack.untilReady("a", "b")
            let (first, second) = (try await stack.pid("a"), try await stack.pid("b"))
            await stack.observer.end(with: SIGKILL)
            try await stack.observer.restart()
            try await stack.untilReady("a", "b")
            #expect(try await stack.pid("a") == first)
            #expect(try await stack.pid("b") == second)
            kill(first, SIGSEGV)
            try await stack.untilReplaced("a", first)
            let starts = try await stack.caller.get("/services/a/restarts").json["starts"].elements
            #expect(starts.last?["exit"].stringValue == "ended by signal 11 (SIGSEGV)")
            #expect(try await stack.pid("b") == second)
        }
    }

    @Test func `a stopped service is killed and replaced within 6 s of its first missed probe`() async throws {
        try await SupervisedStack.run([Stub(name: "a"), Stub(name: "b"), Stub(name: "c")]) { stack in
            try await stack.untilReady("a", "b", "c")
            let pid = try await stack.pid("a")
            kill(pid, SIGSTOP)
            // The first probe after the stop comes within 2.2 s.
            let span = try await undisturbedTime { try await stack.untilReplaced("a", pid, within: 30) }
            #expect(span < .milliseconds(8_200))
            let codes = try await stack.decisions("a").compactMap { $0["code"].stringValue }
            #expect(codes.contains("hung"))
            #expect(try await stack.unit("b")["restarts"] == 0)
        }
    }

    @Test func `all hang on one dependency: no restart, one incident; and all is well when it is back`() async throws {
        let hang = "--hang-file hang"
        let stubs = ["a", "b", "c"].map { Stub(name: $0, arguments: hang, more: "depends_on: [{external: database}]") }
        let database = try freePort()
        try await SupervisedStack.run(stubs, head: "alerts: {down_after: 2s}") { stack in
            let stub = try Spawner.spawn(
                SpawnRequest(
                    executable: BuiltProducts.program("StubService").path,
                    arguments: ["--port", "\(database)", "--name", "database", "--hang-file", stack.path("hang")],
                    environment: [:], workingDirectory: "/", logFile: stack.path("database.log")))
            defer { ProcessSignal.send(SIGKILL, to: stub) }
            let descriptor: JSONValue = .object([
                "service_name": "database", "host": "127.0.0.1", "port": .integer(Int64(database)),
            ])
            #expect(try await stack.caller.post("/register", json: descriptor).status == 200)
            try await stack.untilReady("a", "b", "c")
            stack.switchOn("hang")
            try await Task.sleep(for: .seconds(12))
            for name in ["a", "b", "c"] { #expect(try await stack.unit(name)["generation"] == 1) }
            let incidents = try await stack.incidents()
            #expect(incidents.filter { $0["open"] == true }.count == 1, "\(incidents)")
            stack.switchOff("hang")
            try await stack.untilReady("a", "b", "c")
            for name in ["a", "b", "c"] { #expect(try await stack.unit(name)["generation"] == 1) }
        }
    }

    @Test func `a service that lives but is not ready is not restarted`() async throws {
        let stubs = [Stub(name: "a", arguments: "--hang-ready-file hang"), Stub(name: "b")]
        try await SupervisedStack.run(stubs) { stack in
            try await stack.untilReady("a", "b")
            stack.switchOn("hang")
            try await eventually("a is not ready") { try await !stack.isReady("a") }
            try await Task.sleep(for: .seconds(5))
            #expect(try await stack.unit("a")["generation"] == 1)
            stack.switchOff("hang")
            try await stack.untilReady("a")
        }
    }

    @Test func `a dependency down and back: those that failed without it are ready within 2 s after`() async throws {
        let stubs = [
            Stub(name: "base"), Stub(name: "top", arguments: "--needs-file needed", more: "depends_on: [base]"),
        ]
        try await SupervisedStack.run(stubs) { stack in
            stack.switchOn("needed")
            try await stack.untilReady("base", "top")
            try await stack.ask("base", "stop")
            stack.switchOff("needed")
            kill(try await stack.pid("top"), SIGKILL)
            try await Task.sleep(for: .seconds(3))
            #expect(try await !stack.isReady("top"))
            stack.switchOn("needed")
            try await stack.ask("base", "start")
            try await stack.untilReady("base")
            let span = try await undisturbedTime { try await stack.untilReady("top", within: 30) }
            #expect(span < .seconds(2))
        }
    }

    @Test func `a service that crashes at once ends in quarantine with evidence, and another program ends that`()
        async throws
    {
        try await SupervisedStack.run([Stub(name: "a", arguments: "--abort-at-once")]) { stack in
            try await eventually(within: 20, "quarantine: \(stack.observer.output)") {
                try await stack.unit("a")["supervision"] == "quarantined"
            }
            let generation = try await stack.unit("a")["generation"].intValue ?? 0
            #expect(generation == 6)
            try await Task.sleep(for: .seconds(2))
            #expect(try await stack.unit("a")["generation"].intValue == generation)
            #expect(try await stack.incidents().first?["kind"] == "quarantine")
            #expect(try await stack.caller.get("/services/a/evidence").json["evidence"].elements.count >= 6)
            try stack.rewrite([Stub(name: "a")])
            #expect(try await stack.caller.call("POST", "/stack/reload", body: nil).status == 200)
            try await stack.untilReady("a")
            #expect(try await stack.caller.get("/stack").json["incidents"].elements.isEmpty)
        }
    }

    @Test func `a foreign process on the port is named, not fought, and its end starts the service`() async throws {
        let port = try freePort()
        let squatter = try Spawner.spawn(
            SpawnRequest(
                executable: BuiltProducts.program("StubService").path, arguments: ["--port", "\(port)"],
                environment: [:], workingDirectory: "/", logFile: "/dev/null"))
        defer { ProcessSignal.send(SIGKILL, to: squatter) }
        try await SupervisedStack.run([Stub(name: "a", port: port)]) { stack in
            try await eventually("the squatter is named: \(stack.observer.output)") {
                try await stack.unit("a")["process"] == "foreign"
            }
            let why = try await stack.unit("a")["why"].stringValue ?? ""
            #expect(why.contains("StubService (pid \(squatter.pid), user \(NSUserName()))"), "\(why)")
            #expect(try await stack.incidents().first?["kind"] == "port-taken")
            #expect(ProcessTable.isAlive(squatter))
            ProcessSignal.send(SIGKILL, to: squatter)
            try await stack.untilReady("a")
        }
    }

    @Test func `flapping is one alert, not one per change`() async throws {
        let stubs = [Stub(name: "a", arguments: "--unhealthy-file ill")]
        try await SupervisedStack.run(stubs, environment: ["PROBE_PERIOD_MS": "500"]) {
            stack in
            try await stack.untilReady("a")
            for _ in 0..<8 {
                stack.switchOn("ill")
                try await Task.sleep(for: .milliseconds(1_700))
                stack.switchOff("ill")
                try await Task.sleep(for: .milliseconds(1_600))
            }
            let incidents = try await stack.incidents()
            #expect((1...2).contains(incidents.count), "\(incidents)")
            #expect(incidents.contains { $0["kind"] == "flapping" })
            #expect(try await stack.unit("a")["generation"] == 1)
        }
    }

    @Test func `an incident reaches a webhook that a reload has added, and its end as well`() async throws {
        let peer = try await HTTPPeer.start { _ in .json(200, .null) }
        let stub = Stub(name: "a", arguments: "--unhealthy-file ill")
        try await SupervisedStack.run([stub]) { stack in
            try await stack.untilReady("a")
            try stack.rewrite(
                [stub], head: "alerts: {down_after: 500ms, webhooks: [{url: \"\(peer.url("/hook"))\"}]}")
            #expect(try await stack.caller.call("POST", "/stack/reload", body: nil).status == 200)
            stack.switchOn("ill")
            try await eventually("the alarm") { peer.calls.contains { $0.json["type"] == "incident.down" } }
            stack.switchOff("ill")
            try await eventually("the all-clear") { peer.calls.contains { $0.json["type"] == "incident.up" } }
            #expect(peer.calls.count == 2)
            let incident = peer.calls[0].json["incident"]
            #expect(incident["root"] == "a" && incident["summary"]["de"].stringValue?.isEmpty == false)
        }
        try await peer.stop()
    }

    @Test func `a program that vanished is named, and its return starts the service`() async throws {
        try await withTemporaryFolder { folder in
            let program = folder.appendingPathComponent("Service").path
            try FileManager.default.copyItem(atPath: BuiltProducts.program("StubService").path, toPath: program)
            let stub = Stub(name: "a", program: program)
            try await SupervisedStack.run([stub], head: SupervisedStack.generous) { stack in
                try await stack.untilReady("a")
                let pid = try await stack.pid("a")
                rename(program, program + ".away")
                kill(pid, SIGKILL)
                try await eventually("the missing program is named") {
                    try await stack.unit("a")["why"].stringValue?.contains("There is no program \(program)") == true
                }
                #expect(try await stack.incidents().first?["kind"] == "cannot-start")
                rename(program + ".away", program)
                chmod(program, 0o600)
                try await Task.sleep(for: .milliseconds(700))
                #expect(try await !stack.isReady("a"))
                chmod(program, 0o700)
                try await stack.untilReplaced("a", pid)
            }
        }
    }

    @Test func `a service that floods its log or closes its output is kept within bounds and runs on`() async throws {
        let stubs = [
            Stub(name: "flood", arguments: "--flood-log 3000000", more: "log: {size: 1MB, files: 2}"),
            Stub(name: "mute", arguments: "--close-output"),
        ]
        try await SupervisedStack.run(stubs) { stack in
            try await stack.untilReady("flood", "mute")
            try await Task.sleep(for: .seconds(9))
            let logs = stack.folder.appendingPathComponent("data/observer/logs")
            let names = try FileManager.default.contentsOfDirectory(atPath: logs.path).filter { $0.hasPrefix("flood") }
            #expect(names.count == 3, "\(names)")
            // Looked at every two seconds, so each holds at most what is written meanwhile beyond the limit.
            for name in names { #expect(LogFile.size(logs.appendingPathComponent(name).path) < 12_000_000) }
            for name in ["flood", "mute"] { #expect(try await stack.unit(name)["generation"] == 1) }
        }
    }

    @Test func `what a service left behind on its port is ended, and the service comes back`() async throws {
        try await SupervisedStack.run([
            Stub(name: "a", arguments: "--fork-child --ignore-term", more: "stop_timeout: 1s")
        ]) { stack in
            try await stack.untilReady("a")
            let pid = try await stack.pid("a")
            #expect(stack.living()["a"]?.count ?? 0 >= 2, "the stub and its child")
            try await stack.ask("a", "restart")
            try await stack.untilReplaced("a", pid)
            try await eventually("only the new ones live: \(stack.living())") {
                stack.living()["a"]?.allSatisfy { $0.pid >= pid && getsid($0.pid) != pid } ?? false
            }
            #expect(kill(pid, 0) != 0)
        }
    }

    @Test func `stop holds over a restart of the Observer; start, pause and resume do what they say`() async throws {
        try await SupervisedStack.run([Stub(name: "a"), Stub(name: "b")], head: SupervisedStack.generous) { stack in
            try await stack.untilReady("a", "b")
            try await stack.ask("a", "stop")
            try await eventually("a has ended") { stack.living()["a"] == nil }
            await stack.observer.end(with: SIGKILL)
            try await stack.observer.restart()
            try await stack.untilReady("b")
            try await Task.sleep(for: .milliseconds(500))
            #expect(stack.living()["a"] == nil)
            #expect(try await stack.unit("a")["intent"] == "stop")
            try await stack.ask("a", "start")
            try await stack.untilReady("a")
            try await stack.ask("a", "pause")
            let pid = try await stack.pid("a")
            kill(pid, SIGKILL)
            try await Task.sleep(for: .seconds(1))
            #expect(stack.living()["a"] == nil)
            try await stack.ask("a", "resume")
            try await stack.untilReplaced("a", pid)
            #expect(try await stack.caller.call("POST", "/services/nobody/stop", body: nil).status == 404)
        }
    }

    @Test func `SIGHUP applies the difference and leaves the rest alone; a broken file changes nothing`() async throws {
        try await SupervisedStack.run([Stub(name: "kept"), Stub(name: "changed"), Stub(name: "gone")]) { stack in
            try await stack.untilReady("kept", "changed", "gone")
            let (kept, changed) = (try await stack.pid("kept"), try await stack.pid("changed"))
            try "version: 1\nservices: [".write(
                to: stack.folder.appendingPathComponent("stack.yaml"), atomically: true, encoding: .utf8)
            let refused = try await stack.caller.call("POST", "/stack/reload", body: nil)
            #expect(refused.status == 422 && !refused.json["errors"].elements.isEmpty)
            // A secret that the next start would refuse as well.
            try "12345".write(toFile: stack.path("secret"), atomically: true, encoding: .utf8)
            chmod(stack.path("secret"), 0o600)
            try stack.rewrite(
                [Stub(name: "kept")], head: "alerts: {webhooks: [{url: 'http://x', secret_file: secret}]}")
            let short = try await stack.caller.call("POST", "/stack/reload", body: nil)
            #expect(short.status == 422, "\(short)")
            let detail = short.json["errors"].elements.first?["detail"].stringValue
            #expect(detail?.contains("stack.yaml:2:52: ") == true, "\(short)")
            try stack.rewrite([
                Stub(name: "kept", more: "stop_timeout: 3s"), Stub(name: "changed", arguments: "--ready-after 10"),
                Stub(name: "added"),
            ])
            await stack.observer.send(SIGHUP)
            try await stack.untilReady("added")
            try await stack.untilReplaced("changed", changed)
            #expect(try await stack.pid("kept") == kept)
            try await eventually("gone has ended") { stack.living()["gone"] == nil }
        }
    }

    @Test func `SIGTERM stops the units in reverse and ends with 0; a replay of the journal agrees`() async throws {
        let stubs = [Stub(name: "base"), Stub(name: "top", more: "depends_on: [base]")]
        try await SupervisedStack.run(stubs) { stack in
            try await stack.untilReady("base", "top")
            kill(try await stack.pid("top"), SIGKILL)
            try await eventually("top is back") { try await stack.unit("top")["generation"] == 2 }
            #expect(await stack.observer.end(with: SIGTERM) == .exited(0))
            #expect(stack.living().isEmpty)
            let replay = ServiceProcess(
                "Observer", arguments: ["replay", "--data-dir", stack.folder.appendingPathComponent("data").path],
                environment: [:], folder: stack.folder)
            try await replay.start()
            #expect(await replay.waitForEnd() == .exited(0), "\(replay.output)")
            #expect(replay.output.contains(" 0 differences"))
        }
    }

    @Test func `ctl shows, explains and commands; --check names every fault by line and column`() async throws {
        try await SupervisedStack.run([Stub(name: "a")]) { stack in
            try await stack.untilReady("a")
            func observer(_ arguments: String...) async throws -> (ServiceProcess.Ending, String) {
                let process = ServiceProcess("Observer", arguments: arguments, environment: [:], folder: stack.folder)
                try await process.start()
                return (await process.waitForEnd(), process.output)
            }
            let status = try await observer("ctl", "status", "--url", stack.url)
            #expect(status.0 == .exited(0) && status.1.contains("alive"), "\(status.1)")
            let why = try await observer("ctl", "why", "a", "--url", stack.url)
            #expect(why.1.contains("Ready after"), "\(why.1)")
            #expect(try await observer("ctl", "stop", "a", "--url", stack.url).0 == .exited(0))
            try await eventually("a has ended") { stack.living()["a"] == nil }
            #expect(try await observer("ctl", "incidents", "--url", stack.url).1.contains("No incidents"))
            #expect(try await observer("ctl", "status", "--url", "http://127.0.0.1:1").0 == .exited(69))
            let file = stack.path("broken.yaml")
            try "version: 1\nservices:\n  a:\n    comand: x\n    port: 99999\n".write(
                toFile: file, atomically: true, encoding: .utf8)
            let check = try await observer("--check", "--stack", file)
            #expect(check.0 == .exited(78))
            #expect(
                check.1.contains("broken.yaml:4:5: \"comand\" is unknown") && check.1.contains(":5:11: port"),
                "\(check.1)")
            // The running Observer says the same of its own file, and points at no place in a body.
            let own = stack.path("stack.yaml")
            try FileManager.default.removeItem(atPath: own)
            try FileManager.default.copyItem(atPath: file, toPath: own)
            let reload = try await observer("ctl", "reload", "--url", stack.url)
            #expect(
                reload.0 == .exited(1) && reload.1.contains("\n\(own):4:5: \"comand\" is unknown"), "\(reload.1)")
            let refused = try await stack.caller.call("POST", "/stack/reload", body: nil)
            #expect(refused.json["errors"].elements.allSatisfy { $0["pointer"] == "" })
            let secret = stack.path("secret")
            try "12345".write(toFile: secret, atomically: true, encoding: .utf8)
            chmod(secret, 0o600)
            try "version: 1\nalerts:\n  webhooks: [{url: 'http://127.0.0.1:1', secret_file: \(secret)}]\n".write(
                toFile: file, atomically: true, encoding: .utf8)
            let short = try await observer("--check", "--stack", file)
            #expect(short.0 == .exited(78) && short.1.contains("broken.yaml:3:55: The secret in"), "\(short.1)")
        }
    }

    @Test func `orders beyond what restart scripts may are refused, not swallowed`() async throws {
        try await withTemporaryFolder { allowed in
            let script = allowed.appendingPathComponent("restart.sh").path
            try "#!/bin/sh\nif [ -e \"$0.slow\" ]; then sleep 2; fi\n".write(
                toFile: script, atomically: true, encoding: .utf8)
            chmod(script, 0o700)
            chmod(allowed.path, 0o700)
            try await SupervisedStack.run([], environment: ["RESTART_SCRIPT_DIRS": allowed.path]) { stack in
                // Nobody ever answers there, so that nothing but the orders below runs a script.
                let ports = try (0..<12).map { _ in try freePort() }
                for port in ports {
                    let descriptor: JSONValue = .object([
                        "service_name": "shop", "host": "127.0.0.1", "port": .integer(Int64(port)),
                        "restart_script": .string(script), "instance_id": .string("\(port)"),
                    ])
                    #expect(try await stack.caller.post("/register", json: descriptor).status == 200)
                }
                let order = { @Sendable (port: Int) in
                    try await stack.caller.call("POST", "/services/shop_127.0.0.1_\(port)/restart", body: nil)
                }
                _ = FileManager.default.createFile(atPath: script + ".slow", contents: nil)
                #expect(try await order(ports[0]).status == 202)
                try await eventually("the script runs") { try await order(ports[0]).status == 409 }
                #expect(try await order(ports[0]).json["code"] == "restart-script-running")
                try FileManager.default.removeItem(atPath: script + ".slow")
                var statuses: [Int] = []
                for port in ports.dropFirst() {
                    try await Task.sleep(for: .milliseconds(100))
                    statuses.append(try await order(port).status)
                }
                #expect(statuses.filter { $0 == 202 }.count <= 9 && statuses.last == 429, "\(statuses)")
            }
        }
    }

    @Test func `a request cannot make it run anything`() async throws {
        try await withTemporaryFolder { allowed in
            let mark = allowed.appendingPathComponent("it-ran").path
            let good = allowed.appendingPathComponent("restart.sh").path
            try "#!/bin/sh\ntouch \(mark)\n".write(toFile: good, atomically: true, encoding: .utf8)
            chmod(good, 0o700)
            chmod(allowed.path, 0o700)
            try await SupervisedStack.run([], environment: ["RESTART_SCRIPT_DIRS": allowed.path]) { stack in
                let outside = stack.path("evil.sh")
                try "#!/bin/sh\ntouch \(mark)\n".write(toFile: outside, atomically: true, encoding: .utf8)
                chmod(outside, 0o700)
                let link = allowed.appendingPathComponent("link.sh").path
                symlink(outside, link)
                let scripts = [
                    outside, link, "\(allowed.path)/../\(stack.folder.lastPathComponent)/evil.sh", "restart.sh",
                    "\(good); touch \(mark)", "$(touch \(mark))", "/bin/sh", "",
                ]
                for (number, script) in scripts.enumerated() {
                    let port = try freePort()
                    let descriptor: JSONValue = .object([
                        "service_name": .string("s\(number)"), "host": "127.0.0.1", "port": .integer(Int64(port)),
                        "restart_script": .string(script),
                    ])
                    #expect(try await stack.caller.post("/register", json: descriptor).status == 200)
                    let id = "s\(number)_127.0.0.1_\(port)"
                    let answer = try await stack.caller.call("POST", "/services/\(id)/restart", body: nil)
                    #expect([403, 409].contains(answer.status), "\(script): \(answer.text)")
                    #expect(answer.json["detail"].stringValue?.isEmpty == false)
                }
                try await Task.sleep(for: .seconds(3))
                #expect(access(mark, F_OK) != 0, "something of a stranger was run")
                let descriptor: JSONValue = .object([
                    "service_name": "honest", "host": "127.0.0.1", "port": .integer(Int64(try freePort())),
                    "restart_script": .string(good),
                ])
                #expect(try await stack.caller.post("/register", json: descriptor).status == 200)
                try await eventually("the allowed script is run when the service is down") { access(mark, F_OK) == 0 }
            }
        }
    }
}
