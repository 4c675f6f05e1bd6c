import Foundation
import ServiceKit
import Shared

/// Files that the commands read.
enum InvoiceFile {
    /// A file that cannot be read.
    struct Unreadable: Error {
        let reason: LocalizedText
    }

    /// Reads a file, or standard input for `-`; one byte more than is allowed at most.
    ///
    /// - Throws: ``Unreadable``.
    static func read(_ path: String, limit: Int = InvoiceIntake.fileLimit) throws(Unreadable) -> [UInt8] {
        let handle: FileHandle
        if path == "-" {
            handle = .standardInput
        } else {
            do {
                handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            } catch {
                throw Unreadable(reason: FileFault.text(of: error, at: path))
            }
        }
        do {
            return try [UInt8](handle.readUpTo(limit + 1))
        } catch {
            throw Unreadable(reason: FileFault.text(of: error, at: path))
        }
    }

    /// Says why a file could not be used.
    static func complain(_ path: String, _ error: any Error, _ language: Language, asJSON: Bool = false) {
        let problem = (error as? any ProblemConvertible)?.problem
        let text = problem?.detail(language) ?? (error as? Unreadable)?.reason(language) ?? "\(error)"
        let failure = CheckFailure(datei: path, fehler: problem?.code ?? "unreadable", text: text)
        if asJSON, let line = try? JSONEncoder.service.encode(failure) {
            return Terminal.say(String(decoding: line, as: UTF8.self))
        }
        Terminal.complain("\(path): \(text)")
    }
}

extension FileHandle {
    /// Reads until the end or the limit.
    fileprivate func readUpTo(_ limit: Int) throws -> Data {
        var data = Data()
        while data.count < limit, let part = try read(upToCount: min(1 << 20, limit - data.count)), !part.isEmpty {
            data.append(part)
        }
        return data
    }
}
