import Foundation
import Glibc
import ObserverCore
import Shared
import TestSupport
import Testing

/// No stack file, however large, broken or malicious, ends anything but its own reading.
struct StackFileLimitTests {
    private func fault(_ text: String) -> String? {
        do throws(StackFileFaults) {
            _ = try StackFile.read(text: text, fileName: "f", folder: "/tmp")
            return nil
        } catch {
            return error.lines().first
        }
    }

    private func loadFault(_ path: String) -> String? {
        do throws(StackFileFaults) {
            _ = try StackFile.load(path: path, programs: nil, variables: [:])
            return nil
        } catch {
            return error.lines().first.map { String($0.dropFirst(path.count + 1)) }
        }
    }

    @Test func `only regular files of up to 1 MiB of UTF-8 are read`() throws {
        let folder = try TemporaryDirectory()
        let file = folder.file("stack.yaml")
        func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: file)) }
        #expect(loadFault(file) == "1:1: The file cannot be read (No such file or directory).")
        #expect(loadFault(folder.path) == "1:1: This is not a regular file.")
        #expect(loadFault("/dev/zero") == "1:1: This is not a regular file.")
        #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
        #expect(loadFault(folder.file("pipe")) == "1:1: This is not a regular file.")
        let head = Array("version: 1\n#".utf8)
        try write(head + [UInt8](repeating: UInt8(ascii: "x"), count: (1 << 20) - head.count))
        #expect(loadFault(file) == nil)
        try write(head + [UInt8](repeating: UInt8(ascii: "x"), count: (1 << 20) - head.count + 1))
        #expect(loadFault(file) == "1:1: The file is larger than 1 MiB.")
        try write(Array("version: 1\n# ü".utf8) + [0xFF])
        #expect(loadFault(file) == "2:4: Here is a byte that is not UTF-8.")
        try write([])
        #expect(loadFault(file) == "1:1: The file is empty.")
    }

    @Test func `a thousand services in a chain are read fast, more are not`() throws {
        func file(_ count: Int) -> String {
            "version: 1\nservices:\n"
                + (0..<count).map {
                    "  s\($0): {command: sh, port: \($0 + 1), depends_on: [\($0 > 0 ? "s\($0 - 1)" : "")]}\n"
                }
                .joined()
        }
        let clock = ContinuousClock()
        let span = try clock.measure {
            let stack = try StackFile.read(text: file(1_000), fileName: "f", folder: "/tmp")
            #expect(stack.units.count == 1_000)
        }
        #expect(span < .seconds(5), "\(span)")
        #expect(fault(file(1_001))?.hasSuffix("More than 1,000 services.") == true)
    }

    /// Each level holds the one before ten times.
    private func bomb(_ levels: Int, _ end: String) -> String {
        let lines = (1..<levels).map { level in
            "  - &l\(level) [\((0..<10).map { _ in "*l\(level - 1)" }.joined(separator: ", "))]"
        }
        return (["version: 1", "x:", "  - &l0 [a]"] + lines + [end]).joined(separator: "\n")
    }

    @Test func `aliases of aliases cannot grow without limit, as values or as keys`() {
        #expect(fault(bomb(30, ""))?.contains("holds more than 200000 values") == true)
        for end in ["*l29 : 1", "? *l29\n: 1", "[*l29]: 1", "y: {*l29 : 1}", "y: {[*l29]: 1}", "{*l29 : 1}: 1"] {
            #expect(fault(bomb(30, end))?.hasSuffix("An alias or a list cannot be a key here.") == true, "\(end)")
        }
        let many = (0..<100).map { "  s\($0): {command: sh, environment: *e}\n" }.joined()
        let file = "version: 1\ndefaults: {environment: &e {'*x': 'a] : b? '}}\nservices:\n\(many)"
        #expect(fault(file) == nil, "stars and brackets in text are not meant")
    }

    @Test func `deep nesting and thousands of faults are borne`() {
        for open in ["[", "{a: ", "- ", "? "] {
            #expect(fault("version: 1\nx: " + String(repeating: open, count: 20_000)) != nil, "\(open)")
        }
        let unknown = (0..<5_000).map { "k\($0): 1\n" }.joined()
        do throws(StackFileFaults) {
            _ = try StackFile.read(text: "version: 1\n" + unknown, fileName: "f", folder: "/tmp")
            Issue.record("unknown keys are faults")
        } catch {
            #expect(error.faults.count == 1_000)
        }
        let twice = (0..<200).map { _ in "version: 1\n" }.joined()
        #expect(fault(twice) != nil)
    }

    private static let good = """
        # The stack
        version: 1
        limits: {starts_at_once: 5, restarts_per_minute: 20}
        defaults:
          stop_timeout: 2s
          restart: &r {budgets: [{ends: 3, within: 10s}], delays: [0s, 1s]}
        alerts:
          down_after: 1m
          mail: {host: localhost, from: a@b.c, to: [d@e.f]}
          webhooks: [{url: "http://127.0.0.1:1/x"}]
        services:
          a: {command: sh, port: 5000, depends_on: [b, {external: c}], stop_timeout: 5s}
          b:
            command: [sh, -c, "exit 0"]
            environment: {X: "${Y:-1}", Z: 'ü'}
            restart: *r
            log: {size: 5MB, files: 2}
        """

    /// One to four places of a text changed: a letter removed, put in, or a piece moved.
    private func edited(_ text: [Character], _ random: inout SeededGenerator) -> [Character] {
        let letters = Array("{}[]:,\"'$ \n\t-&*!|>%@x0\\#?~\u{0}\u{85}\u{E000}ü")
        var text = text
        for _ in 0..<Int.random(in: 1...4, using: &random) where !text.isEmpty {
            let place = Int.random(in: 0..<text.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: text.remove(at: place)
            case 1: text.removeLast(text.count - place)
            case 2:
                let piece = text[place..<min(text.count, place + Int.random(in: 1...30, using: &random))]
                text.insert(contentsOf: piece, at: Int.random(in: 0..<text.count, using: &random))
            default: text.insert(letters[Int.random(in: 0..<letters.count, using: &random)], at: place)
            }
        }
        return text
    }

    @Test func `no random edit of a good file is fatal: it is read, or every fault lies inside`() {
        #expect(fault(Self.good) == nil)
        var random = SeededGenerator(seed: 4)
        var readCount = 0
        for _ in 0..<5_000 {
            let text = String(edited(Array(Self.good), &random))
            do throws(StackFileFaults) {
                _ = try StackFile.read(text: text, fileName: "f", folder: "/tmp")
                readCount += 1
            } catch {
                let lines = max(1, text.split(omittingEmptySubsequences: false) { $0.isNewline }.count)
                #expect(!error.faults.isEmpty)
                #expect(error.faults.allSatisfy { (1...lines).contains($0.line) && $0.column >= 1 }, "\(text)")
                #expect(error.faults.allSatisfy { !$0.text.de.isEmpty && !$0.text.en.contains("\n") }, "\(text)")
            }
        }
        #expect((50..<4_500).contains(readCount), "\(readCount)")
    }
}
