import Foundation
import Glibc
import Shared
import TestSupport
import Testing

/// `Finance import` at a running Finance: what it books, what it names, and how it ends.
@Suite(.serialized)
struct ImportBookingSerialTests {
    /// A Finance of its own in a folder of its own.
    private struct Books: Sendable {
        let folder: URL
        let process: ServiceProcess
        let url: String
        var http: HTTPCaller { HTTPCaller(url) }

        static func run(_ body: @Sendable (Books) async throws -> Void) async throws {
            try await withTemporaryFolder { folder in
                let environment = ["PORT": "0", "DATA_DIR": folder.path, "OBSERVER_SERVICE_URL": "none"]
                let process = ServiceProcess("Finance", environment: environment, folder: folder)
                try await process.start()
                let books = Books(folder: folder, process: process, url: try await process.waitUntilReady())
                do { try await body(books) } catch {
                    await process.end(with: SIGKILL)
                    throw error
                }
                await process.end(with: SIGKILL)
            }
        }

        func file(_ name: String, _ text: String) throws -> String {
            let file = folder.appendingPathComponent(name)
            try Data(text.utf8).write(to: file)
            return file.path
        }

        func importing(_ file: String, _ more: String...) -> ServiceProcess {
            ServiceProcess(
                "Finance", arguments: ["import", file, "--url", url] + more, environment: [:], folder: folder)
        }

        /// Imports a file; gives the exit code and what was said.
        func imported(_ file: String, _ more: String...) async throws -> (code: ServiceProcess.Ending, said: String) {
            let process = ServiceProcess(
                "Finance", arguments: ["import", file, "--url", url] + more, environment: [:], folder: folder)
            try await process.start()
            return (await process.waitForEnd(), process.output)
        }

        func balance(_ account: String) async throws -> String? {
            try await http.get(FinanceRoute.accounts + "/\(account)").json["balance"].stringValue
        }

        /// Sequence of the last booking; each one has its own.
        var bookings: Int {
            get async throws {
                let answer = try await http.get(FinanceRoute.transactions + "?limit=1")
                return Int(answer.headers["ledger-seq"] ?? "") ?? -1
            }
        }
    }

    private static func json(_ index: Int, amount: String = "1.00") -> String {
        let id = String(format: "01950000-0000-7000-8000-%012x", index)
        return
            #"{"id":"\#(id)","date":"2026-01-15","amount":"\#(amount)","debit_account":"1400","credit_account":"8400"}"#
    }

    private static let columns = "date;debit_account;credit_account;amount;description"

    @Test func `a good file is booked whole, in each format, and the ledger verifies`() async throws {
        try await Books.run { books in
            let items = (1...500).map { Self.json($0) }
            let rows = (1...500).map { "2026-01-15;1200;8400;2.00;\"Nr. \($0);\nzwei Zeilen\"" }
            let files = [
                try books.file("a.ndjson", items.joined(separator: "\n")),
                try books.file("b.json", "[" + (501...1_000).map { Self.json($0) }.joined(separator: ",\n") + "]"),
                try books.file("c.csv", Self.columns + "\n" + rows.joined(separator: "\r\n")),
            ]
            for (index, file) in files.enumerated() {
                let (code, said) = try await books.imported(file)
                #expect(code == .exited(0), "\(said)")
                let through = (index + 1) * 500
                #expect(said == "500 booked, 0 booked before, 0 refused, ledger at \(through)\n")
            }
            #expect(try await books.bookings == 1_500)
            #expect(try await books.balance("1400") == "1000.00")
            #expect(try await books.balance("1200") == "1000.00")
            #expect(try await books.balance("8400") == "-2000.00")
            let integrity = try await books.http.get(FinanceRoute.prefix + "/integrity")
            #expect(integrity.text.contains("\"ok\":true"), "\(integrity.text)")
            await books.process.end(with: SIGTERM)
            let ledger = books.folder.appendingPathComponent("finance/ledger.sqlite").path
            let verify = ServiceProcess(
                "Finance", arguments: ["verify", ledger], environment: [:], folder: books.folder)
            try await verify.start()
            #expect(await verify.waitForEnd() == .exited(0), "\(verify.output)")
            #expect(verify.output.contains("1 to 1500"))
        }
    }

    @Test func `refused rows are named with their line, the others stand, and it ends with 1`() async throws {
        try await Books.run { books in
            let rows = [
                Self.columns, "2026-01-15;1400;8400;1.00;gut", "", "2026-01-15;1400;8400;1.00;\"über\nzwei Zeilen\"",
                "2026-01-15;1400;8400;x;falsch", "2026-01-15;1400;777777;1.00;ohne Konto",
                "2026-01-15;1400;8400;1.00;5\" Rohr",
            ]
            let file = try books.file("rows.csv", rows.joined(separator: "\n"))
            let (code, said) = try await books.imported(file)
            #expect(code == .exited(1))
            #expect(said.contains("  line 6: /amount: Not an amount like 1190.00."), "\(said)")
            #expect(said.contains("  line 7: /credit_account: "), "\(said)")
            #expect(said.contains("3 booked, 0 booked before, 2 refused, ledger at 3"), "\(said)")
            #expect(try await books.balance("1400") == "3.00")
            let failures = books.folder.appendingPathComponent("failures.ndjson").path
            let again = try await books.imported(file, "--failures", failures)
            #expect(again.code == .exited(1) && !again.said.contains("line 6"))
            let kept = try String(contentsOfFile: failures, encoding: .utf8).split(separator: "\n")
            let lines = try kept.map { try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
            #expect(lines.map { $0["line"] } == [6, 7])
        }
    }

    @Test func `a file that is no batch, or only at its beginning, ends with 65 and says where`() async throws {
        try await Books.run { books in
            let columns = try await books.imported(try books.file("a.csv", "date;sum\n2026-01-15;1.00\n"))
            #expect(
                columns.code == .exited(65) && columns.said.contains("The column sum is unknown"), "\(columns.said)")
            let rows = Array(repeating: "2026-01-15;1400;8400;1.00;gut\n", count: 300_000).joined()
            let large = try await books.imported(try books.file("b.csv", "Datum;\(Self.columns)\n" + rows))
            #expect(large.code == .exited(65) && large.said.contains("column datum is unknown"), "\(large.said)")
            let array = try await books.imported(try books.file("c.json", "[\(Self.json(1)),\n\(Self.json(2))\n"))
            #expect(array.code == .exited(65) && array.said.contains("2 booked"), "\(array.said)")
            #expect(array.said.contains("broken off: line 3: After 2 transactions there is the end"), "\(array.said)")
            #expect(try await books.bookings == 2)
        }
    }

    @Test(arguments: [SIGKILL, SIGINT])
    func `an import that was broken off is started again, and nothing is booked twice`(_ signal: Int32) async throws {
        try await Books.run { books in
            let count = 60_000
            let file = try books.file("many.ndjson", (1...count).map { Self.json($0) }.joined(separator: "\n"))
            let first = books.importing(file)
            try await first.start()
            try await eventually(within: 60, "a first chunk is booked") { try await books.bookings > 0 }
            #expect(await first.end(with: signal) == (signal == SIGKILL ? .signalled(SIGKILL) : .exited(130)))
            // Who presses Ctrl-C is told what became of the file.
            #expect(first.output.contains("start the import again") == (signal == SIGINT), "\(first.output)")
            let booked = try await books.bookings
            #expect(booked < count)
            let (code, said) = try await books.imported(file)
            #expect(code == .exited(0), "\(said)")
            let words = said.split(separator: " ").compactMap { Int($0) }
            #expect(words.count >= 2 && words[0] + words[1] == count && words[1] >= booked, "\(said)")
            #expect(try await books.bookings == count)
            #expect(try await books.balance("1400") == "\(count).00")
        }
    }

    @Test func `a Finance that dies meanwhile ends the import with 69, and what was booked stands`() async throws {
        try await Books.run { books in
            let file = try books.file("many.ndjson", (1...60_000).map { Self.json($0) }.joined(separator: "\n"))
            let process = books.importing(file)
            try await process.start()
            try await eventually(within: 60, "a first chunk is booked") { try await books.bookings > 0 }
            await books.process.end(with: SIGKILL)
            #expect(await process.waitForEnd() == .exited(69))
            #expect(process.output.contains("What was booked stands"), "\(process.output)")
            try await books.process.restart()
            #expect(try await books.bookings > 0)
        }
    }

    @Test func `at a terminal a bar shows how far it is, and refused rows stand above it`() async throws {
        try await Books.run { books in
            let items = (1...20_000).map { Self.json($0, amount: $0 == 3 ? "x" : "1.00") }
            let file = try books.file("many.ndjson", items.joined(separator: "\n"))
            let said = try await self.said(atTerminal: ["import", file, "--url", books.url])
            #expect(said.contains("/s [####################] 100 %"), "\(said)")
            let shown = said.replacing("\r\n", with: "\n").split(separator: "\n")
                .map { $0.split(separator: "\u{1b}[K").last ?? "" }
            #expect(shown.contains { $0.hasPrefix("  line 3: /amount: ") }, "\(said)")
            #expect(shown.contains("19999 booked, 0 booked before, 1 refused, ledger at 19999"), "\(said)")
        }
    }

    /// Runs Finance with a terminal for its output, and gives all that it wrote there.
    private func said(atTerminal arguments: [String]) async throws -> String {
        let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (lock, number): (Int32, Int32) = (0, 0)
        // TIOCSPTLCK and TIOCGPTN: what unlockpt and ptsname do, which Swift does not see.
        guard terminal >= 0, ioctl(terminal, 0x4004_5431, &lock) == 0, ioctl(terminal, 0x8004_5430, &number) == 0 else {
            throw StackFailure("no terminal: \(String(cString: strerror(errno)))")
        }
        let side = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard side >= 0 else { throw StackFailure("no terminal: \(String(cString: strerror(errno)))") }
        let handle = FileHandle(fileDescriptor: side, closeOnDealloc: true)
        let process = Process()
        process.executableURL = BuiltProducts.program("Finance")
        process.arguments = arguments
        process.standardOutput = handle
        process.standardError = handle
        process.standardInput = FileHandle.nullDevice
        try process.run()
        try handle.close()
        // The terminal's end is told as an error once the last writer is gone.
        let reading = Task.detached {
            var bytes: [UInt8] = []
            var part = [UInt8](repeating: 0, count: 4_096)
            while true {
                let count = read(terminal, &part, part.count)
                if count <= 0 { break }
                bytes += part[..<count]
            }
            close(terminal)
            return String(decoding: bytes, as: UTF8.self)
        }
        let said = await reading.value
        process.waitUntilExit()
        return said
    }
}
