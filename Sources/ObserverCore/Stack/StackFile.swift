import Foundation
import Shared
import Yams

/// Reads stack files: which services there are, how they are started, and who is told when they fail.
package struct StackFile {
    /// Largest file that is read, in bytes.
    static let sizeLimit = 1 << 20
    /// Most services of one file.
    static let serviceLimit = 1_000

    let reader: StackFileReader
    /// Folder of the file: relative paths begin here.
    let folder: String
    /// Folder in which bare names of programs are looked for first.
    let programs: String?

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - programs: Folder in which bare names of programs are looked for before `PATH`.
    ///   - variables: Environment for `${NAME}`.
    /// - Throws: ``StackFileFaults`` naming every fault with its place.
    package static func load(
        path: String, programs: String?, variables: [String: String]
    ) throws(StackFileFaults) -> StackSpec {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        let text: String
        do throws(StackFileFault) {
            text = try StackFileText.read(url.path)
        } catch {
            throw StackFileFaults(fileName: path, faults: [error])
        }
        return try read(
            text: text, fileName: path, folder: url.deletingLastPathComponent().path, programs: programs,
            variables: variables)
    }

    /// Reads the text of a file.
    ///
    /// - Throws: ``StackFileFaults`` naming every fault with its place.
    package static func read(
        text: String, fileName: String, folder: String, programs: String? = nil, variables: [String: String] = [:]
    ) throws(StackFileFaults) -> StackSpec {
        let reader = StackFileReader(variables: variables, end: StackFileText.end(of: text))
        let stack = StackFile(reader: reader, folder: folder, programs: programs).stack(text)
        guard reader.faults.isEmpty else {
            throw StackFileFaults(fileName: fileName, faults: reader.faultsInOrder)
        }
        return stack
    }

    private func stack(_ text: String) -> StackSpec {
        guard text.utf8.count <= Self.sizeLimit else {
            reader.report(StackFileText.tooLarge)
            return StackSpec()
        }
        guard let root = StackFileTree(reader: reader).compose(text) else { return StackSpec() }
        let members = reader.members(
            root, LocalizedText(de: "Stack-Datei", en: "the stack file"),
            known: ["version", "limits", "alerts", "defaults", "services", "functions"])
        // The number itself carries no meaning yet; another one is a file that we do not understand.
        _ = reader.number(members["version"], "version", in: 1...1)
        if members["version"] == nil {
            reader.report(root, de: "Es fehlt „version: 1“.", en: "\"version: 1\" is missing.")
        }
        var stack = StackSpec()
        if let limits = members["limits"] { readLimits(limits, &stack) }
        if let alerts = members["alerts"] { stack.alerts = readAlerts(alerts) }
        let defaults = UnitReader(file: self).defaults(members["defaults"])
        if let services = members["services"] { stack.units = readServices(services, defaults: defaults) }
        stack.functions = members["functions"].map(readFunctions)
        return stack
    }

    private func readLimits(_ node: Node, _ stack: inout StackSpec) {
        let members = reader.members(node, "limits", known: ["starts_at_once", "restarts_per_minute"])
        stack.startsAtOnce =
            reader.number(members["starts_at_once"], "starts_at_once", in: 1...1_000) ?? stack.startsAtOnce
        stack.restartsPerMinute =
            reader.number(members["restarts_per_minute"], "restarts_per_minute", in: 1...100_000)
            ?? stack.restartsPerMinute
    }

    /// A path of the file, absolute.
    func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : URL(fileURLWithPath: "\(folder)/\(path)").standardizedFileURL.path
    }
}
