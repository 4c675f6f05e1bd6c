import Foundation
import Glibc
import ProcessKit
import Testing

struct ProcessMemoryTests {
    /// Whether a block has pages of its own, which go back to the system with it: the second bit of the size that glibc
    /// keeps before each block.
    private static func hasOwnPages(_ block: UnsafeMutableRawPointer) -> Bool {
        (block - MemoryLayout<UInt>.size).load(as: UInt.self) & 2 != 0
    }

    /// Without it the first free of a large block raises the limit for pages of one's own.
    @Test(
        .disabled(
            if: ["GLIBC_TUNABLES", "MALLOC_MMAP_THRESHOLD_"].contains {
                ProcessInfo.processInfo.environment[$0] != nil
            },
            "the environment decides here"))
    func `large blocks have pages of their own, also after one was freed`() throws {
        ProcessMemory.returnLargeBlocks()
        free(malloc(24 << 20))
        // More than gaps that earlier tests have left may take; they are never touched and cost nothing.
        let blocks = try (0..<60).map { _ in try #require(malloc(8 << 20) as UnsafeMutableRawPointer?) }
        #expect(blocks.count { Self.hasOwnPages($0) } > 30)
        for block in blocks { free(block) }
    }
}
