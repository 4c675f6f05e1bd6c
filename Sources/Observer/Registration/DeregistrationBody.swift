import HTTPTypes
import ServiceKit
import Shared

/// Body of `/deregister`; the port may be a numeric string, as the original's clients send it.
struct DeregistrationBody: Decodable {
    let serviceName: Field<String>
    let host: Field<String>
    let port: Field<JSONValue>

    enum CodingKeys: String, CodingKey {
        case serviceName = "service_name"
        case host, port
    }

    /// The key of the registration to end.
    ///
    /// - Throws: ``Problem`` 400 naming every missing field: the original's status for an incomplete body.
    func serviceID() throws(Problem) -> String {
        var reader = FieldReader()
        let name = reader.required(serviceName, "/service_name", "string") ?? ""
        let host = reader.required(host, "/host", "string") ?? ""
        let port = port(&reader)
        guard reader.findings.isEmpty else {
            throw Problem(
                .badRequest, code: "incomplete",
                detail: LocalizedText(
                    de: "Gebraucht werden service_name, host und port.", en: "service_name, host and port are needed."),
                findings: reader.findings)
        }
        return ServiceDescriptor.serviceID(serviceName: name, host: host, port: port)
    }

    private func port(_ reader: inout FieldReader) -> Int {
        switch reader.required(port, "/port", "number") {
        case .integer(let number): return Int(number)
        case .string(let text):
            if let number = Int(text) { return number }
        case nil: return 0
        default: break
        }
        reader.report(
            "/port", "invalid-port", de: "Der Port muss eine Zahl von 1 bis 65535 sein.",
            en: "The port must be a number from 1 to 65535.")
        return 0
    }
}
