import Foundation
import TestSupport

/// Files of real life that lie beside the repository; tests that need them are skipped where they are absent.
enum SampleFiles {
    private static let folder: URL = {
        var url = URL(filePath: #filePath)
        for _ in 0..<4 { url.deleteLastPathComponent() }
        return url.deletingLastPathComponent().appending(path: "shared/data")
    }()

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: path).path)
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: path)))
    }
}

/// Damages a file the way disks, editors and people do: flips, drops, doubles and inserts bytes.
func mutated(_ bytes: [UInt8], with generator: inout SeededGenerator) -> [UInt8] {
    var result = bytes
    for _ in 0...Int.random(in: 0..<4, using: &generator) where !result.isEmpty {
        let index = Int.random(in: 0..<result.count, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: result[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: result.remove(at: index)
        case 2: result.insert(contentsOf: #"";,"#.utf8.shuffled(using: &generator), at: index)
        case 3: result.insert(contentsOf: "\r\n".utf8, at: index)
        default: result.removeSubrange(index..<min(result.count, index + 20))
        }
    }
    return result
}
