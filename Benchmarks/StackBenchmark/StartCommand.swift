import ArgumentParser
import Foundation
import ServiceKit

/// Start to ready and memory at rest of the four programs.
struct StartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Start to ready, and memory at rest, of each program.")

    @Option(help: "Starts of each program; the median counts.")
    var rounds = 5
    @Option(help: "Seconds at rest before memory is read.")
    var rest = 3.0

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a folder left behind harms nothing
        Terminal.say("program          start to ready (first start with an empty folder)   resident at rest")
        for program in ["Observer", "Finance", "Beleg", "MinimalServer"] {
            var ready: [Double] = []
            var memory: [Double] = []
            for round in 0..<rounds {
                let process = try await MeasuredProcess(program: program, arguments: [], folder: folder)
                ready.append(process.readyMilliseconds)
                if round == rounds - 1 { try await Task.sleep(for: .seconds(rest)) }
                memory.append(process.residentMebibytes)
                process.stop()
            }
            let name = program.padding(toLength: 16, withPad: " ", startingAt: 0)
            let milliseconds = Int(ready.median.rounded())
            let mebibytes = (memory[rounds - 1] * 10).rounded() / 10
            Terminal.say("\(name) \(milliseconds) ms\(String(repeating: " ", count: 45))\(mebibytes) MiB")
        }
    }
}
