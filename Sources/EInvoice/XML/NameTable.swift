/// Interns names: each pair of namespace and local name becomes a small number.
struct NameTable {
    typealias Failure = MarkupError.Reason

    private(set) var names: [MarkupName] = []
    private let limit: Int
    private let nameLength: Int
    private var indexOfName: [Key: Int32] = [:]
    /// Names as written, found by a hash of their bytes; valid as long as no namespace changes.
    private var written: [UInt64: [Written]] = [:]
    /// The namespaces of each prefix, the innermost last.
    private var bindings: [String: [String]] = ["xml": ["http://www.w3.org/XML/1998/namespace"]]
    /// The prefixes that each open element declares, if it declares any.
    private var scopes: [[String]] = []
    private var generation = 0

    private struct Key: Hashable {
        let namespace: String
        let local: String
    }

    private struct Written {
        let bytes: [UInt8]
        let isAttribute: Bool
        var generation: Int
        var name: Int32
    }

    init(limit: Int, nameLength: Int) {
        self.limit = limit
        self.nameLength = nameLength
    }

    func isNamespaceDeclaration(_ range: Range<Int>, bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard range.count >= 5, bytes[range.lowerBound] == UInt8(ascii: "x") else { return false }
        let name = bytes[range]
        return name.starts(with: "xmlns".utf8) && (range.count == 5 || bytes[range.lowerBound + 5] == UInt8(ascii: ":"))
    }

    /// Opens a scope if the tag declares namespaces.
    mutating func declareNamespaces(
        _ attributes: [MarkupParser.PendingAttribute], bytes: UnsafeBufferPointer<UInt8>, decoded: [UInt8]
    ) throws(Failure) -> Bool {
        var prefixes: [String] = []
        for attribute in attributes where isNamespaceDeclaration(attribute.name, bytes: bytes) {
            let name = String(decoding: bytes[attribute.name], as: UTF8.self)
            let prefix = String(name.dropFirst(6))
            let span = attribute.value
            let namespace =
                span.start < 0
                ? String(decoding: decoded[Int(-(span.start + 1))...].prefix(Int(span.count)), as: UTF8.self)
                : String(decoding: bytes[Int(span.start)..<Int(span.start + span.count)], as: UTF8.self)
            guard !(namespace.isEmpty && !prefix.isEmpty) else { throw .malformed(.emptyNamespace) }
            guard namespace.utf8.count <= nameLength else { throw .tooManyNames(limit: nameLength) }
            guard !prefixes.contains(prefix) else { throw .duplicateAttribute(name) }
            prefixes.append(prefix)
            bindings[prefix, default: []].append(namespace)
        }
        guard !prefixes.isEmpty else { return false }
        scopes.append(prefixes)
        generation += 1
        return true
    }

    mutating func endScope() {
        for prefix in scopes.popLast() ?? [] { bindings[prefix]?.removeLast() }
        generation += 1
    }

    mutating func element(_ range: Range<Int>, bytes: UnsafeBufferPointer<UInt8>) throws(Failure) -> Int32 {
        try index(range, bytes: bytes, isAttribute: false)
    }

    mutating func attribute(_ range: Range<Int>, bytes: UnsafeBufferPointer<UInt8>) throws(Failure) -> Int32 {
        try index(range, bytes: bytes, isAttribute: true)
    }

    private mutating func index(
        _ range: Range<Int>, bytes: UnsafeBufferPointer<UInt8>, isAttribute: Bool
    ) throws(Failure) -> Int32 {
        var hash: UInt64 = isAttribute ? 0x9E37_79B9_7F4A_7C15 : 0xCBF2_9CE4_8422_2325
        for position in range { hash = (hash ^ UInt64(bytes[position])) &* 0x100_0000_01B3 }
        let candidates = written[hash]?.indices ?? 0..<0
        for candidate in candidates {
            guard let known = written[hash]?[candidate], known.isAttribute == isAttribute,
                known.bytes.elementsEqual(bytes[range])
            else { continue }
            if known.generation == generation { return known.name }
            let name = try resolve(range, bytes: bytes, isAttribute: isAttribute)
            written[hash]?[candidate].generation = generation
            written[hash]?[candidate].name = name
            return name
        }
        let name = try resolve(range, bytes: bytes, isAttribute: isAttribute)
        let entry = Written(
            bytes: Array(bytes[range]), isAttribute: isAttribute, generation: generation, name: name)
        written[hash, default: []].append(entry)
        return name
    }

    private mutating func resolve(
        _ range: Range<Int>, bytes: UnsafeBufferPointer<UInt8>, isAttribute: Bool
    ) throws(Failure) -> Int32 {
        let parts = bytes[range].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count <= 2, let local = parts.last, !local.isEmpty, parts.first != "" else {
            throw .malformed(.misplacedColons)
        }
        let prefix = parts.count == 2 ? parts[0] : ""
        let key = Key(namespace: try namespace(of: prefix, isAttribute: isAttribute), local: local)
        if let known = indexOfName[key] { return known }
        guard names.count < limit else { throw .tooManyNames(limit: limit) }
        let index = Int32(names.count)
        names.append(MarkupName(namespace: key.namespace, local: local, prefix: prefix))
        indexOfName[key] = index
        return index
    }

    /// Attributes without prefix are in no namespace.
    private func namespace(of prefix: String, isAttribute: Bool) throws(Failure) -> String {
        if prefix.isEmpty, isAttribute { return "" }
        if let namespace = bindings[prefix]?.last { return namespace }
        guard prefix.isEmpty else { throw .unboundPrefix(prefix) }
        return ""
    }
}
