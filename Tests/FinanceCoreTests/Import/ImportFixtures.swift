import Foundation

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

/// A small generator with a seed (SplitMix64), so that a failing case can be run again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
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
