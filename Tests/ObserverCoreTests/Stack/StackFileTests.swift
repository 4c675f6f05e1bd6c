import Foundation
import Glibc
import ObserverCore
import Shared
import TestSupport
import Testing

/// The stack file: what it says.
struct StackFileTests {
    private func read(_ text: String, _ variables: [String: String] = [:]) throws -> StackSpec {
        try StackFile.read(text: text, fileName: "stack.yaml", folder: "/tmp", variables: variables)
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

    @Test func `what the file leaves out has the product's default`() throws {
        let unit = try #require(try read("version: 1\nservices:\n  a: {command: sh}").units.first)
        let known = UnitSpec(name: "a", executable: unit.executable, workingDirectory: "/tmp")
        #expect(unit == known && unit.executable.hasSuffix("/sh"))
        #expect(try read("version: 1") == StackSpec())
        #expect(try read("version: 1\nservices:\nalerts: ~\nlimits: null") == StackSpec())
    }

    @Test func `defaults hold for each service, which may say otherwise`() throws {
        let stack = try read(
            """
            version: 1
            defaults: {working_directory: /, host: 0.0.0.0, environment: {X: all, Y: all}, log: {files: 9}}
            services:
              a: {command: sh, environment: {Y: own}}
              b: {command: sh, working_directory: /usr, host: "::1", log: {size: 1MB}}
            """)
        let (a, b) = (stack.units[0], stack.units[1])
        #expect(a.workingDirectory == "/" && a.host == "0.0.0.0" && a.environment == ["X": "all", "Y": "own"])
        #expect(b.workingDirectory == "/usr" && b.host == "::1" && b.environment == ["X": "all", "Y": "all"])
        #expect(a.logFiles == 9 && b.logFiles == 9 && b.logLimitBytes == 1_000_000)
    }

    @Test func `aliases stand for what they were defined as`() throws {
        let stack = try read(
            """
            version: 1
            services:
              a: {command: sh, environment: &shared {X: "1"}, restart: &policy {mode: never}}
              b: {command: sh, environment: *shared, restart: *policy}
            """)
        #expect(stack.units.allSatisfy { $0.environment == ["X": "1"] && $0.restart.mode == .never })
    }

    static let variables: [(text: String, value: String)] = [
        ("$$", "$"), ("$${X}", "${X}"), ("${X}", "blue"), ("a${X}b${X}", "abluebblue"), ("${NO:-}", ""),
        ("${NO:-red}", "red"), ("${X:-red}", "blue"), ("${EMPTY:-red}", "red"), ("${NO:-a:-b c}", "a:-b c"),
        ("${D}", "$X"), ("100 $$", "100 $"),
    ]

    @Test(arguments: variables) func `variables are replaced once, without any further meaning`(
        text: String, value: String
    ) throws {
        let stack = try read(
            "version: 1\nservices:\n  a: {command: sh, environment: {V: '\(text)'}}",
            ["X": "blue", "EMPTY": "", "D": "$X"])
        #expect(stack.units.first?.environment["V"] == value)
    }

    static let commands: [(text: String, arguments: [String])] = [
        ("sh", []), ("sh  -c   'a  b'", ["-c", "a  b"]), (#"sh -c "it's""#, ["-c", "it's"]), ("sh ''", [""]),
        ("sh a'b c'd", ["ab cd"]), ("sh ; rm -rf *", [";", "rm", "-rf", "*"]), ("sh ${BLANKS}", ["x y"]),
        ("sh --at=${NO:-a b}", ["--at=a b"]), (#"sh \n"#, [#"\n"#]), ("sh $$HOME `id`", ["$HOME", "`id`"]),
    ]

    @Test(arguments: commands) func `a command is split at blanks, and no shell has a part in it`(
        text: String, arguments: [String]
    ) throws {
        let stack = try read(
            "version: 1\nservices:\n  a:\n    command: |-\n      \(text)", ["BLANKS": "x y", "PATH": "/bin"])
        #expect(stack.units.first?.arguments == arguments && stack.units.first?.executable == "/bin/sh")
    }

    @Test func `a program is found beside the Observer first, then on PATH, or at its path`() throws {
        try withFolder { folder in
            for place in ["own", "path"] {
                try FileManager.default.createDirectory(atPath: "\(folder)/\(place)", withIntermediateDirectories: true)
                try Data("#!/bin/sh".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(place)/prog"))
                chmod("\(folder)/\(place)/prog", 0o755)
            }
            func find(_ command: String, path: String, programs: String? = nil) throws -> String? {
                try StackFile.read(
                    text: "version: 1\nservices:\n  a: {command: \(command)}", fileName: "f", folder: folder,
                    programs: programs, variables: ["PATH": path]
                ).units.first?.executable
            }
            #expect(try find("prog", path: "\(folder)/path") == "\(folder)/path/prog")
            #expect(try find("prog", path: "\(folder)/path", programs: "\(folder)/own") == "\(folder)/own/prog")
            #expect(try find("own/prog", path: "") == "\(folder)/own/prog")
            #expect(try find("./own/../path/prog", path: "") == "\(folder)/path/prog")
            #expect(throws: StackFileFaults.self, "a relative entry of PATH is no place") {
                try find("prog", path: "own")
            }
        }
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = try TemporaryDirectory()
        try body(folder.path)
    }

    @Test func `the stack file of the repository is read, with and without variables`() throws {
        try withFolder { folder in
            for name in ["Finance", "Beleg", "MinimalServer"] {
                try Data("#!/bin/sh".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
                chmod("\(folder)/\(name)", 0o755)
            }
            func load(_ variables: [String: String]) throws -> StackSpec {
                try StackFile.load(
                    path: BuiltProducts.packageRoot.appendingPathComponent("stack.yaml").path, programs: folder,
                    variables: variables)
            }
            let stack = try load([:])
            #expect(stack.units.map(\.name) == ["finance", "beleg", "minimal-server"])
            #expect(stack.units.map(\.port) == [8_007, 8_006, 8_005])
            #expect(stack.units.map(\.stopMilliseconds) == [30_000, 30_000, 15_000])
            let beleg = try load(["FINANCE_PORT": "9007", "BELEG_PORT": "9006"]).units[1]
            #expect(beleg.port == 9_006 && beleg.environment["FINANCE_SERVICE_URL"] == "http://127.0.0.1:9007")
        }
    }

    @Test func `a process gets its own place, our marks and nothing that is ours alone`() {
        var spec = UnitSpec(name: "a", executable: "/bin/a", port: 5_000)
        spec.environment = ["COLOUR": "blue", "ERP_STACK_UNIT": "someone-else"]
        let environment = LaunchEnvironment.make(
            for: spec,
            base: [
                "PATH": "/bin", "PORT": "8010", "NOTIFY_SOCKET": "/run/x", "ERP_STACK_RUN": "old", "WATCHDOG_USEC": "1",
                "LISTEN_FDS": "1", "LISTEN_PIDFDID": "2", "STACK": "/etc/stack.yaml", "JOURNAL_STREAM": "8:1",
            ],
            dataFolder: "/data", observerURL: "http://x/register", run: "/data/observer", generation: 7)
        #expect(
            environment == [
                "PATH": "/bin", "HOST": "127.0.0.1", "PORT": "5000", "COLOUR": "blue", "DATA_DIR": "/data",
                "OBSERVER_SERVICE_URL": "http://x/register", "ERP_STACK_RUN": "/data/observer",
                "ERP_STACK_UNIT": "a", "ERP_STACK_GENERATION": "7",
            ])
    }
}
