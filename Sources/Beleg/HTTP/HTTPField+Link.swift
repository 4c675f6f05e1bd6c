import HTTPTypes

extension HTTPField.Name {
    /// Relations to other resources (RFC 8288).
    static let link: HTTPField.Name = {
        guard let name = HTTPField.Name("Link") else { preconditionFailure("Link is a field name") }
        return name
    }()
}
