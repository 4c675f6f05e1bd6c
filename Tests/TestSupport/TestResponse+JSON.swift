import Foundation
package import HummingbirdTesting
import NIOCore
import NIOFoundationCompat
package import Shared

extension TestResponse {
    /// The body as text.
    package var text: String { String(buffer: body) }

    /// The body as any JSON.
    package var json: JSONValue {
        get throws { try decode(JSONValue.self) }
    }

    /// The lines of the body as any JSON.
    package var jsonLines: [JSONValue] {
        get throws {
            try text.split(separator: "\n").map { try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
        }
    }

    /// The body as a problem document.
    package var problem: ProblemDetails {
        get throws { try decode(ProblemDetails.self) }
    }

    /// The body as a type of the contract.
    package func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(buffer: body))
    }
}

extension ProblemDetails {
    /// `pointer code` of every finding, in the order of the answer.
    package var faults: [String] {
        (errors ?? []).map { "\($0.pointer) \($0.code)" }
    }
}
