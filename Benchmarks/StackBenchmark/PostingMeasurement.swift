import NIOPosix

/// Durable postings and the same server without a database, taking turns.
struct PostingMeasurement {
    let finance: MeasuredProcess
    let bare: MeasuredProcess
    let group: MultiThreadedEventLoopGroup
    let connections: Int
    let seconds: Double
    let rounds: Int

    /// One outcome, and one cost, for each round.
    struct Results {
        var durable: [LoadGenerator.Outcome] = []
        var bare: [LoadGenerator.Outcome] = []
        /// Microseconds of processor time that the server took for one answer; noise of the machine hardly shows in it.
        var durableCost: [Double] = []
        var bareCost: [Double] = []

        /// Of each round, the one to the other.
        var ratios: [Double] { zip(durable, bare).map { $0.perSecond / $1.perSecond } }
    }

    func run() async throws -> Results {
        for process in [finance, bare] { _ = try await load(process, 1) }
        var results = Results()
        for _ in 0..<rounds {
            let before = (finance.cpuSeconds, bare.cpuSeconds)
            let durable = try await load(finance, seconds)
            let answered = try await load(bare, seconds)
            results.durable.append(durable)
            results.bare.append(answered)
            results.durableCost.append((finance.cpuSeconds - before.0) * 1e6 / Double(max(durable.answers, 1)))
            results.bareCost.append((bare.cpuSeconds - before.1) * 1e6 / Double(max(answered.answers, 1)))
        }
        return results
    }

    private func load(_ process: MeasuredProcess, _ seconds: Double) async throws -> LoadGenerator.Outcome {
        try await LoadGenerator(port: process.port, connections: connections, seconds: seconds)
            .run(Self.posting, expecting: "201", on: group)
    }

    /// One booking with two lines, as both servers get it.
    private static let posting: String = {
        let body =
            #"{"date":"2026-01-15","description":"Office chair","lines":[{"account":"1400","debit":"1190.00"},"#
            + #"{"account":"8400","credit":"1190.00"}]}"#
        return "POST /api/v1/finanzen/transactions HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }()
}
