import Foundation
import ObserverCore
import Shared
import TestSupport
import Testing

/// The stack file: what it says, and how its faults are told.
struct StackFileTests {
    private func read(_ text: String, _ variables: [String: String] = [:]) throws -> StackSpec {
        try StackFile.read(text: text, fileName: "stack.yaml", folder: "/tmp", variables: variables)
    }

    private func faults(_ text: String) -> [String] {
        do throws(StackFileFaults) {
            _ = try StackFile.read(text: text, fileName: "stack.yaml", folder: "/tmp")
            return []
        } catch {
            return error.lines()
        }
    }

    @Test func `a full file is read with all it says`() throws {
        let stack = try read(
            """
            version: 1
            limits: {starts_at_once: 5, restarts_per_minute: 20}
            defaults:
              stop_timeout: 2s
              restart: {budgets: [{ends: 3, within: 10s}]}
            alerts:
              down_after: 1m
              dead_man_ping: {url: "http://127.0.0.1:1/ping", every: 5s}
            services:
              database:
                command: /bin/sh -c 'sleep  1'
                port: ${DB_PORT:-5000}
                environment: {COLOUR: blue, PRICE: 5$$}
              shop:
                service_name: shop-service
                command: [sh, -c, "exit 0"]
                arguments: [--fast]
                port: 5001
                health: {ready: /ready, live: /live}
                depends_on: [database, {external: mail}]
                start: by-operator
                start_timeout: 500ms
                hang_stop_timeout: 1.5s
                restart: {mode: on-failure, delays: [0s, 1s], stable_after: 2m, quarantine_retry: 1h, on_hang: false}
                log: {size: 5MB, files: 2}
            """, ["DB_PORT": "6000"])
        #expect(stack.startsAtOnce == 5 && stack.restartsPerMinute == 20)
        #expect(stack.alerts.downMilliseconds == 60_000 && stack.alerts.deadManPing?.periodMilliseconds == 5_000)
        let database = stack.units[0]
        #expect(database.executable == "/bin/sh" && database.arguments == ["-c", "sleep  1"])
        #expect(database.port == 6_000 && database.environment == ["COLOUR": "blue", "PRICE": "5$"])
        #expect(database.stopMilliseconds == 2_000 && database.restart.budgets.map(\.count) == [3])
        let shop = stack.units[1]
        #expect(shop.serviceName == "shop-service" && shop.arguments == ["-c", "exit 0", "--fast"])
        #expect(shop.dependsOn == ["database", "mail"] && !shop.startsWithStack)
        #expect(shop.startMilliseconds == 500 && shop.hangStopMilliseconds == 1_500)
        #expect(shop.restart.mode == .onFailure && shop.restart.delaysMilliseconds == [0, 1_000])
        #expect(!shop.restart.restartsOnHang && shop.logLimitBytes == 5_000_000 && shop.readyPath == "/ready")
    }

    static let broken: [(String, [String])] = [
        ("services: {}", ["1:1: \"version: 1\" is missing."]),
        ("version: 2", ["1:10: version: \"2\" is not a whole number from 1 to 1."]),
        ("version: 1\nservces: {}", ["2:1: \"servces\" is unknown in the stack file. Did you mean \"services\"?"]),
        ("version: 1\nservices:\n  a: {port: 1}", ["3:3: a: \"command\" is missing."]),
        ("version: 1\nservices:\n  A_b: {command: sh}", ["3:3: \"A_b\": names are"]),
        ("version: 1\nservices:\n  a: {command: no-such-program-anywhere}", ["3:16: There is no program"]),
        ("version: 1\nservices:\n  a: {command: \"\"}", ["3:16: command is empty."]),
        ("version: 1\nservices:\n  a: {command: sh, port: 99999}", ["3:26: port: \"99999\" is not"]),
        (
            "version: 1\nservices:\n  a: {command: sh, port: 5}\n  b: {command: sh, port: 5}",
            ["4:3: b and a both want 127.0.0.1:5."]
        ),
        ("version: 1\nservices:\n  a: {command: sh, depends_on: [a]}", ["a needs itself"]),
        ("version: 1\nservices:\n  a: {command: sh, depends_on: [b]}", ["3:33: There is no service \"b\""]),
        (
            "version: 1\nservices:\n  a: {command: sh, depends_on: [b]}\n  b: {command: sh, depends_on: [a]}",
            ["A circle in depends_on: a → b → a."]
        ),
        (
            "version: 1\nservices:\n  a: {command: sh, stop_timeout: soon}",
            ["3:34: stop_timeout: \"soon\" is not a dur"]
        ),
        ("version: 1\nservices:\n  a: {command: sh, log: {size: big}}", ["size: \"big\" is not a size"]),
        ("version: 1\nservices:\n  a: {command: sh, restart: {mode: maybe}}", ["mode: \"maybe\" is none of always"]),
        ("version: 1\nservices:\n  a: {command: \"${NOBODY}\"}", ["variable NOBODY is not set", "command is empty"]),
        ("version: 1\nservices:\n  a: {command: sh, working_directory: /no/such}", ["3:39: There is no folder"]),
        ("version: 1\nservices:\n  a: {command: sh, health: {ready: x}}", ["3:36: ready: \"x\" is no path"]),
        ("version: 1\nservices: [", ["Not valid YAML"]),
        ("version: 1\nversion: 1", ["Twice in one mapping: version"]),
        ("", ["The file is empty."]),
        ("version: 1\nalerts: {webhooks: [{url: \"ftp://x\"}]}", ["url must begin with http"]),
        ("version: 1\nalerts: {webhooks: [{url: \"http://u:p@x\"}]}", ["must not hold credentials"]),
        (
            "version: 1\nalerts: {webhooks: [{url: \"http://x\", secret: abc}]}",
            ["secret does not belong here but in a file of its own: secret_file."]
        ),
        ("version: 1\nalerts: {mail: {host: x, from: \"a b\", to: [c@d]}}", ["\"a b\" is no mail address"]),
    ]

    @Test(arguments: broken.indices) func `each fault is named with its place`(index: Int) {
        let (text, expected) = Self.broken[index]
        let found = faults(text)
        for part in expected { #expect(found.contains { $0.contains(part) }, "\(part) in \(found)") }
        #expect(found.allSatisfy { $0.hasPrefix("stack.yaml:") })
    }

    @Test func `all faults are named at once, in the order of the file`() {
        let found = faults("version: 1\nservices:\n  a: {command: sh, port: 0, start: never}\n  b: {comand: sh}")
        #expect(found.count == 4, "\(found)")
        #expect(found == found.sorted { $0.split(separator: ":")[1] < $1.split(separator: ":")[1] })
    }

    @Test func `no random edit of a good file is fatal: it is read, or every fault has a place inside`() {
        let good = """
            version: 1
            services:
              a: {command: sh, port: 5000, depends_on: [b], stop_timeout: 5s}
              b: {command: [sh, -c, "exit 0"], environment: {X: "${Y:-1}"}}
            """
        var random = SeededGenerator(seed: 4)
        let letters = Array("{}[]:,\"'$ \n-&*!|>%@x0")
        for _ in 0..<3_000 {
            var text = Array(good)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<text.count, using: &random)
                if Bool.random(using: &random) {
                    text.remove(at: place)
                } else {
                    text.insert(letters[Int.random(in: 0..<letters.count, using: &random)], at: place)
                }
            }
            do throws(StackFileFaults) {
                _ = try StackFile.read(text: String(text), fileName: "f", folder: "/tmp")
            } catch {
                let lines = text.count { $0 == "\n" } + 2
                #expect(!error.faults.isEmpty)
                #expect(error.faults.allSatisfy { (1...lines).contains($0.line) && $0.column >= 1 }, "\(String(text))")
            }
        }
    }

    @Test func `a process gets its own place, our marks and nothing that is ours alone`() {
        var spec = UnitSpec(name: "a", executable: "/bin/a", port: 5_000)
        spec.environment = ["COLOUR": "blue", "ERP_STACK_UNIT": "someone-else"]
        let environment = LaunchEnvironment.make(
            for: spec, base: ["PATH": "/bin", "PORT": "8010", "NOTIFY_SOCKET": "/run/x", "ERP_STACK_RUN": "old"],
            dataFolder: "/data", observerURL: "http://x/register", run: "/data/observer", generation: 7)
        #expect(
            environment == [
                "PATH": "/bin", "HOST": "127.0.0.1", "PORT": "5000", "COLOUR": "blue", "DATA_DIR": "/data",
                "OBSERVER_SERVICE_URL": "http://x/register", "ERP_STACK_RUN": "/data/observer",
                "ERP_STACK_UNIT": "a", "ERP_STACK_GENERATION": "7",
            ])
    }
}
