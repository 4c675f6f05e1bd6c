package import Shared

/// Collects every fault of one input, so that the sender corrects it in one go.
package struct FaultCollector: Sendable {
    package private(set) var faults: [Finding] = []
    /// Pointers of the faults.
    private var faulty: Set<String> = []
    /// Pointers of everything around a fault.
    private var surrounding: Set<String> = []

    /// - Parameter faults: what an earlier stage (decoding) already found. A field that is broken there is not
    ///   reported a second time as missing.
    package init(_ faults: [Finding] = []) {
        for fault in faults { append(fault) }
    }

    /// Notes a fault, unless the field, something inside it or something around it is already known to be faulty.
    package mutating func add(_ pointer: String, _ code: String, de german: String, en english: String) {
        guard !faulty.contains(pointer), !surrounding.contains(pointer) else { return }
        guard !Self.ancestors(pointer).contains(where: faulty.contains) else { return }
        append(Finding(pointer, code, de: german, en: english))
    }

    private mutating func append(_ fault: Finding) {
        faults.append(fault)
        faulty.insert(fault.pointer)
        surrounding.formUnion(Self.ancestors(fault.pointer))
    }

    /// `/a/0/b` → `/a/0`, `/a`.
    private static func ancestors(_ pointer: String) -> [String] {
        var place = Substring(pointer)
        var ancestors: [String] = []
        while let slash = place.lastIndex(of: "/"), slash != place.startIndex {
            place = place[..<slash]
            ancestors.append(String(place))
        }
        return ancestors
    }

    /// - Throws: ``BelegError/invalid(_:)`` when there is at least one fault.
    package func throwIfAny() throws(BelegError) {
        guard faults.isEmpty else { throw .invalid(faults) }
    }
}
