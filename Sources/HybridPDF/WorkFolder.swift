import Glibc

/// A folder for one PDF that nobody else may look into, gone afterwards.
struct WorkFolder: Sendable {
    let path: String

    /// - Throws: `toolMissing` when the machine has no room for temporary files.
    init() throws(HybridPDFError) {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/hybrid-pdf-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .toolMissing(parent) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Writes a file and tells its path.
    func write(_ bytes: [UInt8], as name: String) throws(HybridPDFError) -> String {
        let file = path + "/" + name
        guard let stream = fopen(file, "wbx") else { throw .toolMissing(file) }
        let written = fwrite(bytes, 1, bytes.count, stream)
        guard fclose(stream) == 0, written == bytes.count else { throw .toolMissing(file) }
        return file
    }

    /// Reads a file that the helper process wrote.
    func read(_ name: String, limit: Int) throws(HybridPDFError) -> [UInt8] {
        guard let stream = fopen(path + "/" + name, "rb") else { throw .unreadable }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&block, 1, block.count, stream)
            if count == 0 { return bytes }
            bytes += block.prefix(count)
            guard bytes.count <= limit else { throw .tooLarge }
        }
    }

    /// Takes the folder away with the few files that were written here.
    func remove() {
        for name in ["input.pdf", "list.json", "invoice.xml"] { unlink(path + "/" + name) }
        rmdir(path)
    }
}
