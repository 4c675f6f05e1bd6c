import Foundation
import Hummingbird
import Shared

/// Refuses query parameters that the contract does not give the operation. Dropped, a misspelt one would make the
/// request do something else than was asked: `?dryrun=true` would really book.
///
/// Routes that are not in the contract take the names they like, but no endless query either.
struct QueryNameGuard: RequestStep {
    let contract: ServiceContract
    /// Where the routes of the contract's mount are answered here, its parameter filled in; nil for those of their own.
    var mountedAt: String?

    func before(_ request: Request, _ context: inout ServiceContext) throws -> Response? {
        if let query = request.uri.query, !query.isEmpty, let path = context.endpointPath {
            if QueryNames.isTooLong(query) { throw Problem.queryTooLong }
            try check(query, of: request.method == .head ? "GET" : request.method.rawValue, at: path)
        }
        return nil
    }

    private func check(_ query: String, of method: String, at path: String) throws {
        let operations = try contract.queries.operations(of: contract)
        guard let operation = operations[declared(path)]?[method] else { return }
        let given = QueryNames(query)
        let unknown = given.names.filter { !operation.names.contains($0) }
        let repeated = given.repeated.filter { operation.names.contains($0) && !operation.lists.contains($0) }
        if !unknown.isEmpty || !repeated.isEmpty { throw Problem.query(unknown, repeated, known: operation.names) }
    }

    /// The path as the contract has it.
    private func declared(_ path: String) -> String {
        guard let mountedAt, let mount = contract.mount, path.hasPrefix(mountedAt) else { return path }
        return mount.source + path.dropFirst(mountedAt.count)
    }
}

/// The names of a query, each once.
struct QueryNames {
    /// Most parts of one query: more than any operation has use for, few enough to be looked at one by one.
    static let maximumParts = 200

    /// In the order of the query.
    private(set) var names: [String] = []
    /// Those that stand there more than once.
    private(set) var repeated: [String] = []

    init(_ query: String) {
        var seen: Set<String> = []
        var seenAgain: Set<String> = []
        for part in query.split(separator: "&") {
            let name = Self.decoded(part.prefix { $0 != "=" })
            if seen.insert(name).inserted {
                names.append(name)
            } else if seenAgain.insert(name).inserted {
                repeated.append(name)
            }
        }
    }

    /// Whether a query has more parts than are looked at; ends counting there.
    static func isTooLong(_ query: String) -> Bool {
        query.utf8.split(separator: UInt8(ascii: "&"), maxSplits: maximumParts).count > maximumParts
    }

    /// A name without escapes (RFC 3986, section 2.1), or as it stands where they are none.
    static func decoded(_ name: Substring) -> String {
        name.utf8.contains(UInt8(ascii: "%")) ? name.removingPercentEncoding ?? String(name) : String(name)
    }
}

extension Problem {
    /// Most names of one query that are told.
    private static let toldNames = 20
    /// Longest part of a name that is told, in characters.
    private static let toldLength = 80

    /// 400 before any of a query is read.
    fileprivate static let queryTooLong = Problem(
        .badRequest, code: "query-too-long",
        detail: LocalizedText(
            de: "Nichts wurde getan. Die Adresse hat mehr als \(QueryNames.maximumParts) Parameter.",
            en: "Nothing was done. The address has more than \(QueryNames.maximumParts) parameters."))

    /// 400 with every name that is not known or stands there twice.
    fileprivate static func query(_ unknown: [String], _ repeated: [String], known: [String]) -> Problem {
        let findings =
            unknown.prefix(toldNames).map { finding(unknown: $0, known) }
            + repeated.prefix(toldNames).map { name in
                Finding(
                    "?\(name)", "parameter-repeated", de: "\(name) steht mehrmals da und darf es nur einmal.",
                    en: "\(name) is there more than once; only one is taken.")
            }
        let de = findings.map(\.detail.de).joined(separator: " ")
        let en = findings.map(\.detail.en).joined(separator: " ")
        return Problem(
            .badRequest, code: unknown.isEmpty ? "parameter-repeated" : "parameter-unknown",
            detail: LocalizedText(de: "Nichts wurde getan. \(de)", en: "Nothing was done. \(en)"), findings: findings)
    }

    private static func finding(unknown name: String, _ known: [String]) -> Finding {
        let shown = name.prefix(toldLength)
        let words = known.joined(separator: ", ")
        let hint: LocalizedText =
            if let meant = SimilarWord.nearest(to: name, in: known) {
                LocalizedText(de: "Meinten Sie \(meant)?", en: "Did you mean \(meant)?")
            } else if known.isEmpty {
                LocalizedText(de: "Hier gibt es keine.", en: "There are none here.")
            } else {
                LocalizedText(de: "Es gibt: \(words).", en: "There are: \(words).")
            }
        return Finding(
            "?\(shown)", "parameter-unknown", de: "Den Parameter \(shown) gibt es hier nicht. \(hint.de)",
            en: "There is no parameter \(shown) here. \(hint.en)")
    }
}
