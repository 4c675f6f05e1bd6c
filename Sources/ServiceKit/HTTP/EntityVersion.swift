import HTTPTypes
package import Hummingbird
import Shared

/// The version of a mutable thing in `ETag` and `If-Match`.
package enum EntityVersion {
    /// What the caller has seen.
    package enum Expectation {
        case any
        case exactly(Int64)

        package var version: Int64? {
            if case .exactly(let version) = self { version } else { nil }
        }
    }

    package static func tag(_ version: Int64) -> String { "\"\(version)\"" }

    /// The tag of a version as it is shown with things that change by themselves, a balance say: `"state.version"`. Readers
    /// are told that nothing has changed by the state, writers are held to the version alone.
    package static func tag(_ version: String, of state: String) -> String {
        "\(state.dropLast()).\(version.dropFirst())"
    }

    /// The state in a tag, without the version of a thing.
    package static func state(_ tag: some StringProtocol) -> String {
        guard let dot = tag.firstIndex(of: "."), tag.hasSuffix("\"") else { return String(tag) }
        return "\(tag[..<dot])\""
    }

    /// Reads `If-Match`; `nil` if the request has none.
    ///
    /// - Throws: `Problem` 412 for a tag that was never given out.
    package static func expected(_ request: Request) throws(Problem) -> Expectation? {
        guard let text = request.headers[.ifMatch] else { return nil }
        if text == "*" { return .any }
        if text.count > 2, text.hasPrefix("\""), text.hasSuffix("\""),
            let version = Int64(text.dropFirst().dropLast().split(separator: ".").last ?? "")
        {
            return .exactly(version)
        }
        throw Problem(
            .preconditionFailed, code: "version-mismatch",
            detail: LocalizedText(de: "If-Match nennt keine Version.", en: "If-Match names no version."))
    }

    /// Reads `If-Match` where a change needs it.
    ///
    /// - Throws: `Problem` 428 if it is absent.
    package static func required(_ request: Request) throws(Problem) -> Expectation {
        if let expectation = try expected(request) { return expectation }
        throw Problem(
            .preconditionRequired, code: "if-match-required",
            detail: LocalizedText(
                de: "Eine Änderung braucht If-Match mit dem ETag der gelesenen Fassung.",
                en: "A change needs If-Match with the ETag of the version that was read."))
    }
}
