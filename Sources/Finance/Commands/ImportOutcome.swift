import Foundation
import ServiceKit

/// What the lines of a batch's answer have said.
struct ImportOutcome {
    private static let shown = 20
    /// Codes of what is not the file's fault.
    private static let unavailable: Set<String> = ["queue-full", "closing", "storage", "internal-error"]

    private let failures: String?
    private let say: @Sendable (String) -> Void
    /// Why the whole file was refused.
    var problem: String?
    /// Whether it was refused, or broken off, for a reason that lies with the service.
    var isUnavailable = false
    /// Why it was broken off.
    private(set) var obstacle: String?
    private(set) var posted: Int64 = 0
    private(set) var replayed: Int64 = 0
    private(set) var refused: Int64 = 0
    private(set) var sequence: Int64 = 0
    /// Whether the last line has come.
    private(set) var isWhole = false
    private var named = 0

    /// - Parameters:
    ///   - failures: file that takes the verdicts of what was refused; nil shows the first of them.
    ///   - say: shows a line to the person at the terminal.
    init(failures: String?, say: @escaping @Sendable (String) -> Void) {
        self.failures = failures
        self.say = say
    }

    mutating func read(_ text: String) throws {
        let line = try JSONDecoder().decode(BatchAnswerLine.self, from: Data(text.utf8))
        guard let tally = line.progress ?? line.done ?? line.brokenOff else { return try note(line, text) }
        (posted, replayed, refused) = (tally.posted, tally.replayed, tally.refused)
        sequence = tally.ledgerSequence
        isWhole = line.done != nil
        guard line.brokenOff != nil else { return }
        obstacle = tally.refusal.sentence
        isUnavailable = Self.unavailable.contains(tally.refusal.code ?? "")
    }

    private mutating func note(_ line: BatchAnswerLine, _ text: String) throws {
        named += 1
        if let failures, let handle = FileHandle(forWritingAtPath: failures) {
            try handle.seekToEnd()
            try handle.write(contentsOf: Data((text + "\n").utf8))
            try handle.close()
        } else if named <= Self.shown {
            say("  \(line.refusal?.sentence ?? text)")
        }
    }
}

/// A line of the answer: a verdict, or the tally that ends a chunk or the batch.
private struct BatchAnswerLine: Decodable {
    struct Tally: Decodable {
        let posted: Int64
        let replayed: Int64
        let refused: Int64
        let ledgerSequence: Int64
        let refusal: Refusal

        private enum CodingKeys: String, CodingKey {
            case posted, replayed, refused
            case ledgerSequence = "ledger_seq"
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            posted = try values.decode(Int64.self, forKey: .posted)
            replayed = try values.decode(Int64.self, forKey: .replayed)
            refused = try values.decode(Int64.self, forKey: .refused)
            ledgerSequence = try values.decode(Int64.self, forKey: .ledgerSequence)
            refusal = try Refusal(from: decoder)
        }
    }

    /// Why something was refused, and where it stands.
    struct Refusal: Decodable {
        struct Fault: Decodable {
            let pointer: String
            let detail: String
        }

        let line: Int?
        let code: String?
        let detail: String?
        let errors: [Fault]?

        /// For people: `line 7: /amount: Not an amount like 1190.00.`
        var sentence: String {
            let place = line.map { "line \($0): " } ?? ""
            let faults = (errors ?? []).map { ($0.pointer.isEmpty ? "" : $0.pointer + ": ") + $0.detail }
            return place + (faults.isEmpty ? detail ?? code ?? "no reason given" : faults.joined(separator: " "))
        }
    }

    let progress: Tally?
    let done: Tally?
    let brokenOff: Tally?
    /// Of a verdict.
    let refusal: Refusal?

    private enum CodingKeys: String, CodingKey {
        case progress, done
        case brokenOff = "broken_off"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        progress = try values.decodeIfPresent(Tally.self, forKey: .progress)
        done = try values.decodeIfPresent(Tally.self, forKey: .done)
        brokenOff = try values.decodeIfPresent(Tally.self, forKey: .brokenOff)
        refusal = try Refusal(from: decoder)
    }
}
