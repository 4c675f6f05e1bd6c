import Foundation
import Glibc
import ObserverCore
import Shared
import TestSupport
import Testing

/// What is wrong with a stack file is told with its place, all at once, in both languages.
struct StackFileFaultTests {
    private static let head = "version: 1\nservices:\n"

    /// The faults of a file as `line:column: sentence`.
    private static func faults(_ text: String, _ language: Language = .english) -> [String] {
        do throws(StackFileFaults) {
            _ = try StackFile.read(
                text: text, fileName: "f", folder: "/usr", variables: ["PATH": "/usr/bin:/bin", "NAUGHT": ""])
            return []
        } catch {
            return error.lines(language).map { String($0.dropFirst(2)) }
        }
    }

    /// Whole files.
    static let files: [(text: String, faults: [String])] = [
        ("", ["1:1: The file is empty."]),
        ("# nothing", ["1:1: The file is empty."]),
        ("services: {}", ["1:1: \"version: 1\" is missing."]),
        ("[]", ["1:1: the stack file must be a mapping.", "1:1: \"version: 1\" is missing."]),
        ("version: 2", ["1:10: version: \"2\" is not a whole number from 1 to 1."]),
        ("version:", ["1:9: version is empty."]),
        ("version: 1\nservces: {}", ["2:1: \"servces\" is unknown in the stack file. Did you mean \"services\"?"]),
        ("version: 1\nweather: {}", ["2:1: \"weather\" is unknown in the stack file."]),
        ("version: 1\nservices: []", ["2:11: services must be a mapping."]),
        ("version: 1\nversion: 1", ["2:1: \"version\" is there twice."]),
        (
            "version: 1\n'version': 1\nversion: 1",
            ["2:1: \"version\" is there twice.", "3:1: \"version\" is there twice."]
        ),
        (
            "version: 1\nlimits: {starts_at_once: 0}",
            ["2:26: starts_at_once: \"0\" is not a whole number from 1 to 1000."]
        ),
        ("version: 1\n\tx: 1", ["2:1: Not valid YAML: found a tab character that violates indentation."]),
        ("version: 1\nservices: [", ["2:12: Not valid YAML: did not find expected node content."]),
        ("version: 1\n---\nversion: 1", ["2:1: Not valid YAML: but found another document."]),
        ("version: 1\nservices: *none", ["2:11: Not valid YAML: found undefined alias."]),
        ("version: 1\ndefaults: {port: 1}", ["2:12: \"port\" is unknown in defaults."]),
    ]

    /// The one service `a`, whose members begin at 3:7.
    static let members: [(text: String, faults: [String])] = [
        ("port: 1", ["3:3: a: \"command\" is missing."]),
        (
            "comand: sh",
            ["3:3: a: \"command\" is missing.", "3:7: \"comand\" is unknown in service a. Did you mean \"command\"?"]
        ),
        ("command: sh, command: sh", ["3:20: \"command\" is there twice."]),
        ("command: ''", ["3:16: command is empty."]),
        ("command: []", ["3:16: command is empty."]),
        ("command: {}", ["3:16: command must be text or a list."]),
        ("command: [sh, [x]]", ["3:21: command must be text."]),
        ("command: \"sh 'x\"", ["3:16: command: A quote is not closed."]),
        ("command: no-such-program", ["3:16: There is no program \"no-such-program\"."]),
        ("command: ./share", ["3:16: /usr/share cannot be executed."]),
        ("command: [sh, \"a\\0b\"]", ["3:21: command must not hold a NUL character."]),
        ("command: $HOME/x", ["3:16: A lone $: write $$ for a dollar sign, ${NAME} for a variable."]),
        (
            "command: '${NOBODY}'",
            ["3:16: The environment variable NOBODY is empty or not set; a default would be ${NOBODY:-default}."]
        ),
        (
            "command: '${NAUGHT}'",
            ["3:16: The environment variable NAUGHT is empty or not set; a default would be ${NAUGHT:-default}."]
        ),
        (
            "command: '${A-b}'",
            ["3:16: \"${A-b}\" is no variable: write ${NAME} or ${NAME:-default}, without a $ inside."]
        ),
        (
            "command: '${A:-${B}}'",
            ["3:16: \"${A:-${B}\" is no variable: write ${NAME} or ${NAME:-default}, without a $ inside."]
        ),
        ("command: sh, arguments: x", ["3:31: arguments must be a list."]),
        ("command: sh, port: 99999", ["3:26: port: \"99999\" is not a whole number from 1 to 65535."]),
        ("command: sh, port: 80.5", ["3:26: port: \"80.5\" is not a whole number from 1 to 65535."]),
        ("command: sh, port: [1]", ["3:26: port must be text."]),
        ("command: sh, host: 'a b'", ["3:26: host: \"a b\" is neither an address nor a host name."]),
        (
            "command: sh, service_name: 'a b'",
            ["3:34: A service registers with at most 200 printable ASCII characters without blanks."]
        ),
        ("command: sh, working_directory: /no/such", ["3:39: There is no folder /no/such."]),
        ("command: sh, working_directory: bin/sh", ["3:39: There is no folder /usr/bin/sh."]),
        ("command: sh, health: {ready: x}", ["3:36: ready: \"x\" is no path that begins with /."]),
        ("command: sh, health: {live: '/a b'}", ["3:35: live: \"/a b\" is no path that begins with /."]),
        ("command: sh, environment: {X: [1]}", ["3:37: environment X must be text."]),
        ("command: sh, environment: {'A=B': 1}", ["3:34: \"A=B\" cannot be an environment variable."]),
        ("command: sh, environment: {X: 1, X: 2}", ["3:40: \"X\" is there twice."]),
        (
            "command: sh, environment: {ERP_STACK_UNIT: b}",
            ["3:34: ERP_STACK_UNIT is set by the Observer itself, which knows its services by it."]
        ),
        ("command: sh, start: never", ["3:27: start: \"never\" is none of with-stack, by-operator."]),
        (
            "command: sh, stop_timeout: soon",
            ["3:34: stop_timeout: \"soon\" is not a duration such as 500ms, 30s, 5m or 1h."]
        ),
        (
            "command: sh, stop_timeout: -1s",
            ["3:34: stop_timeout: \"-1s\" is not a duration such as 500ms, 30s, 5m or 1h."]
        ),
        (
            "command: sh, stop_timeout: 5 s",
            ["3:34: stop_timeout: \"5 s\" is not a duration such as 500ms, 30s, 5m or 1h."]
        ),
        ("command: sh, stop_timeout: 999h", ["3:34: stop_timeout: \"999h\" is not between 0s and 168h."]),
        ("command: sh, start_timeout: 0", ["3:35: start_timeout: \"0\" is not between 100ms and 24h."]),
        ("command: sh, log: {size: big}", ["3:32: size: \"big\" is not a size such as 500kB or 10MB (1kB to 1000GB)."]),
        ("command: sh, log: {files: 101}", ["3:33: files: \"101\" is not a whole number from 0 to 100."]),
        ("command: sh, restart: {mode: maybe}", ["3:36: mode: \"maybe\" is none of always, on-failure, never."]),
        ("command: sh, restart: {delays: []}", ["3:38: delays is empty; [0s] starts at once."]),
        ("command: sh, restart: {budgets: [{ends: 1}]}", ["3:40: A budget needs ends and within."]),
        (
            "command: sh, restart: {budgets: [{ends: x, within: y}]}",
            [
                "3:47: ends: \"x\" is not a whole number from 1 to 1000000.",
                "3:58: within: \"y\" is not a duration such as 500ms, 30s, 5m or 1h.",
            ]
        ),
        ("command: sh, restart: {on_hang: 2}", ["3:39: on_hang: \"2\" is neither true nor false."]),
        (
            "command: sh, restart: {quarantine_retry: 1ms}",
            ["3:48: quarantine_retry: \"1ms\" is not between 1s and 168h."]
        ),
        ("command: sh, depends_on: b", ["3:32: depends_on must be a list."]),
        ("command: sh, depends_on: [a]", ["3:33: a needs itself."]),
        (
            "command: sh, depends_on: [zzz]",
            ["3:33: There is no service \"zzz\" in this file. For one that registers on its own: {external: zzz}."]
        ),
        ("command: sh, depends_on: [{external: x}, {external: x}]", ["3:48: depends_on names \"x\" twice."]),
        (
            "command: sh, depends_on: [{external: a}]",
            ["3:33: a needs itself."]
        ),
        ("command: sh, depends_on: [{}]", ["3:33: depends_on: \"external\" is missing."]),
    ]

    static let alerts: [(text: String, faults: [String])] = [
        (
            "webhooks: [{url: 'ftp://x'}]",
            ["2:27: url must begin with http:// or https:// and must not hold credentials."]
        ),
        (
            "webhooks: [{url: 'http://u:p@x'}]",
            ["2:27: url must begin with http:// or https:// and must not hold credentials."]
        ),
        (
            "webhooks: [{url: 'http://a b'}]",
            ["2:27: url must begin with http:// or https:// and must not hold credentials."]
        ),
        (
            "webhooks: [{url: 'http://x:70000'}]",
            ["2:27: url must begin with http:// or https:// and must not hold credentials."]
        ),
        ("webhooks: [{}]", ["2:21: \"url\" is missing."]),
        (
            "webhooks: [{url: 'http://x', secret: abc}]",
            ["2:47: secret does not belong here but in a file of its own: secret_file."]
        ),
        ("webhooks: [{url: 'http://x', secret_file: /no/such}]", ["2:52: There is no file /no/such."]),
        (
            "webhooks: [{url: 'http://x', secret_file: /etc/passwd}]",
            ["2:52: /etc/passwd must be accessible to its owner only (chmod 600)."]
        ),
        ("mail: {host: x, from: 'a b', to: [c@d]}", ["2:32: \"a b\" is no mail address."]),
        ("mail: {host: x, from: a@b, to: [c]}", ["2:42: \"c\" is no mail address."]),
        ("mail: {host: x, from: a@b, to: []}", ["2:41: mail needs at least one recipient in to."]),
        (
            "mail: {}",
            [
                "2:16: mail needs at least one recipient in to.", "2:16: \"from\" is missing.",
                "2:16: \"host\" is missing.",
            ]
        ),
        (
            "mail: {host: x, from: a@b, to: [c@d], password: p}",
            ["2:58: password does not belong here but in a file of its own: password_file."]
        ),
        ("mail: {host: x, from: a@b, to: [c@d], user: u}", ["2:54: user needs password_file beside it."]),
        ("dead_man_ping: {url: 'http://x', every: 1ms}", ["2:50: every: \"1ms\" is not between 1s and 168h."]),
        ("reminder: 0", ["2:20: reminder: \"0\" is not between 1s and 168h."]),
        ("reminder: 2m, longest_reminder: 1m", ["2:42: longest_reminder is shorter than reminder."]),
    ]

    @Test(arguments: files) func `a fault of the file is named with its place`(text: String, faults: [String]) {
        #expect(Self.faults(text) == faults)
    }

    @Test(arguments: members) func `a fault of a service is named with its place`(text: String, faults: [String]) {
        #expect(Self.faults("\(Self.head)  a: {\(text)}") == faults)
    }

    @Test(arguments: alerts) func `a fault of the alerts is named with its place`(text: String, faults: [String]) {
        #expect(Self.faults("version: 1\nalerts: {\(text)}") == faults)
    }

    @Test func `names are short and plain`() {
        for name in ["A", "a_b", "a b", "ä", "''", String(repeating: "a", count: 64)] {
            #expect(Self.faults("\(Self.head)  \(name): {command: sh}").first?.hasPrefix("3:3: ") == true, "\(name)")
        }
        #expect(Self.faults("\(Self.head)  \(String(repeating: "a", count: 63)): {command: sh}").isEmpty)
    }

    @Test func `a service that registers under the name of another is refused`() {
        let services = "  a: {command: sh, service_name: b}\n  b: {command: sh, service_name: c}\n"
        #expect(
            Self.faults("\(Self.head)\(services)  d: {command: sh, service_name: c}") == [
                "3:34: a registers as \"b\", which is the name of another service of this file."
            ])
    }

    @Test func `two services on one port are a fault, unless on different addresses`() {
        func both(_ first: String, _ second: String) -> [String] {
            let hosts = [("a", first), ("b", second)].map { "  \($0): {command: sh, host: '\($1)', port: 5}\n" }
            return Self.faults(Self.head + hosts.joined())
        }
        let fault = ["4:45: b and a both want port 5."]
        #expect(both("127.0.0.1", "127.0.0.1") == fault && both("127.0.0.1", "localhost").count == 1)
        #expect(both("0.0.0.0", "127.0.0.1").count == 1 && both("127.0.0.1", "::").count == 1)
        #expect(both("127.0.0.1", "127.0.0.2").isEmpty)
    }

    @Test func `a service of the file is needed by its name alone, and a misspelt one is guessed`() {
        let text =
            "\(Self.head)  finance: {command: sh}\n  b: {command: sh, depends_on: [{external: finance}, finanze]}"
        #expect(
            Self.faults(text) == [
                "4:33: \"finance\" is a service of this file: write it without external.",
                "4:54: There is no service \"finanze\" in this file; did you mean \"finance\"? "
                    + "For one that registers on its own: {external: finanze}.",
            ])
    }

    @Test func `each circle is named once, at the step that closes it`() {
        let services = "  a: {command: sh, depends_on: [b, c]}\n  b: {command: sh, depends_on: [c]}\n"
        #expect(Self.faults("\(Self.head)\(services)  c: {command: sh}").isEmpty)
        #expect(
            Self.faults("\(Self.head)\(services)  c: {command: sh, depends_on: [a]}")
                == ["5:33: A circle in depends_on: a → b → c → a."])
    }

    @Test func `all faults are told at once, in the order of the file, in both languages`() {
        let text = "\(Self.head)  a: {command: sh, port: 0, start: never}\n  a: {comand: sh}\nversion: 1\nalert: {}"
        #expect(
            Self.faults(text) == [
                "3:26: port: \"0\" is not a whole number from 1 to 65535.",
                "3:36: start: \"never\" is none of with-stack, by-operator.",
                "4:3: \"a\" is there twice.", "4:3: a: \"command\" is missing.",
                "4:7: \"comand\" is unknown in service a. Did you mean \"command\"?",
                "5:1: \"version\" is there twice.",
                "6:1: \"alert\" is unknown in the stack file. Did you mean \"alerts\"?",
            ])
        let german = Self.faults(text, .german)
        #expect(german.count == 7 && german[4] == "4:7: Dienst a: „comand“ ist unbekannt. Gemeint ist wohl „command“.")
    }

    @Test func `a secret that the start would refuse is a fault of the file, and is not shown`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("secret")
        func faults(_ secret: String, _ line: String) throws -> [String] {
            try secret.write(toFile: path, atomically: true, encoding: .utf8)
            chmod(path, 0o600)
            return Self.faults("version: 1\nalerts:\n  \(line)")
        }
        let webhook = "webhooks: [{url: 'http://x', secret_file: \(path)}]"
        for secret in ["abcde", "  fifteen-letters\n"] {
            let told = try faults(secret, webhook)
            let fault = told.first ?? ""
            #expect(told.count == 1 && fault.hasPrefix("3:45: The secret in /"), "\(told)")
            #expect(fault.hasSuffix(" is shorter than 16 bytes.") && !fault.contains("abcde"), "\(told)")
        }
        #expect(try faults("sixteen-letters!\n", webhook).isEmpty)
        let mail = "mail: {host: x, from: a@b, to: [c@d], user: u, password_file: \(path)}"
        let told = try faults(" \n", mail)
        #expect(
            told.count == 1 && told.first?.hasPrefix("3:65: /") == true && told.first?.hasSuffix(" is empty.") == true,
            "\(told)")
        #expect(try faults("p", mail).isEmpty)
    }

    @Test func `what a fault shows of the file is short and on one line, and no secret`() {
        let long = Self.faults("version: 1\n\(String(repeating: "x", count: 500)): 1")
        #expect(long.count == 1 && long[0].count < 120)
        #expect(Self.faults("version: 1\n\"a\\nb\": 1") == ["2:1: \"a b\" is unknown in the stack file."])
        let secret = Self.faults("version: 1\nalerts: {webhooks: [{url: 'http://u:hunter2@x', secret: hunter2}]}")
        #expect(secret.count == 2 && !secret.joined().contains("hunter2"))
    }
}
