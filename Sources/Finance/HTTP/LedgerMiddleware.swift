import FinanceCore
import HTTPTypes
import Hummingbird
import Logging
import ServiceKit

/// Tells in every answer which state of the ledger it shows, answers "not modified" without asking the ledger anything,
/// and hands storage failures to the log: those that may pass are answered 503, the others 500. Attempts to book into a
/// locked period are noted.
struct LedgerMiddleware: RouterMiddleware {
    let ledger: LedgerStore
    let attempts: LockedAttempts
    /// Tells this opening of the ledger from all others: revisions start anew with each.
    private let opening = UInt64.random(in: .min ... .max)

    init(ledger: LedgerStore, attempts: LockedAttempts) {
        self.ledger = ledger
        self.attempts = attempts
    }

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        // Taken before the answer is made: a commit in between makes sequence and tag look older than the answer, never
        // newer, so that who follows the events behind the sequence misses none. The sequence before the tag, which a 304
        // stands for. A write that succeeds tells what is there after it, at least its own commit.
        let isReading = request.method == .get || request.method == .head
        let sequence = ledger.sequence
        let tag = isReading ? entityTag : nil
        if let tag, let known = Self.known(request.headers[values: .ifNoneMatch], tag) {
            return Response(
                status: .notModified, headers: [.eTag: known, .ledgerSeq: String(sequence), .vary: Self.vary])
        }
        do {
            var response = try await next(request, context)
            response.headers[.ledgerSeq] = String(isReading ? sequence : ledger.sequence)
            if let tag, response.status == .ok, response.headers[.cacheControl] == nil {
                response.headers[.eTag] = response.headers[.eTag].map { EntityVersion.tag($0, of: tag) } ?? tag
                response.headers[.cacheControl] = "no-cache"
                response.headers[.vary] = Self.vary
            }
            return response
        } catch let error as CancellationError where Task.isCancelled {
            throw error
        } catch _ where isReading && Task.isCancelled {
            // What a reading meets that is cut short, because the service ends, is no failure.
            throw CancellationError()
        } catch {
            var problem = problem(of: error, request, context)
            problem.headers[.ledgerSeq] = String(sequence)
            throw problem
        }
    }

    private func problem(of error: any Error, _ request: Request, _ context: ServiceContext) -> Problem {
        if let error = error as? FinanceError, case .storage = error { return context.ending(error, request) }
        if let refusal = error as? any ProblemConvertible { attempts.note(refusal, request, context) }
        return Problem(of: error, request, context)
    }

    private static let vary = "Accept, Accept-Language, Origin"

    /// Everything that is read here follows from the ledger, and some of it from the day.
    private var entityTag: String {
        "\"\(String(opening, radix: 36))-\(String(ledger.revision, radix: 36))-\(Timestamp.now().day.number)\""
    }

    /// The tag in fields of `If-None-Match` that names a state; a weak one is as good (RFC 9110 §13.1.2). The version of
    /// a thing that may stand behind the state follows from it.
    private static func known(_ fields: [String], _ tag: String) -> String? {
        for part in fields.lazy.flatMap({ $0.split(separator: ",") }) {
            let part = part.trimmingPrefix { $0 == " " }
            if part == "*" { return tag }
            let named = part.trimmingPrefix("W/").prefix { $0 != " " }
            if EntityVersion.state(named) == tag { return String(named) }
        }
        return nil
    }
}
