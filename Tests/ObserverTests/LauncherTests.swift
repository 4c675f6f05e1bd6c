import Foundation
import Glibc
@testable import Observer
import ObserverCore
import ProcessKit
import TestSupport
import Testing

/// Looks before a start, and what is found after the Observer's own death.
struct LauncherTests {
    private func launcher(_ folder: TemporaryDirectory) throws -> Launcher {
        try FileManager.default.createDirectory(atPath: folder.file("logs"), withIntermediateDirectories: true)
        return Launcher(
            logFolder: folder.file("logs"), run: folder.path, observerURL: { "http://127.0.0.1:1/register" },
            environment: ["PATH": "/usr/bin:/bin"])
    }

    /// Whether a wait for an obstacle ends within a span.
    private func clears(_ launcher: Launcher, _ obstacle: Obstacle, _ spec: UnitSpec, within seconds: Double) async
        -> Bool
    {
        let deadline = ContinuousClock.now + .seconds(seconds)
        return await launcher.awaitClearance(obstacle, of: spec) { ContinuousClock.now < deadline }
    }

    @Test func `an obstacle is gone only when the start would not meet it again`() async throws {
        let folder = try TemporaryDirectory()
        let launcher = try launcher(folder)
        var spec = UnitSpec(name: "a", executable: "/bin/true", workingDirectory: folder.file("place"))
        // Executable, but no folder.
        try "".write(toFile: spec.workingDirectory, atomically: true, encoding: .utf8)
        chmod(spec.workingDirectory, 0o755)
        #expect(await !clears(launcher, .folderUnusable(spec.workingDirectory), spec, within: 1.2))
        spec.workingDirectory = "/"
        // A writable folder, but a log that is a folder itself.
        try FileManager.default.createDirectory(
            atPath: launcher.logFile("a"), withIntermediateDirectories: true)
        #expect(await !clears(launcher, .logUnusable(launcher.logFile("a")), spec, within: 1.2))
        try FileManager.default.removeItem(atPath: launcher.logFile("a"))
        #expect(await clears(launcher, .logUnusable(launcher.logFile("a")), spec, within: 10))
    }

    @Test func `a program that may be executed at last is reason enough, one that is as it was is none`() async throws {
        let folder = try TemporaryDirectory()
        let launcher = try launcher(folder)
        let spec = UnitSpec(name: "a", executable: folder.file("program"))
        try "#!/no/such/shell\n".write(toFile: spec.executable, atomically: true, encoding: .utf8)
        chmod(spec.executable, 0o644)
        async let isGone = clears(launcher, .notExecutable(spec.executable), spec, within: 15)
        try await Task.sleep(for: .milliseconds(200))
        chmod(spec.executable, 0o755)
        #expect(await isGone)
        #expect(await !clears(launcher, .notExecutable(spec.executable), spec, within: 2), "its interpreter is missing")
    }

    @Test func `what seems gone but is not is looked at less and less often`() async throws {
        let folder = try TemporaryDirectory()
        let launcher = try launcher(folder)
        let spec = UnitSpec(name: "a", executable: "/bin/true")
        var clearances = 0
        let end = ContinuousClock.now + .seconds(6)
        while ContinuousClock.now < end {
            let isGone = await launcher.awaitClearance(.folderUnusable("/"), of: spec) { ContinuousClock.now < end }
            if isGone { clearances += 1 }
        }
        #expect((2...4).contains(clearances), "\(clearances)")
    }

    @Test func `helpers of a unit are not taken for its duplicates`() {
        func found(_ unit: String, _ generation: Int, pid: Int32) -> FoundUnit {
            FoundUnit(
                unit: unit, generation: generation,
                identity: ProcessIdentity(pid: pid, startTicks: UInt64(pid), bootID: "boot"))
        }
        var state = WatchdogState(seed: 1)
        let now = Moment(uptimeMilliseconds: 1, unixMilliseconds: 1)
        _ = state.handle(.configured(StackSpec(units: [UnitSpec(name: "a", executable: "/bin/a")])), at: now)
        let (unit, helper, older) = (found("a", 1, pid: 20), found("a", 1, pid: 30), found("a", 0, pid: 10))
        let strays = [found("b", 1, pid: 40), found("b", 1, pid: 41)]
        let leaders = [helper, unit, older] + strays
        // Not recorded yet: the first of a generation is the unit.
        #expect(Launcher.withoutHelpers(leaders, of: state.units) == [unit, older] + strays)
        _ = state.handle(.spawned(unit: "a", generation: 1, helper.identity), at: now)
        #expect(Launcher.withoutHelpers(leaders, of: state.units) == [helper, older] + strays)
        // The unit has ended meanwhile: nobody takes its place.
        #expect(Launcher.withoutHelpers([unit], of: state.units).isEmpty)
    }
}
