import Foundation
import TestSupport
import Testing

/// The unit file under `deploy/systemd`, judged by systemd's own tool.
@Suite(.serialized)
struct SystemdUnitSerialTests {
    private static let tool = "/usr/bin/systemd-analyze"
    private static let isPresent = FileManager.default.isExecutableFile(atPath: tool)

    private func analyze(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.tool)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }

    @Test(.enabled(if: isPresent, "systemd-analyze is not installed on this machine"))
    func `the unit is valid and well hardened`() async throws {
        try await withTemporaryFolder { folder in
            let original = try String(
                contentsOf: BuiltProducts.packageRoot.appendingPathComponent("deploy/systemd/erp-observer.service"),
                encoding: .utf8)
            // The program of the unit is not installed here; anything that exists will do for the check.
            let text = original.replacing(/ExecStart=\S+/, with: "ExecStart=/bin/true")
            let unit = folder.appendingPathComponent("erp-observer.service")
            try text.write(to: unit, atomically: true, encoding: .utf8)
            let verified = try analyze(["verify", unit.path])
            #expect(verified.status == 0 && !verified.output.contains("erp-observer.service:"), "\(verified.output)")
            let judged = try analyze(["security", "--offline=true", "--threshold=30", unit.path])
            #expect(judged.status == 0, "\(judged.output.suffix(200))")
        }
    }

    @Test func `services outlive the Observer, their memory and the temporary files of both`() throws {
        let file = BuiltProducts.packageRoot.appendingPathComponent("deploy/systemd/erp-observer.service")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        for setting in [
            "Type=notify", "NotifyAccess=main", "KillMode=process", "Restart=always", "OOMPolicy=continue",
            // Not the private /tmp, which is emptied under the survivors when the Observer is started again.
            "StateDirectory=erp-stack erp-stack/tmp", "Environment=TMPDIR=/var/lib/erp-stack/tmp",
        ] { #expect(lines.contains(setting), "\(setting)") }
        #expect(lines.contains { $0.hasPrefix("WatchdogSec=") } && lines.contains { $0.hasPrefix("TimeoutAbortSec=") })
        // The first takes shared memory from survivors, the second hides the tables of /proc/net.
        #expect(!lines.contains("RemoveIPC=yes") && !lines.contains("ProcSubset=pid"))
    }
}
