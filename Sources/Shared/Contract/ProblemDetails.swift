/// The body of every error answer: `application/problem+json` (RFC 9457) with the stack's extensions.
public struct ProblemDetails: Sendable, Hashable, Codable {
    /// One entry of `errors`.
    public struct Entry: Sendable, Hashable, Codable {
        /// JSON pointer to the faulty value.
        public let pointer: String
        /// Stable kebab-case code.
        public let code: String
        /// Sentence in the reader's language.
        public let detail: String
        /// A JSON Patch of the request's body that takes the fault away, where that is mechanical.
        public let fix: [PatchOperation]?
        /// Line of the request's body in which the faulty item begins, counted from 1.
        public let line: Int?

        /// Creates one entry.
        public init(
            pointer: String, code: String, detail: String, fix: [PatchOperation]? = nil, line: Int? = nil
        ) {
            self.fix = fix
            self.line = line
            self.pointer = pointer
            self.code = code
            self.detail = detail
        }
    }

    /// The media type of this body.
    public static let mediaType = "application/problem+json"

    /// URI reference that names the kind of problem.
    public let type: String
    /// Short name of the kind of problem.
    public let title: String
    /// HTTP status code.
    public let status: Int
    /// What went wrong this time, in the reader's language.
    public let detail: String?
    /// Path of the request that failed.
    public let instance: String?
    /// Stable kebab-case code for programs.
    public let code: String
    /// Identifies the request in the service's log.
    public let requestID: String?
    /// All findings, when the input was at fault.
    public let errors: [Entry]?
    /// First day that takes bookings, when a locked period (Festschreibung) refused one: `2026-02-01`.
    public let nextOpenDate: String?

    /// Creates a problem; `type` follows from the code.
    public init(
        title: String, status: Int, detail: String?, instance: String?, code: String, requestID: String?,
        errors: [Entry]? = nil, nextOpenDate: String? = nil
    ) {
        self.type = "urn:erp:problem:\(code)"
        self.title = title
        self.status = status
        self.detail = detail
        self.instance = instance
        self.code = code
        self.requestID = requestID
        self.errors = errors
        self.nextOpenDate = nextOpenDate
    }

    private enum CodingKeys: String, CodingKey {
        case type, title, status, detail, instance, code, errors
        case requestID = "request_id"
        case nextOpenDate = "next_open_date"
    }
}
