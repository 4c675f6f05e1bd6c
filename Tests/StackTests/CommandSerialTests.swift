import Foundation
import Glibc
import TestSupport
import Testing

/// Each program as a person at a terminal meets it.
@Suite(.serialized)
struct CommandSerialTests {
    static let programs = ["Observer", "Finance", "Beleg", "MinimalServer"]

    private func environment(_ folder: URL) -> [String: String] {
        ["PORT": "0", "DATA_DIR": folder.path, "OBSERVER_SERVICE_URL": "none"]
    }

    @Test(arguments: programs) func `help and version end with 0`(program: String) async throws {
        try await withTemporaryFolder { folder in
            for option in ["--help", "--version"] {
                let process = ServiceProcess(
                    program, arguments: [option], environment: environment(folder), folder: folder)
                try await process.start()
                #expect(await process.waitForEnd() == .exited(0))
                #expect(process.output.contains(option == "--help" ? "--data-dir" : "."))
            }
        }
    }

    @Test(arguments: programs) func `works alone, and both signals end it with 0`(program: String) async throws {
        try await withTemporaryFolder { folder in
            let process = ServiceProcess(program, environment: environment(folder), folder: folder)
            try await process.start()
            let url = try await process.waitUntilReady()
            #expect(try await HTTPCaller(url).get("/health").status == 200)
            #expect(await process.end(with: SIGTERM) == .exited(0))
            try await process.restart()
            #expect(await process.end(with: SIGINT) == .exited(0))
            #expect(process.output.contains("\(program) stopped"))
        }
    }

    @Test(arguments: programs) func `a taken port is one line that names the holder`(program: String) async throws {
        try await withTemporaryFolder { folder in
            let first = ServiceProcess(program, environment: environment(folder), folder: folder)
            try await first.start()
            let url = try await first.waitUntilReady()
            let port = try #require(url.split(separator: ":").last)
            let second = ServiceProcess(
                program, arguments: ["--port", String(port)], environment: environment(folder), folder: folder)
            try await second.start()
            #expect(await second.waitForEnd() == .exited(69))
            let lines = second.output.split(separator: "\n")
            #expect(lines.count == 1, "\(second.output)")
            #expect(second.output.contains("pid \(await first.pid)") && second.output.contains(program))
            await first.end(with: SIGKILL)
        }
    }

    @Test(arguments: programs) func `a data folder in use is refused`(program: String) async throws {
        try await withTemporaryFolder { folder in
            let first = ServiceProcess(program, environment: environment(folder), folder: folder)
            try await first.start()
            try await first.waitUntilReady()
            let second = ServiceProcess(program, environment: environment(folder), folder: folder)
            try await second.start()
            #expect(await second.waitForEnd() == .exited(69))
            #expect(second.output.contains("in use by process \(await first.pid)"))
            await first.end(with: SIGKILL)
        }
    }

    @Test func `unusable settings are all named`() async throws {
        try await withTemporaryFolder { folder in
            let process = ServiceProcess(
                "MinimalServer", arguments: ["--port", "99999", "--log-level", "loud"],
                environment: ["DATA_DIR": folder.path, "OBSERVER_SERVICE_URL": "ftp://x"], folder: folder)
            try await process.start()
            #expect(await process.waitForEnd() == .exited(78))
            for word in ["port", "log-level", "observer-service-url"] { #expect(process.output.contains(word)) }
        }
    }
}
