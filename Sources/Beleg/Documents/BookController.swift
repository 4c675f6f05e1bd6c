import BelegCore
import Hummingbird
import ServiceKit
import Shared

/// Views across kinds: the chain of a document and the number ranges.
struct BookController {
    struct Chain: Encodable, Sendable {
        let belege: [DocumentAnswer]
    }

    struct Ranges: Encodable, Sendable {
        let nummernkreise: [RangeAnswer]
        let lueckenlos: Bool
    }

    let documents: DocumentStore

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("\(BelegRoute.prefix)/belege/kette/{id}") { _, context in
            let chain = try await documents.chain(id: context.entityID)
            return JSONAnswer(Chain(belege: chain.map { DocumentAnswer($0) }))
        }
        router.get("\(BelegRoute.prefix)/nummernkreise") { _, _ in
            let ranges = try await documents.numberRanges()
            return JSONAnswer(
                Ranges(nummernkreise: ranges.map(RangeAnswer.init), lueckenlos: ranges.allSatisfy(\.isGapless)))
        }
    }
}

/// One number range with its proof of completeness.
struct RangeAnswer: Encodable, Sendable {
    let typ: String
    let jahr: Int
    let letzteNummer: String
    let hoechste: Int64
    let anzahl: Int64
    let lueckenlos: Bool

    init(_ range: NumberRangeReport) {
        typ = range.kind.rawValue
        jahr = range.year
        letzteNummer = range.lastNumber
        hoechste = range.highest
        anzahl = range.count
        lueckenlos = range.isGapless
    }
}
