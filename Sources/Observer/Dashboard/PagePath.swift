import Foundation

/// Addresses of the pages.
enum PagePath {
    static let incidents = "/ui/incidents"
    private static let plain = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    static func service(_ id: String) -> String { "/ui/services/\(encoded(id))" }

    /// A text as one segment of a path, or one value of a query.
    static func encoded(_ text: String) -> String {
        // Only text that is no valid Unicode cannot be encoded, and a String is.
        text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
