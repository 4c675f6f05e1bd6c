import CProcess

/// How this process treats its memory.
package enum ProcessMemory {
    /// Gives freed blocks of 128 KiB and more back to the system at once. A service that has taken in a large body would
    /// otherwise stay as large as it was then: after an import of a million transfers Finance holds half as much.
    package static func returnLargeBlocks() {
        cprocess_return_large_blocks()
    }

    /// Gives all freed pages back to the system, those between blocks in use as well. Takes some milliseconds; worth it
    /// after work whose many small blocks nothing will need again soon.
    package static func returnFreedPages() {
        cprocess_return_freed_pages()
    }
}
