import Foundation
import Glibc
import Shared
import TestSupport
import Testing

/// The history over the Observer's death and over a full disk.
@Suite(.serialized)
struct HistorySerialTests {
    /// Samples of all metrics per second, as the API shows them.
    private func samples(_ stack: SupervisedStack, from: Int) async throws -> [String: Int] {
        let id = "a_localhost_\(stack.ports["a"] ?? 0)"
        let answer = try await stack.caller.get(
            "/services/\(id)/history?metric=probe_latency,availability,memory&step=1&from=\(from)")
        var counts: [String: Int] = [:]
        for (metric, body) in answer.json["metrics"].objectValue ?? [:] {
            for point in body["points"].elements {
                counts["\(metric) \(point["at"].stringValue ?? "")"] = point["count"].intValue.map { Int($0) }
            }
        }
        return counts
    }

    private func text(_ second: Int) -> String {
        Date(timeIntervalSince1970: Double(second)).formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    @Test
    func `a death without warning keeps every second that had been written, and nothing twice`() async throws {
        try await SupervisedStack.run([.init(name: "a")], head: SupervisedStack.generous) { stack in
            try await stack.untilReady("a")
            let begin = Int(Date().timeIntervalSince1970)
            var known: [String: Int] = [:]
            for _ in 0..<3 {
                try await Task.sleep(for: .milliseconds(Int.random(in: 3_500...4_500)))
                let seen = try await samples(stack, from: begin)
                let death = Int(Date().timeIntervalSince1970)
                await stack.observer.end(with: SIGKILL)
                // A second is written when it has ended: what ended two seconds ago must be there.
                let limit = text(death - 1)
                known = seen.filter { $0.key.split(separator: " ").last.map { $0 < limit } ?? false }
                try await stack.observer.restart()
                let after = try await samples(stack, from: begin)
                for (sample, count) in known { #expect(after[sample] == count, "\(sample)") }
            }
            #expect(known.count > 6)
        }
    }

    @Test(.enabled(if: SmallDisk.isAvailable, "only root can mount a small file system"))
    func `a full disk is told, supervision goes on, and the figures of that time are written later`()
        async throws
    {
        let disk = try SmallDisk()
        try await SupervisedStack.run(
            [.init(name: "a")], head: SupervisedStack.generous, environment: ["DATA_DIR": disk.path]
        ) { stack in
            try await stack.untilReady("a")
            try disk.fill(leaving: 0)
            let begin = Int(Date().timeIntervalSince1970)
            try await eventually(within: 30, "the history tells it: \(stack.observer.output)") {
                try await storage(stack) == "warn"
            }
            try await Task.sleep(for: .seconds(4))
            let pid = try await stack.pid("a")
            kill(pid, SIGKILL)
            // Without room for what it writes a service is not started, until there is some.
            try await eventually("the death is noticed") {
                try await stack.unit("a")["why_code"].stringValue == "disk-full"
            }
            try await Task.sleep(for: .seconds(1))
            let full = Int(Date().timeIntervalSince1970)
            #expect(try await stack.caller.get("/health/live").status == 200)
            #expect(try await stack.caller.get("/health").json["status"].stringValue == "unhealthy")
            try disk.clear()
            try await stack.untilReplaced("a", pid)
            try await eventually(within: 30, "the history is written again") { try await storage(stack) == "pass" }
            try await Task.sleep(for: .milliseconds(1_500))
            let before = try await samples(stack, from: begin)
            await stack.observer.end(with: SIGKILL)
            try await stack.observer.restart()
            let after = try await samples(stack, from: begin)
            let limit = text(full)
            let known = before.filter { $0.key.split(separator: " ").last.map { $0 < limit } ?? false }
            #expect(known.count > 4)
            for (sample, count) in known { #expect(after[sample] == count, "\(sample)") }
        }
        withExtendedLifetime(disk) {}
    }

    private func storage(_ stack: SupervisedStack) async throws -> String {
        let checks = try await stack.caller.get("/health").json["checks"]
        return checks["history:storage"].elements.first?["status"].stringValue ?? ""
    }
}
