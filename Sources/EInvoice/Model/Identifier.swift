/// An identifier with the scheme it belongs to.
public struct Identifier: Sendable, Hashable {
    /// The identifier.
    public var value: String
    /// The scheme, e.g. an ISO 6523 or EAS code.
    public var scheme: String?
    /// Version of the scheme, used by item classifications.
    public var schemeVersion: String?

    /// An identifier, with its scheme where it has one.
    public init(_ value: String, scheme: String? = nil, schemeVersion: String? = nil) {
        self.value = value
        self.scheme = scheme
        self.schemeVersion = schemeVersion
    }
}
