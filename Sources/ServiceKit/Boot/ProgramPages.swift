import Glibc
import ProcessKit

/// Gives back memory that holds program code which only the start needed.
///
/// A start walks through tables all over the program and its libraries, and the kernel maps whole neighbourhoods with
/// each page. The pages are clean copies of files: dropping them loses nothing, the kernel maps again from its cache
/// what is used. Only executable mappings are touched, since no program here writes to its own code.
enum ProgramPages {
    static func release() {
        guard let maps = ProcFile.text("/proc/self/maps") else { return }
        for line in maps.split(separator: "\n") {
            guard let range = executableFileMapping(line) else { continue }
            // A refusal leaves the pages where they are, which harms nothing.
            _ = madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), Int(range.count), MADV_DONTNEED)
        }
    }

    /// The addresses of a line `55d0-55e0 r-xp 00001000 fe:00 123 /path`, `nil` for any other kind of mapping.
    static func executableFileMapping(_ line: Substring) -> Range<UInt>? {
        let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
        // The path is set off by any number of blanks, which the last field keeps.
        guard fields.count == 6, fields[1] == "r-xp", fields[5].drop(while: { $0 == " " }).hasPrefix("/") else {
            return nil
        }
        let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard bounds.count == 2, bounds[0] < bounds[1] else { return nil }
        return bounds[0]..<bounds[1]
    }
}
