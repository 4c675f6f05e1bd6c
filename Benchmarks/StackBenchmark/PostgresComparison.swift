import Foundation
import ServiceKit

/// The same booking into PostgreSQL, through pgbench: a throw-away cluster with the server's own defaults, so that every
/// commit is on disk before it is answered.
///
/// The script is what a well-made application would send: one transaction, one header and two lines in one statement.
struct PostgresComparison {
    private static let schema = """
        CREATE TABLE header(seq bigserial PRIMARY KEY, id uuid NOT NULL UNIQUE, date date NOT NULL, text text NOT NULL,
            recorded_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE line(seq bigint NOT NULL REFERENCES header(seq), n int NOT NULL, account int NOT NULL,
            date date NOT NULL, debit bigint NOT NULL, credit bigint NOT NULL, PRIMARY KEY (seq, n));
        CREATE INDEX line_sheet ON line(account, date, seq);
        """
    private static let script = """
        \\set amount random(1, 100000)
        WITH h AS (
            INSERT INTO header(id, date, text) VALUES (gen_random_uuid(), '2026-01-15', 'Office chair') RETURNING seq)
        INSERT INTO line(seq, n, account, date, debit, credit)
        SELECT seq, 0, 1400, date '2026-01-15', :amount, 0 FROM h
        UNION ALL SELECT seq, 1, 8400, date '2026-01-15', 0, :amount FROM h;
        """

    private let programs: String
    private let folder: String

    /// nil where no PostgreSQL server is installed.
    init?() {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []  // none installed
        let found = versions.compactMap(Int.init).max().map { "\(root)/\($0)/bin" }
        guard let found, FileManager.default.isExecutableFile(atPath: found + "/initdb") else { return nil }
        programs = found
        folder = NSTemporaryDirectory() + "bench-postgres-\(ProcessInfo.processInfo.processIdentifier)"
    }

    /// Transactions per second.
    func run(clients: Int, seconds: Int) throws -> Double {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }  // a folder left behind harms nothing
        try Self.schema.write(toFile: folder + "/schema.sql", atomically: true, encoding: .utf8)
        try Self.script.write(toFile: folder + "/script.sql", atomically: true, encoding: .utf8)
        if getuid() == 0 { try shell("chown -R postgres \(folder)", asServer: false) }
        try shell("\(programs)/initdb -A trust -U bench -D \(folder)/data")
        let server = try startServer()
        defer {
            _ = try? shell("\(programs)/pg_ctl -D \(folder)/data -m immediate -w stop")  // then it is gone already
            server.waitUntilExit()
        }
        try shell(
            "for i in $(seq 100); do pg_isready -q -h \(folder) && exit 0; sleep 0.1; done; exit 1", asServer: false)
        try shell("psql -q -h \(folder) -U bench -d postgres -f \(folder)/schema.sql")
        let output = try shell(
            "timeout \(seconds + 30) pgbench -n -h \(folder) -U bench -d postgres -f \(folder)/script.sql "
                + "-c \(clients) -j 2 -T \(seconds) -M prepared")
        let line = output.split(separator: "\n").first { $0.hasPrefix("tps = ") } ?? ""
        return Double(line.split(separator: " ").dropFirst(2).first ?? "") ?? 0
    }

    /// A child of ours, not a daemon: a daemon would inherit what `Process` waits for, and hold it for ever.
    private func startServer() throws -> Process {
        let server = Process()
        server.executableURL = URL(fileURLWithPath: "/bin/sh")
        let options = "-c listen_addresses= -c unix_socket_directories=\(folder) -c max_connections=300"
        let command = "\(programs)/postgres -D \(folder)/data \(options) > /dev/null 2>&1"
        server.arguments = ["-c", getuid() == 0 ? "exec runuser -u postgres -- \(command)" : "exec \(command)"]
        server.currentDirectoryURL = URL(fileURLWithPath: "/")
        try server.run()
        return server
    }

    /// PostgreSQL refuses to run as root; then its own user does it.
    @discardableResult private func shell(_ command: String, asServer: Bool = true) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        let isRoot = getuid() == 0 && asServer
        process.arguments = ["-c", isRoot ? "runuser -u postgres -- \(command) 2>&1" : "\(command) 2>&1"]
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let answer = String(decoding: text, as: UTF8.self)
        guard process.terminationStatus == 0 else { throw StartupError.unavailable("\(command): \(answer)") }
        return answer
    }
}
