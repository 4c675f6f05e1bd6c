/// Memory for the texts and bytes of one row on their way into SQLite, used again for every row: no allocation, and no
/// copy by SQLite.
final class BindArena {
    /// More than any row holds: texts are at most 1,000 bytes, a thousand lines at most four texts each.
    private static let capacity = 8 << 20

    private let memory: UnsafeMutableRawBufferPointer
    private var used = 0

    init() { memory = .allocate(byteCount: Self.capacity, alignment: 16) }

    deinit { memory.deallocate() }

    /// Begins a new row; what was added before is no longer valid.
    func clear() { used = 0 }

    func add(_ text: String) -> (start: UnsafeRawPointer, count: Int) {
        var text = text
        return text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    func add(_ bytes: UnsafeRawBufferPointer) -> (start: UnsafeRawPointer, count: Int) {
        precondition(bytes.count <= Self.capacity - used, "a row of more than \(Self.capacity) bytes")
        let place = UnsafeMutableRawBufferPointer(rebasing: memory[used..<used + bytes.count])
        place.copyMemory(from: bytes)
        used += bytes.count
        // memory has a base address: its capacity is not zero.
        return (UnsafeRawPointer(memory.baseAddress.unsafelyUnwrapped + (used - bytes.count)), bytes.count)
    }
}
