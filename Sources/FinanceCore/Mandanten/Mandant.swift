import Foundation
import Shared

/// A company whose books lie in a folder of their own.
package struct Mandant: Hashable, Sendable {
    package let id: MandantID
    package let name: String
    /// Chart that its ledger began with.
    package let chart: ChartOfAccounts
    package let createdAt: Timestamp
}

/// A company that is to be made, right in itself.
package struct MandantDraft: Hashable, Sendable {
    package static let maximumNameBytes = 255

    package let id: MandantID
    package let name: String
    package let chart: ChartOfAccounts

    /// - Throws: `FinanceError.invalid` with every fault.
    package init(id: MandantID, name: String, chart: ChartOfAccounts) throws(FinanceError) {
        self.id = id
        self.name = name
        self.chart = chart
        if name.allSatisfy(\.isWhitespace) { throw .invalid([.mandantNameMissing]) }
        if name.utf8.count > Self.maximumNameBytes {
            throw .invalid([.tooLong("/name", maximumBytes: Self.maximumNameBytes)])
        }
        if name.utf8.contains(where: { $0 < 32 || $0 == 127 }) { throw .invalid([.nullCharacter("/name")]) }
    }
}

/// The description of a company as it lies beside its ledger.
struct MandantFile: Codable {
    static let name = "mandant.json"

    let id: String
    let name: String
    let chart: String
    let createdAtMilliseconds: Int64

    init(_ mandant: Mandant) {
        id = mandant.id.description
        name = mandant.name
        chart = mandant.chart.rawValue
        createdAtMilliseconds = mandant.createdAt.millisecondsSince1970
    }

    /// The company of a folder; nil if the file is missing, damaged or another's.
    static func read(in folder: String, expected: MandantID) -> Mandant? {
        guard let data = FileManager.default.contents(atPath: folder + "/" + name),
            // try? because a file that cannot be read describes nobody
            let file = try? JSONDecoder().decode(MandantFile.self, from: data), file.id == expected.description,
            let chart = ChartOfAccounts(rawValue: file.chart)
        else { return nil }
        return Mandant(
            id: expected, name: file.name, chart: chart,
            createdAt: Timestamp(millisecondsSince1970: file.createdAtMilliseconds))
    }

    func write(in folder: String) throws(StorageFailure) {
        do {
            let data = try JSONEncoder().encode(self)
            try DurableFile.write(String(decoding: data, as: UTF8.self) + "\n", to: folder + "/" + Self.name)
        } catch let failure as StorageFailure {
            throw failure
        } catch {
            throw StorageFailure(code: 0, "encode \(Self.name): \(error)")
        }
    }
}

extension Finding {
    static let mandantNameMissing = Finding(
        pointer: "/name", code: "missing",
        detail: LocalizedText(de: "Der Name fehlt.", en: "The name is missing."))
}
