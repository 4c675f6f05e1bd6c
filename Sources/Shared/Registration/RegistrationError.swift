/// Why a call to the Observer's registry failed.
public enum RegistrationError: Error, Sendable, Hashable {
    /// The configured address is no `http` or `https` URL that ends in a path.
    case invalidURL(String)
    /// No connection, or it broke.
    case unreachable(String)
    /// No complete answer within the time limit.
    case timedOut
    /// The registry does not know the service (404): register again.
    case unknownService
    /// The registry refused the request.
    case rejected(status: Int, problem: ProblemDetails?)
    /// A 200 whose body is not the contract's.
    case unexpectedAnswer(String)
}

extension RegistrationError: CustomStringConvertible {
    /// One line for a log.
    public var description: String {
        switch self {
        case .invalidURL(let url): "not a usable registration URL: \(url)"
        case .unreachable(let reason): "unreachable: \(reason)"
        case .timedOut: "timed out"
        case .unknownService: "service not registered"
        case .rejected(let status, let problem): "rejected with \(status)\(problem.map { " (\($0.code))" } ?? "")"
        case .unexpectedAnswer(let reason): "unexpected answer: \(reason)"
        }
    }
}
