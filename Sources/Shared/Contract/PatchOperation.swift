/// One step of a JSON Patch (RFC 6902) that mends a faulty document; values are texts, as money and dates are on the wire.
public struct PatchOperation: Sendable, Hashable, Codable {
    /// What the step does.
    public enum Kind: String, Sendable, Hashable, Codable {
        case add, remove, replace, move
    }

    /// What the step does.
    public let op: Kind
    /// JSON pointer (RFC 6901) to the place.
    public let path: String
    /// The new value; `nil` where something is removed or moved.
    public let value: String?
    /// Where the value of a move comes from.
    public let from: String?

    /// Describes one step.
    public init(_ op: Kind, _ path: String, _ value: String? = nil) {
        self.init(op, path, value, from: nil)
    }

    private init(_ op: Kind, _ path: String, _ value: String?, from: String?) {
        self.op = op
        self.path = path
        self.value = value
        self.from = from
    }

    /// Describes how a member gets another name, with whatever its value is.
    public static func move(from: String, to path: String) -> PatchOperation {
        PatchOperation(.move, path, nil, from: from)
    }

    /// The same step in a document of which this one's is a part.
    func located(under prefix: String) -> PatchOperation {
        PatchOperation(op, prefix + path, value, from: from.map { prefix + $0 })
    }
}
