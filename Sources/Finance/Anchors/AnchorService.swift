import FinanceCore
import Logging
import ServiceKit
import ServiceLifecycle
import Shared

/// Signs each day's anchor: at the start, and soon after midnight (UTC).
struct AnchorService: Service {
    /// Time between two looks at the clock: a clock that is set is noticed as well.
    private static let interval = Duration.seconds(60)

    let ledger: LedgerStore
    let shelf: MandantShelf
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var failed = false
            while !Task.isCancelled {
                failed = await anchor(ledger, failedBefore: failed)
                // What fails here shows in the health report, and is tried again in a minute.
                for lease in await shelf.openLeases() { _ = try? await lease.ledger.anchorDay() }
                try? await Task.sleep(for: Self.interval)  // throws only at the end
            }
        }
    }

    /// One line in the log for each change of state.
    private func anchor(_ ledger: LedgerStore, failedBefore: Bool) async -> Bool {
        do throws(FinanceError) {
            if let anchor = try await ledger.anchorDay() {
                logger.info("Anchor signed", metadata: ["id": "\(anchor.id)", "ledger_seq": "\(anchor.sequence)"])
            }
            return false
        } catch {
            if error != .closing, !failedBefore {
                logger.error("The day's anchor cannot be signed", metadata: ["error": "\(error)"])
            }
            return true
        }
    }
}

extension StartupError {
    /// What is wrong with a key file, and what to do about it.
    static func anchorKey(_ fault: AnchorKey.Fault) -> StartupError {
        switch fault {
        case .unreadable(let path): .configuration("the key \(path) cannot be read")
        case .accessibleToOthers(let path): .configuration("the key \(path) is accessible to others (chmod 600)")
        case .malformed(let path):
            .configuration(
                "\(path) holds no key of ours; put it back from a copy, or remove it to begin with a new one")
        case .cannotCreate(let path, let reason): .cannotCreate("the key \(path) cannot be made: \(reason)")
        }
    }
}
