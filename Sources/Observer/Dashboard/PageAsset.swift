import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit

/// A file that pages need, served by ourselves: nothing is loaded from elsewhere.
struct PageAsset: Sendable {
    static let style = PageAsset(
        name: "overview.css", mediaType: "text/css; charset=utf-8", bytes: PackageResources.overview_css)
    static let script = PageAsset(
        name: "live.js", mediaType: "text/javascript; charset=utf-8", bytes: PackageResources.live_js)

    /// Our own script and style alone, connections and forms to ourselves alone.
    static let contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

    let path: String
    /// The path with a mark that changes with the content, so that browsers may keep the file.
    let versionedPath: String
    private let mediaType: String
    private let bytes: ByteBuffer
    private let tag: String

    private init(name: String, mediaType: String, bytes: [UInt8]) {
        path = "/assets/\(name)"
        let digest = SHA256.hash(data: bytes).prefix(8).map { String(format: "%02x", $0) }.joined()
        versionedPath = "\(path)?v=\(digest)"
        tag = "\"\(digest)\""
        self.mediaType = mediaType
        self.bytes = ByteBuffer(bytes: bytes)
    }

    func response(to request: Request) -> Response {
        // Only the address with the right mark stands for this very content.
        let isVersioned = request.uri.queryParameters["v"].map { "\"\($0)\"" == tag } ?? false
        let headers: HTTPFields = [
            .contentType: mediaType, .eTag: tag, .xContentTypeOptions: "nosniff",
            .cacheControl: isVersioned ? "public, max-age=31536000, immutable" : "no-cache",
        ]
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: bytes))
    }

    /// A dot in the colour of the answer, as the icon of the tab.
    static func icon(for tone: Tone) -> String {
        let colour =
            switch tone {
            case .good: "1a7f4b"
            case .care: "b26a00"
            case .bad: "c62f3b"
            case .idle: "6b7480"
            }
        return "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
            + "%3Ccircle cx='8' cy='8' r='7' fill='%23\(colour)'/%3E%3C/svg%3E"
    }
}
