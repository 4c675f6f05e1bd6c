import HTTPTypes

extension HTTPField.Name {
    /// Relations to other resources (RFC 8288).
    static let link = name("Link")
    static let referrerPolicy = name("Referrer-Policy")
    static let xFrameOptions = name("X-Frame-Options")
    /// Business terms that a conversion could not carry over.
    static let losses = name("X-Verluste")

    private static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("not a field name: \(text)") }
        return name
    }
}
