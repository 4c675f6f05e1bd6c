import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The folder in which each company has one: `mandanten/<id>/` with its ledger, documents and description.
///
/// A company is made in a folder with a name that no id can have, and takes its own with one rename: it is there whole,
/// or not at all.
struct MandantFolder {
    private static let temporaryPrefix = ".new-"

    let path: String

    func path(of id: MandantID) -> String { path + "/" + id.description }

    /// All companies, and the names of folders that are none. What a process that was killed left half made goes away.
    func scan() -> (mandanten: [Mandant], strangers: [String]) {
        // try? because without the folder there are no companies
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        var mandanten: [Mandant] = []
        var strangers: [String] = []
        for name in names.sorted() {
            if name.hasPrefix(Self.temporaryPrefix) {
                try? FileManager.default.removeItem(atPath: path + "/" + name)  // it is in nobody's way
            } else if let id = MandantID(name), let mandant = MandantFile.read(in: path(of: id), expected: id) {
                mandanten.append(mandant)
            } else {
                strangers.append(name)
            }
        }
        return (mandanten, strangers)
    }

    /// Makes the folder of a company with an empty ledger.
    func make(_ mandant: Mandant, options: LedgerOptions) async throws(FinanceError) {
        let temporary = path + "/" + Self.temporaryPrefix + mandant.id.description
        do {
            try? FileManager.default.removeItem(atPath: temporary)  // of an attempt that failed
            try FileManager.default.createDirectory(
                atPath: temporary, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let ledger = try await LedgerStore.open(
                directory: temporary, chart: try mandant.chart.accounts(), options: options)
            await ledger.close()
            try MandantFile(mandant).write(in: temporary)
            // A folder that is there already, even a stranger's, is not replaced: rename refuses one with content.
            guard rename(temporary, path(of: mandant.id)) == 0 else {
                throw DurableFile.failure("rename", path(of: mandant.id))
            }
            try DurableFile.synchroniseFolder(of: path(of: mandant.id))
        } catch let error as FinanceError {
            try? FileManager.default.removeItem(atPath: temporary)  // the first error is the one that counts
            throw error
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)  // the same
            throw FinanceError("mandant \(mandant.id)", error)
        }
    }
}
