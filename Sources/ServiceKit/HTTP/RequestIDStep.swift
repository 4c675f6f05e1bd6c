import HTTPTypes
import Hummingbird
import Shared

/// Gives each request its id and its reader's language, and writes the id into the answer.
struct RequestIDStep: RequestStep {
    func before(_ request: Request, _ context: inout ServiceContext) -> Response? {
        context.language = Language(acceptLanguage: request.headers[.acceptLanguage])
        if let id = request.headers[.xRequestID], isUsable(id) { context.requestID = id }
        return nil
    }

    func after(_ response: inout Response, _ request: Request, _ context: ServiceContext) {
        response.headers[.xRequestID] = context.requestID
    }

    /// A foreign id ends up in logs and answers: short and plain only.
    private func isUsable(_ id: String) -> Bool {
        !id.isEmpty && id.utf8.count <= 64
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}
